"""The example apps, as data. The ids in the vendor's reference (Slack, GitHub) are real, all others are fake."""

from __future__ import annotations

from .app import App, Category
from .catalog_keys import APPS_WITH_KEYS
from .catalog_no_auth import APPS_WITHOUT_ACCOUNTS
from .catalog_oauth import APPS_WITH_OAUTH

APPS: tuple[App, ...] = (*APPS_WITH_OAUTH, *APPS_WITH_KEYS, *APPS_WITHOUT_ACCOUNTS)

CATEGORIES: tuple[Category, ...] = (
    Category("appcat_dev1x", "Developer Tools", "Tools for software development."),
    Category("appcat_prod2x", "Productivity", "Documents, tables and tasks."),
    Category("appcat_comm3x", "Communication", "Messages and chat."),
    Category("appcat_ai4xx", "Artificial Intelligence (AI)", "Models that generate text and images."),
    Category("appcat_data5x", "Databases", "Storage and queries."),
    Category("appcat_supp6x", "Customer Support", "Support for customers."),
    Category("appcat_help7x", "Helper Functions", "Parts of the platform itself."),
)
