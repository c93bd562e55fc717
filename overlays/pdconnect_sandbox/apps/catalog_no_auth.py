"""Example apps that need no account: parts of the platform itself."""

from __future__ import annotations

from .app import App

_CATEGORIES = ("Helper Functions",)

APPS_WITHOUT_ACCOUNTS: tuple[App, ...] = (
    App(
        id="app_d4e5f6",
        name_slug="http",
        name="HTTP / Webhook",
        auth_type="none",
        description="The native HTTP trigger, and an action that shows a request.",
        categories=_CATEGORIES,
    ),
    App(
        id="app_g7h8i9",
        name_slug="schedule",
        name="Schedule",
        auth_type="none",
        description="The native timer triggers.",
        categories=_CATEGORIES,
    ),
    App(
        id="app_j1k2l3",
        name_slug="email",
        name="Email",
        auth_type="none",
        description="The native email trigger.",
        categories=_CATEGORIES,
    ),
    App(
        id="app_y1z2a3",
        name_slug="data_stores",
        name="Data Stores",
        auth_type="none",
        description="Stores values by key.",
        categories=_CATEGORIES,
    ),
    App(
        id="app_b4c5d6",
        name_slug="sandbox_utils",
        name="Sandbox Utilities",
        auth_type="none",
        description="Actions for experiments: files, forms, large results.",
        categories=_CATEGORIES,
    ),
    App(
        id="app_e7f8g9",
        name_slug="rss",
        name="RSS",
        auth_type="none",
        description="An example feed at every URL.",
        categories=_CATEGORIES,
    ),
)
