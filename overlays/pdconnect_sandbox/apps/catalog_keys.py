"""Example apps that are connected with keys, which a user fills in."""

from __future__ import annotations

from .app import App, Field, Proxy

APPS_WITH_KEYS: tuple[App, ...] = (
    App(
        id="app_a1b2c3",
        name_slug="openai",
        name="OpenAI",
        auth_type="keys",
        description="Can be connected with an API key and reached through the proxy; has no components here.",
        categories=("Artificial Intelligence (AI)",),
        featured_weight=850,
        fields=(Field("api_key", "API key", "password"),),
        proxy=Proxy(("api.openai.com",), "https://api.openai.com", value="Bearer {api_key}"),
    ),
    App(
        id="app_s1t2u3",
        name_slug="zendesk",
        name="Zendesk",
        auth_type="keys",
        description="A fake help desk. Each account has a host of its own.",
        categories=("Customer Support",),
        featured_weight=600,
        fields=(
            Field("subdomain", "Subdomain"),
            Field("api_token", "API token", "password"),
            Field("locale", "Locale", default="en", optional=True),
        ),
        proxy=Proxy((), "https://{subdomain}.zendesk.com", header="x-api-token", value="{api_token}"),
    ),
    App(
        id="app_v1w2x3",
        name_slug="postgresql",
        name="PostgreSQL",
        auth_type="keys",
        description="A fake database with two tables. It has no HTTP API, so there is no proxy.",
        categories=("Databases",),
        featured_weight=500,
        fields=(
            Field("host", "Host"),
            Field("port", "Port", default="5432", optional=True),
            Field("user", "User"),
            Field("password", "Password", "password"),
        ),
    ),
)
