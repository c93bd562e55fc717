"""The commands for projects, OAuth clients, app overrides, webhooks and usage, generated from the OpenAPI document."""

from __future__ import annotations

import typer

from ..operations.command import OperationCommand, operation_group

_OAUTH_APP = (
    "id",
    "name",
    "name_slug",
    "client_id",
    "scopes",
    "additional_scopes",
    "redirect_uri",
    "created_at",
    "updated_at",
)
_OVERRIDE = ("id", "name", "app", "oauth_app_id", "created_at", "updated_at")
_PROJECT = ("id", "name", "app_name", "support_email", "connect_require_key_auth_test")
_WEBHOOK = ("id", "url", "active", "signing_key", "signing_key_set", "created_at", "updated_at")

_USAGE = (
    "usage_start_ts",
    "usage_end_ts",
    "credits_used",
    "action_run_credits_used",
    "proxy_credits_used",
    "source_emit_credits_used",
)
_GROUPS = {
    "projects": (
        "The projects of your workspace.",
        [
            OperationCommand("list", "projects_list", _PROJECT),
            OperationCommand("show", "projects_retrieve", _PROJECT),
            OperationCommand(
                "create", "projects_create", _PROJECT, examples=("pdconnect projects create --name Billing",)
            ),
            OperationCommand("update", "projects_update", _PROJECT),
            OperationCommand(
                "delete",
                "projects_delete",
                question="Delete the project {project_id} and everything in it? This cannot be undone.",
            ),
        ],
    ),
    "oauth-apps": (
        "Your own OAuth clients, so that users see your name when they connect.",
        [
            OperationCommand("list", "oauth_apps_list", ("id", "name", "name_slug", "client_id", "created_at")),
            OperationCommand("show", "oauth_apps_retrieve", _OAUTH_APP),
            OperationCommand(
                "create",
                "oauth_apps_create",
                _OAUTH_APP,
                examples=(
                    "pdconnect oauth-apps create --app slack --client-id 123 --client-secret-stdin < secret.txt",
                ),
            ),
            OperationCommand("update", "oauth_apps_update", _OAUTH_APP),
            OperationCommand("delete", "oauth_apps_delete", question="Delete the OAuth client {id}?"),
        ],
    ),
    "app-overrides": (
        "Preset values for the custom fields of an app.",
        [
            OperationCommand("list", "app_overrides_list", ("id", "name", "app", "oauth_app_id", "created_at")),
            OperationCommand("show", "app_overrides_retrieve", (*_OVERRIDE, "cfmap")),
            OperationCommand(
                "create",
                "app_overrides_create",
                (*_OVERRIDE, "cfmap"),
                examples=('pdconnect app-overrides create --app shopify --name Main --cfmap \'{"shop_id": "main"}\'',),
            ),
            OperationCommand("update", "app_overrides_update", (*_OVERRIDE, "cfmap")),
            OperationCommand("delete", "app_overrides_delete", question="Delete the app override {id}?"),
        ],
    ),
    "webhooks": (
        "Webhooks that receive the events of deployed triggers.",
        [
            OperationCommand("show", "project_environment_retrieve_webhook", _WEBHOOK),
            OperationCommand(
                "set",
                "project_environment_update_webhook",
                _WEBHOOK,
                examples=("pdconnect webhooks set --url https://example.com/hook",),
            ),
            OperationCommand(
                "delete", "project_environment_delete_webhook", question="Delete the webhook of this environment?"
            ),
            OperationCommand(
                "new-key",
                "project_environment_regenerate_webhook_signing_key",
                _WEBHOOK,
                question="Replace the signing key? The receiver needs the new one at once.",
            ),
            OperationCommand("list", "deployed_triggers_list_webhooks", ("webhook_urls", "webhooks")),
            OperationCommand(
                "assign",
                "deployed_triggers_update_webhooks",
                ("webhook_urls", "webhooks"),
                examples=(
                    "pdconnect webhooks assign dc_1a2b3c --external-user-id user-1 --webhook-urls https://example.com/hook",
                ),
            ),
        ],
    ),
    "usage": (
        "The credits that Connect has used.",
        [
            OperationCommand(
                "list",
                "usage_list",
                _USAGE,
                examples=("pdconnect usage list --start-ts 1767225600 --end-ts 1769904000",),
            )
        ],
    ),
}
"""The groups of commands, with their help."""


def register(app: typer.Typer, section: str) -> None:
    """Add the groups."""
    for name, (help, commands) in _GROUPS.items():
        app.add_typer(operation_group(help, commands), name=name, rich_help_panel=section)
