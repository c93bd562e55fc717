"""At least one call of every operation that the official SDKs offer, in an order in which all calls can succeed.

Names are those of the Python SDK; the other SDK uses camel case. `$name` is replaced by a value from an earlier
response, or for a value that the test has prepared; `$workflow` is the URL of a workflow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

USER = "user 1 ü"
HOOK = "https://events.example.com/hook"
GIF = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="


@dataclass(frozen=True)
class Call:
    """A call of `method` with the path parameters, and with the other arguments by name.

    `result_path` is the path of a value that the response must contain, "" for the response itself, None if no value is expected.
    `saves` lists values of the response that later calls need: the path of each, by name. With `connect_token`, the call is authorized by
    the Connect token that was saved as `token`.
    """

    method: str
    path: tuple[Any, ...] = ()
    arguments: Mapping[str, Any] = field(default_factory=dict[str, Any])
    result_path: str | None = ""
    saves: Mapping[str, str] = field(default_factory=dict[str, str])
    connect_token: bool = False

    @property
    def operation(self) -> str:
        """The operationId in the specification."""
        return self.method.replace(".", "_")


def _about(key: str, **more: Any) -> dict[str, Any]:
    """Return the arguments of a call about a component."""
    return {"id": key, "external_user_id": USER, **more}


_GITLAB = {"gitlab": {"authProvisionId": "$gitlab"}}
_SHEET = {"googleSheets": {"authProvisionId": "$google_sheets"}}
_COMMITS = _about("gitlab-list-commits", configured_props={**_GITLAB, "projectId": 45672541, "refName": "main"})
_PROJECT = _about("gitlab-list-commits", prop_name="projectId", configured_props=_GITLAB)
_ROW = _about("google_sheets-add-single-row", configured_props={**_SHEET, "hasHeaders": False})
_ISSUE = _about("gitlab-new-issue", configured_props={**_GITLAB, "projectId": 45672541})
_REPORT = _about("sandbox_utils-write-report", configured_props={"lines": ["a"], "numbers": [1]}, stash_id="NEW")
_OWN = {"external_user_id": USER}
_PROXY = {"external_user_id": USER, "account_id": "$gitlab", "headers": {"x-a": "b"}, "params": {"page": "2"}}
_URL = "https://gitlab.com/api/v4/echo"


def _lists(kind: str, app: str, key: str, configured: Mapping[str, Any], reloaded: Mapping[str, Any]) -> list[Call]:
    return [
        Call(f"{kind}.list", (), {"app": app, "limit": 2}),
        Call(f"{kind}.retrieve", (key,), result_path="data.configurable_props"),
        Call(f"{kind}.configure_prop", (), configured, result_path="options"),
        Call(f"{kind}.reload_props", (), reloaded, result_path="dynamic_props"),
    ]


_TOKENS_AND_ACCOUNTS = [
    Call(
        "oauth_tokens.create",
        (),
        {"client_id": "sandbox-client", "client_secret": "sandbox-secret", "scope": "connect:*"},
        result_path="access_token",
    ),
    Call(
        "tokens.create",
        (),
        {
            "external_user_id": USER,
            "allowed_origins": ["https://app.example.com"],
            "success_redirect_uri": "https://app.example.com/yes",
            "webhook_uri": HOOK,
            "expires_in": 600,
            "scope": "connect:*",
        },
        result_path="connect_link_url",
        saves={"token": "token"},
    ),
    Call("tokens.validate", ("$token",), {"app_id": "openai"}, result_path="success"),
    Call(
        "accounts.create",
        (),
        {"app_slug": "openai", "cfmap_json": '{"api_key": "k"}', "connect_token": "$token", "name": "Mine"},
        result_path="id",
        connect_token=True,
    ),
    Call("accounts.list", (), {"external_user_id": USER, "limit": 1, "include_credentials": True}),
    Call("accounts.retrieve", ("$gitlab",), {"include_credentials": True}, result_path="credentials"),
    Call("accounts.list_by_external_user", (USER,), {"app": "gitlab"}),
    Call("users.list", (), {"q": "user"}),
]
_APPS = [
    Call("apps.list", (), {"q": "git", "sort_key": "name", "sort_direction": "asc", "has_actions": True}),
    Call("apps.retrieve", ("gitlab",), result_path="data.name_slug"),
    Call("app_categories.list", saves={"category": "0.id"}),
    Call("app_categories.retrieve", ("$category",), result_path="name"),
]
_COMPONENTS = [
    *_lists("components", "gitlab", "gitlab-list-commits", _PROJECT, _ROW),
    *_lists("actions", "gitlab", "gitlab-list-commits", _PROJECT, _ROW),
    *_lists("triggers", "gitlab", "gitlab-new-issue", {**_PROJECT, "id": "gitlab-new-issue"}, _ISSUE),
    Call("actions.run", (), _COMMITS, result_path="ret"),
    Call("actions.run", (), _REPORT, result_path="exports", saves={"file": "exports.$filestash_uploads.0.s3Key"}),
    Call("file_stash.download_file", (), {"s_3_key": "$file"}),
]
_TRIGGERS = [
    Call(
        "triggers.deploy",
        (),
        {**_ISSUE, "webhook_url": HOOK, "emit_on_deploy": True},
        "data.id",
        {"trigger": "data.id"},
    ),
    Call("deployed_triggers.list", (), {**_OWN, "limit": 1, "emitter_type": "source"}),
    Call("deployed_triggers.retrieve", ("$trigger",), _OWN, result_path="data.configured_props"),
    Call("deployed_triggers.update", ("$trigger",), {**_OWN, "active": True, "name": "Mine"}, result_path="data.name"),
    Call("deployed_triggers.list_events", ("$emitter",), {**_OWN, "n": 5}, result_path="data"),
    Call(
        "deployed_triggers.update_workflows",
        ("$trigger",),
        {**_OWN, "workflow_ids": ["p_1"]},
        result_path="workflow_ids",
    ),
    Call("deployed_triggers.list_workflows", ("$trigger",), _OWN, result_path="workflow_ids"),
    Call(
        "deployed_triggers.update_webhooks", ("$trigger",), {**_OWN, "webhook_urls": [HOOK]}, result_path="webhook_urls"
    ),
    Call("deployed_triggers.list_webhooks", ("$trigger",), _OWN, "webhook_urls", {"webhook": "webhooks.0.id"}),
    Call("deployed_triggers.retrieve_webhook", ("$trigger", "$webhook"), _OWN),
    Call("deployed_triggers.regenerate_webhook_signing_key", ("$trigger", "$webhook"), _OWN),
    Call("deployed_triggers.reset_webhook_delivery_state", ("$trigger", "$webhook"), _OWN),
    Call("deployed_triggers.delete", ("$trigger",), {**_OWN, "ignore_hook_errors": True}, result_path=None),
    Call("project_environment.update_webhook", (), {"url": HOOK}),
    Call("project_environment.retrieve_webhook"),
    Call("project_environment.regenerate_webhook_signing_key"),
    Call("project_environment.delete_webhook", result_path=None),
]
_PROXIED = [
    Call("proxy.get", (), {"url": _URL, **_PROXY}),
    Call("proxy.post", (), {"url": _URL, **_PROXY, "body": {"a": 1}}),
    Call("proxy.put", (), {"url": _URL, **_PROXY, "body": {"a": 1}}),
    Call("proxy.patch", (), {"url": _URL, **_PROXY, "body": {"a": 1}}),
    Call("proxy.delete", (), {"url": _URL, **_PROXY}),
]
_CLIENTS = [
    Call(
        "oauth_apps.create",
        (),
        {"app": "gitlab", "client_id": "c", "client_secret": "s", "name": "Ours", "scopes": ["api"]},
        result_path="id",
        saves={"client": "id"},
    ),
    Call("oauth_apps.list", (), {"app": "gitlab", "limit": 1}),
    Call("oauth_apps.retrieve", ("$client",), result_path="client_id"),
    Call("oauth_apps.update", ("$client",), {"name": "Still ours", "client_secret": ""}, result_path="name"),
    Call(
        "app_overrides.create",
        (),
        {"app": "zendesk", "name": "Ours", "cfmap": {"subdomain": "acme"}},
        "id",
        {"override": "id"},
    ),
    Call("app_overrides.list", (), {"app": "zendesk", "limit": 1}),
    Call("app_overrides.retrieve", ("$override",), result_path="cfmap"),
    Call("app_overrides.update", ("$override",), {"name": "Still ours"}, result_path="name"),
    Call("app_overrides.delete", ("$override",), result_path=None),
    Call("oauth_apps.delete", ("$client",), result_path=None),
]
_PROJECTS = [
    Call(
        "projects.create",
        (),
        {"name": "Another", "app_name": "App", "support_email": "a@example.com"},
        "id",
        {"project": "id"},
    ),
    Call("projects.list", (), {"limit": 1}),
    Call("projects.retrieve", ("$project",), result_path="name"),
    Call(
        "projects.update",
        ("$project",),
        {"connect_require_key_auth_test": True},
        result_path="connect_require_key_auth_test",
    ),
    Call("projects.update_logo", ("$project",), {"logo": GIF}, result_path=None),
    Call("projects.retrieve_info", result_path="apps"),
    Call("projects.delete", ("$project",), result_path=None),
    Call("usage.list", (), {"start_ts": 1_700_000_000, "end_ts": 1_700_100_000}),
]
_DELETIONS = [
    Call("accounts.delete", ("$slack",), result_path=None),
    Call("accounts.delete_by_app", ("openai",), result_path=None),
    Call("users.delete_external_user", (USER,), result_path=None),
]

USER_WITH_SLASH = "user/2"
CALL_WITH_SLASH = Call("users.delete_external_user", (USER_WITH_SLASH,), result_path=None)
"""A call that fails with the Python SDK: it decodes the path of each request again before it sends it, so that a slash or a question
mark in an id ends the id."""

CALLS = [*_TOKENS_AND_ACCOUNTS, *_APPS, *_COMPONENTS, *_TRIGGERS, *_PROXIED, *_CLIENTS, *_PROJECTS, *_DELETIONS]

WORKFLOW_CALLS = [
    Call("workflows.invoke", (), {"url_or_endpoint": "$workflow", "body": {"a": 1}, "headers": {"x-a": "b"}}),
    Call("workflows.invoke_for_external_user", (), {"url_or_endpoint": "$workflow", "external_user_id": "user-1"}),
]
"""Calls of workflows, which are not operations of the specification. The Python SDK handles the URL of a workflow as a path of the API."""
