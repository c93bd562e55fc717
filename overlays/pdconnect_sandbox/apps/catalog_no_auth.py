"""Example apps that need no account: homes of what the platform brings along."""

from __future__ import annotations

from .app import App

_CATEGORIES = ("Helper Functions",)

APPS_WITHOUT_ACCOUNTS: tuple[App, ...] = (
    App(
        id="app_d4e5f6",
        name_slug="http",
        name="HTTP / Webhook",
        auth_type="none",
        description="Home of the native HTTP trigger, and of requests of one's own making.",
        categories=_CATEGORIES,
    ),
    App(
        id="app_g7h8i9",
        name_slug="schedule",
        name="Schedule",
        auth_type="none",
        description="Home of the native timer triggers.",
        categories=_CATEGORIES,
    ),
    App(
        id="app_j1k2l3",
        name_slug="email",
        name="Email",
        auth_type="none",
        description="Home of the native email trigger.",
        categories=_CATEGORIES,
    ),
    App(
        id="app_y1z2a3",
        name_slug="data_stores",
        name="Data Stores",
        auth_type="none",
        description="Keeps values by their keys.",
        categories=_CATEGORIES,
    ),
    App(
        id="app_b4c5d6",
        name_slug="sandbox_utils",
        name="Sandbox Utilities",
        auth_type="none",
        description="Actions that exist for trying things out: files, forms, large results.",
        categories=_CATEGORIES,
    ),
    App(
        id="app_e7f8g9",
        name_slug="rss",
        name="RSS",
        auth_type="none",
        description="A made-up feed at every address.",
        categories=_CATEGORIES,
    ),
)
