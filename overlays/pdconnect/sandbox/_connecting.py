"""What happens when a person connects an account, however the person got here."""

from __future__ import annotations

from dataclasses import dataclass, field

from pdconnect.sandbox._registry import App
from pdconnect.sandbox._state import Account, ConnectToken, Place, State
from pdconnect.sandbox._times import iso
from pdconnect.sandbox._types import JsonObject, Refusal

_REFRESH_AFTER = 3420
_EXPIRE_AFTER = 3600


@dataclass(frozen=True)
class Connecting:
    """An account about to be connected; credentials of None are made up."""

    app: str
    external_user_id: str
    credentials: JsonObject | None = field(default=None, repr=False)
    name: str | None = None
    oauth_app_id: str | None = None


def connect(state: State, environment: str, wanted: Connecting) -> Account:
    """Connect an account and return it."""
    place = state.places.get(environment)
    if place is None:
        raise Refusal(400, f"environment: must be {' or '.join(state.places)}")
    app = state.registry.app(wanted.app)
    if app is None:
        raise Refusal(400, "app: there is no app of this id or name slug")
    state.keep_secret(wanted.credentials)
    state.user_id(place, wanted.external_user_id)
    account = Account(
        id=state.ids.mint("apn"),
        app_slug=app.name_slug,
        oauth_app_id=wanted.oauth_app_id,
        external_user_id=wanted.external_user_id,
        name=wanted.name,
        credentials=_made_up(state, app) if wanted.credentials is None else wanted.credentials,
        created_at=state.clock(),
    )
    place.accounts.add(account.id, account)
    return account


def connect_by_token(state: State, token: ConnectToken, app: str, oauth_app_id: str | None) -> Account:
    """Connect an account for the user of a Connect token, which is spent by that."""
    wanted = Connecting(app, token.external_user_id, oauth_app_id=oauth_app_id)
    account = connect(state, token.environment, wanted)
    token.spent = True
    return account


def usable_token(state: State, token: str) -> ConnectToken:
    """Return a Connect token with which an account can still be connected."""
    found = state.connect_tokens.get(token)
    if found is None:
        raise Refusal(400, "token: this Connect token is not known")
    if found.expires_at <= state.clock():
        raise Refusal(400, "token: this Connect token has expired")
    if found.spent:
        raise Refusal(400, "token: an account was connected with this Connect token already")
    return found


def account_wire(state: State, place: Place, account: Account, *, credentials: bool) -> JsonObject:
    """Return the account as the wire shows it, with credentials only where they may be read."""
    app = state.registry.app(account.app_slug)
    wire: JsonObject = {
        "id": account.id,
        "name": account.name,
        "external_id": account.external_user_id,
        "healthy": True,
        "dead": False,
        "app": app.wire(account.oauth_app_id) if app else {},
        "created_at": iso(account.created_at),
        "updated_at": iso(account.created_at),
    }
    if not credentials or not _readable(place, account, app):
        return wire
    return {
        **wire,
        "credentials": account.credentials,
        "expires_at": iso(account.created_at + _EXPIRE_AFTER),
        "error": None,
        "last_refreshed_at": iso(account.created_at),
        "next_refresh_at": iso(account.created_at + _REFRESH_AFTER),
    }


def _readable(place: Place, account: Account, app: App | None) -> bool:
    """In production, credentials of an OAuth app can be read only with an own OAuth client."""
    oauth = app is not None and app.auth_type == "oauth"
    return place.environment != "production" or not oauth or account.oauth_app_id is not None


def _made_up(state: State, app: App) -> JsonObject:
    if app.auth_type == "oauth":
        return {
            "oauth_client_id": f"client-of-{app.name_slug}",
            "oauth_access_token": state.ids.secret(),
            "oauth_refresh_token": state.ids.secret(),
            "oauth_uid": state.ids.hex(12),
        }
    return {"api_key": state.ids.secret()} if app.auth_type == "keys" else {}
