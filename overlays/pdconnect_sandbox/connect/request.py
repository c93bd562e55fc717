"""What a visit to the Connect page is about: an app, and perhaps a client, an override, an account to connect anew."""

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
    """What is to be connected. With an `account`, that one gets new credentials, and none is added."""

    token: ConnectToken
    app: App
    oauth_app_id: str | None
    override: AppOverride | None
    account: Account | None

    @property
    def project(self) -> Project:
        """The project that asks."""
        return self.token.environment.project

    @property
    def client(self) -> OAuthApp | None:
        """The OAuth client, if it is one of the project."""
        return self.project.oauth_apps.get(self.oauth_app_id or "")

    @property
    def fields(self) -> Sequence[Field]:
        """What the user has to fill in: the app's fields but those that the override has filled in."""
        filled = self.override.cfmap if self.override else {}
        return [one for one in self.app.fields if self.app.auth_type == "keys" and one.name not in filled]


def resolve_connect_request(state: State, token: ConnectToken, query: Mapping[str, str]) -> ConnectRequest | None:
    """Return what a link asks for, None where nothing tells the app; refuse what does not fit together.

    The link's own client counts before that of the override, and that before the token's. A token that was made for one
    app, or for a client of one, is good for no other.
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
        raise HTTPException(400, f"app: {' and '.join(sorted(apps))} are meant at the same time")
    return next((ConnectRequest(token, app, client_id, override, account) for app in apps.values()), None)


def _app_of(project: Project, client_id: str | None) -> str | None:
    client = project.oauth_apps.get(client_id or "")
    return client.app_slug if client else None


def _override(project: Project, override_id: str | None) -> AppOverride | None:
    override = project.app_overrides.get(override_id or "")
    if override_id and override is None:
        raise HTTPException(400, "appOverrideId: there is no such app override")
    return override
