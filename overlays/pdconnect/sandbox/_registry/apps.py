"""The example apps, as data. Ids that the reference tells (Slack, GitHub) are the real ones."""

from __future__ import annotations

from pdconnect.sandbox._registry._model import App

_API_KEY = '[{"name":"api_key","label":"API key","description":null,"default":null,"optional":false,"type":"password"}]'

APPS: tuple[App, ...] = (
    App(
        id="app_1Z2hw1",
        name_slug="gitlab",
        name="GitLab",
        auth_type="oauth",
        description="A made-up GitLab with a handful of projects.",
        categories=("Developer Tools",),
    ),
    App(
        id="app_168hvn",
        name_slug="google_sheets",
        name="Google Sheets",
        auth_type="oauth",
        description="Made-up spreadsheets, to which rows can really be added.",
        categories=("Productivity",),
    ),
    App(
        id="app_OkrhR1",
        name_slug="slack",
        name="Slack",
        auth_type="oauth",
        description="A made-up Slack workspace that remembers its messages.",
        categories=("Communication",),
    ),
    App(
        id="app_OrZhaO",
        name_slug="github",
        name="GitHub",
        auth_type="oauth",
        description="Can be connected; has no components here.",
        categories=("Developer Tools",),
    ),
    App(
        id="app_a1b2c3",
        name_slug="openai",
        name="OpenAI",
        auth_type="keys",
        description="Can be connected with an API key; has no components here.",
        categories=("Artificial Intelligence (AI)",),
        custom_fields_json=_API_KEY,
    ),
    App(
        id="app_d4e5f6",
        name_slug="http",
        name="HTTP / Webhook",
        auth_type="none",
        description="Home of the native HTTP trigger.",
        categories=("Helper Functions",),
    ),
    App(
        id="app_g7h8i9",
        name_slug="schedule",
        name="Schedule",
        auth_type="none",
        description="Home of the native timer triggers.",
        categories=("Helper Functions",),
    ),
    App(
        id="app_j1k2l3",
        name_slug="email",
        name="Email",
        auth_type="none",
        description="Home of the native email trigger.",
        categories=("Helper Functions",),
    ),
)
