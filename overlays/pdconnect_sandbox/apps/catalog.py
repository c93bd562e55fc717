"""The example apps, as data. The ids in the vendor's reference (Slack, GitHub) are real, all others are fake."""

from __future__ import annotations

from .app import App, Category
from .catalog_keys import APPS_WITH_KEYS
from .catalog_no_auth import APPS_WITHOUT_ACCOUNTS
from .catalog_oauth import APPS_WITH_OAUTH

APPS: tuple[App, ...] = (*APPS_WITH_OAUTH, *APPS_WITH_KEYS, *APPS_WITHOUT_ACCOUNTS)

CATEGORIES: tuple[Category, ...] = (
    Category("appcat_dev1x", "Developer Tools", "For those who write software."),
    Category("appcat_prod2x", "Productivity", "Documents, tables and tasks."),
    Category("appcat_comm3x", "Communication", "Talking to each other."),
    Category("appcat_ai4xx", "Artificial Intelligence (AI)", "Models that write and draw."),
    Category("appcat_data5x", "Databases", "Where data is kept."),
    Category("appcat_supp6x", "Customer Support", "Answering those who request."),
    Category("appcat_help7x", "Helper Functions", "What the platform brings along."),
)
