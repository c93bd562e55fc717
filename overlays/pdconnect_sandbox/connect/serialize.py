"""The JSON of an account, and when its credentials can be read."""

from __future__ import annotations

from ..apps import App
from ..state.projects import Environment
from ..state.records import Account
from ..state.state import State
from ..wire.timestamps import iso
from ..wire.types import JsonObject

_REFRESH_AFTER = 3420
_EXPIRE_AFTER = 3600


def account_wire(state: State, environment: Environment, account: Account, *, credentials: bool = False) -> JsonObject:
    """Return the JSON of an account, with credentials only where they can be read."""
    app = state.registry.app(account.app_slug)
    wire: JsonObject = {
        "id": account.id,
        "name": account.name,
        "external_id": account.external_user_id,
        "healthy": account.revoked_at is None,
        "dead": account.revoked_at is not None,
        "app": app.wire(account.oauth_app_id) if app else {},
        "created_at": iso(account.created_at),
        "updated_at": iso(account.updated_at),
    }
    if app is not None and app.auth_type == "oauth":
        granted = app.scopes if account.authorized_scopes is None else account.authorized_scopes
        wire["authorized_scopes"] = list(granted)
    if not credentials or not _readable(environment, account, app):
        return wire
    return {**wire, "credentials": account.credentials, **_refreshed(account, state.clock())}


def _refreshed(account: Account, now: float) -> JsonObject:
    """Return when the credentials were and will be refreshed. This ends when the account is revoked."""
    valid_until = now if account.revoked_at is None else account.revoked_at
    refreshes = max(0, int((valid_until - account.updated_at) // _REFRESH_AFTER))
    last = account.updated_at + refreshes * _REFRESH_AFTER
    return {
        "expires_at": iso(last + _EXPIRE_AFTER),
        "error": account.error,
        "last_refreshed_at": iso(last),
        "next_refresh_at": iso(last + _REFRESH_AFTER) if account.revoked_at is None else None,
    }


def _readable(environment: Environment, account: Account, app: App | None) -> bool:
    """Return whether credentials can be read. In production, those of an OAuth app only with an OAuth client of the project."""
    oauth = app is not None and app.auth_type == "oauth"
    return environment.name != "production" or not oauth or account.oauth_app_id is not None
