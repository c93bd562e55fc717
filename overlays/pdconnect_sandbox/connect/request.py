"""The request behind a Connect link: an app, and optionally an OAuth client, an app override, and an account to reconnect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen
from starlette.exceptions import HTTPException

from ..apps import App, Field
from ..state.projects import Project
from ..state.records import Account, AppOverride, OAuthApp
from ..state.state import ConnectToken, State
from .connect import known_app, own_account


@frozen
class ConnectRequest:
    """What a Connect link asks to connect. If `account` is set, that account gets new credentials, and no account is added."""

    token: ConnectToken
    app: App
    oauth_app_id: str | None
    override: AppOverride | None
    account: Account | None

    @property
    def project(self) -> Project:
        """The project that the account is connected for."""
        return self.token.environment.project

    @property
    def client(self) -> OAuthApp | None:
        """The OAuth client, if it is one of the project."""
        return self.project.oauth_apps.get(self.oauth_app_id or "")

    @property
    def scopes(self) -> Sequence[str]:
        """The scopes that the user is asked to grant: those of the OAuth client, else those of the app."""
        return (self.client.scopes if self.client else None) or self.app.scopes

    @property
    def can_select_scopes(self) -> bool:
        """Whether the user may grant only some of the scopes."""
        return self.app.auth_type == "oauth" and self.token.request.get("allow_progressive_scopes", False)

    @property
    def fields(self) -> Sequence[Field]:
        """The fields that the user fills in: those of the app without a value in the override."""
        filled = self.override.cfmap if self.override else {}
        return [field for field in self.app.fields if self.app.auth_type == "keys" and field.name not in filled]


def resolve_connect_request(state: State, token: ConnectToken, query: Mapping[str, str]) -> ConnectRequest | None:
    """Return the request of a link, None if nothing names the app. Raise 400 for parts that contradict each other.

    The link's own client takes precedence over that of the override, and that over the token's. A token for one app, or
    for a client of one app, cannot be used for another.
    """
    project = token.environment.project
    override = _override(project, query.get("appOverrideId"))
    account = own_account(token, query["accountId"]) if query.get("accountId") else None
    of_token = token.request.get("oauth_app_id")
    client_id = query.get("oauthAppId") or (override and override.oauth_app_id) or of_token
    named = [
        query.get("app"),
        override and override.app_slug,
        account and account.app_slug,
        _app_of(project, client_id),
        _app_of(project, of_token) or token.request.get("app_id"),
    ]
    apps = {app.name_slug: app for app in [known_app(state, name) for name in named if name]}
    if len(apps) > 1:
        raise HTTPException(400, f"app: {' and '.join(sorted(apps))} are named at the same time; name one app")
    return next((ConnectRequest(token, app, client_id, override, account) for app in apps.values()), None)


def _app_of(project: Project, client_id: str | None) -> str | None:
    client = project.oauth_apps.get(client_id or "")
    return client.app_slug if client else None


def _override(project: Project, override_id: str | None) -> AppOverride | None:
    override = project.app_overrides.get(override_id or "")
    if override_id and override is None:
        raise HTTPException(400, "appOverrideId: there is no such app override")
    return override
