"""Connecting an account: through the Connect page, with keys, or by a test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import TypeVar

from attrs import evolve, field, frozen
from starlette.exceptions import HTTPException

from ..apps import App
from ..state.projects import Environment
from ..state.records import Account
from ..state.state import ConnectToken, State
from ..wire.responses import AccountConnectionError
from ..wire.types import JsonObject, WebhookRequest
from .webhooks import failure_webhook_requests, success_webhook_requests

T = TypeVar("T")


@frozen
class NewAccount:
    """An account to be connected. With credentials of None, fake ones are created."""

    app: str
    external_user_id: str
    credentials: JsonObject | None = field(default=None, repr=False)
    name: str | None = None
    oauth_app_id: str | None = None
    authorized_scopes: Sequence[str] | None = None


def connect(state: State, environment: Environment, wanted: NewAccount) -> Account:
    """Connect an account and return it."""
    app = known_app(state, wanted.app)
    client = environment.project.oauth_apps.get(wanted.oauth_app_id or "")
    if client is not None and client.app_slug != app.name_slug:
        raise HTTPException(400, f"oauth_app_id: this OAuth client is one of {client.app_slug}")
    register_secrets(state, app, wanted.credentials or {})
    state.get_or_create_user(environment, wanted.external_user_id)
    now = state.clock()
    account = Account(
        id=state.ids.mint("apn"),
        app_slug=app.name_slug,
        oauth_app_id=wanted.oauth_app_id,
        external_user_id=wanted.external_user_id,
        name=fake_name(app, wanted.external_user_id) if wanted.name is None else wanted.name,
        credentials=fake_credentials(state, app) if wanted.credentials is None else wanted.credentials,
        created_at=now,
        updated_at=now,
        authorized_scopes=None if wanted.authorized_scopes is None else tuple(wanted.authorized_scopes),
    )
    environment.accounts.add(account.id, account)
    return account


def own_account(token: ConnectToken, account_id: str) -> Account:
    """Return an account of the user of a Connect token, or raise 404."""
    account = token.environment.accounts.get(account_id)
    if account is None or account.external_user_id != token.external_user_id:
        raise HTTPException(404, f"account_id: the user has no such account in {token.environment.name}")
    return account


def reconnect(
    state: State, environment: Environment, account: Account, credentials: JsonObject, name: str | None
) -> Account:
    """Replace the credentials of an account. A revoked account becomes healthy again."""
    app = known_app(state, account.app_slug)
    register_secrets(state, app, credentials)
    account = evolve(account, credentials=credentials, name=name, updated_at=state.clock(), revoked_at=None, error=None)
    environment.accounts.put(account.id, account)
    return account


def use_connect_token(state: State, text: str, act: Callable[[ConnectToken], T]) -> T:
    """Call `act` with a Connect token that can still be used, and return its result. An error has the webhook requests that report it."""
    try:
        return act(usable_token(state, text))
    except HTTPException as error:
        known = state.connect_tokens.get(text)
        webhook_requests = failure_webhook_requests(known, reason_text(error)) if known else []
        raise AccountConnectionError(error, webhook_requests) from None


def reason_text(error: HTTPException) -> str:
    """Return the reason of an error as text for users, without the name of the part of the request."""
    text = error.detail.partition(": ")[2] or error.detail
    return text[:1].upper() + text[1:]


def connect_by_token(
    state: State, text: str, make: Callable[[ConnectToken], Account]
) -> tuple[Account, list[WebhookRequest]]:
    """Connect an account with a Connect token, which can be used once. Return the account and the webhook requests."""

    def spend(token: ConnectToken) -> tuple[Account, list[WebhookRequest]]:
        state.register_user(token.environment, token.external_user_id)
        account = make(token)
        token.spent = True
        return account, success_webhook_requests(state, token, account)

    return use_connect_token(state, text, spend)


def connector_for(state: State, app: str, oauth_app_id: str | None) -> Callable[[ConnectToken], Account]:
    """Return a function that connects an account of an app with a token, and with an OAuth client if one is named."""

    def make(token: ConnectToken) -> Account:
        return connect(state, token.environment, NewAccount(app, token.external_user_id, oauth_app_id=oauth_app_id))

    return make


def usable_token(state: State, token: str) -> ConnectToken:
    """Return a Connect token that can still be used, or raise 400."""
    found = state.connect_tokens.get(token)
    if found is None:
        raise HTTPException(400, "token: this Connect token is not known")
    if found.expires_at <= state.clock():
        raise HTTPException(400, "token: this Connect token has expired")
    if found.spent:
        raise HTTPException(400, "token: an account was connected with this Connect token already")
    return found


def known_app(state: State, id_or_slug: str) -> App:
    """Return an app, or raise 400 if there is none."""
    app = state.registry.app(id_or_slug)
    if app is None:
        raise HTTPException(400, "app: there is no app with this id or name slug")
    return app


def register_secrets(state: State, app: App, credentials: JsonObject) -> None:
    """Register the values that the request log must mask: all except those of fields that are not passwords."""
    plain = [field.name for field in app.fields if field.type != "password"]
    state.register_secret({name: value for name, value in credentials.items() if name not in plain})


def fake_name(app: App, external_user_id: str) -> str | None:
    """Return a name such as the service takes from the app: an address, or for keys the name of the app."""
    if app.auth_type == "none":
        return None
    if app.auth_type == "keys":
        return f"{app.name} account"
    digits = blake2b(external_user_id.encode(), digest_size=2).hexdigest()
    return f"user-{digits}@{app.name_slug.replace('_', '-')}.example"


def fake_credentials(state: State, app: App) -> JsonObject:
    """Return fake credentials, as an account of this app has them."""
    if app.auth_type == "oauth":
        return {
            "oauth_client_id": f"client-of-{app.name_slug}",
            "oauth_access_token": state.ids.secret(),
            "oauth_refresh_token": state.ids.secret(),
            "oauth_uid": state.ids.hex(12),
        }
    return {
        field.name: state.ids.secret() if field.type == "password" else field.default or f"example-{field.name}"
        for field in app.fields
    }
