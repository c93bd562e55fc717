"""Connecting accounts of apps with keys."""

from __future__ import annotations

import json

from starlette.exceptions import HTTPException

from ..apps import App
from ..connect.api_keys import key_values, missing_keys, try_keys
from ..connect.connect import NewAccount, connect, connect_by_token, known_app, own_account, reconnect, register_secrets
from ..connect.serialize import account_wire
from ..service.call import Call
from ..state.records import Account, AppOverride
from ..state.state import ConnectToken, State
from ..wire.responses import JsonResponse, SandboxResponse
from ..wire.types import JsonObject, as_object


def create(state: State, call: Call) -> SandboxResponse:
    """Connect an account, or give one new keys."""

    def make(token: ConnectToken) -> Account:
        return _make(state, call, token)

    account, webhook_requests = connect_by_token(state, call.body["connect_token"], make)
    return JsonResponse(account_wire(state, call.environment, account), webhook_requests=webhook_requests)


def _make(state: State, call: Call, token: ConnectToken) -> Account:
    if token.environment is not call.environment:
        raise HTTPException(400, "body.connect_token: is one of another project or environment")
    if call.external_user_id not in (None, token.external_user_id):
        raise HTTPException(400, "external_user_id: the Connect token belongs to another user")
    app = known_app(state, call.body["app_slug"])
    credentials = _credentials(call, app)
    register_secrets(state, app, credentials)
    try_keys(call.environment.project, app, credentials)
    account_id, name = call.body.get("account_id"), call.body.get("name")
    if account_id is not None:
        return _reconnect(state, call, token, account_id, app, credentials)
    user, client = token.external_user_id, call.query.get("oauth_app_id")
    return connect(state, call.environment, NewAccount(app.name_slug, user, credentials, name, client))


def _reconnect(
    state: State, call: Call, token: ConnectToken, account_id: str, app: App, credentials: JsonObject
) -> Account:
    account = own_account(token, account_id)
    if account.app_slug != app.name_slug:
        raise HTTPException(400, f"body.account_id: is an account of {account.app_slug}")
    return reconnect(state, call.environment, account, credentials, call.body.get("name", account.name))


def _credentials(call: Call, app: App) -> JsonObject:
    """Return the values of all fields, or raise 400 for unknown or missing ones."""
    if app.auth_type != "keys":
        raise HTTPException(400, f"body.app_slug: accounts of {app.name_slug} are not connected with keys")
    values = key_values(app, _override(call, app), _given(call.body["cfmap_json"]))
    names = [field.name for field in app.fields]
    problems = [f"body.cfmap_json.{name}: is not a field of {app.name_slug}" for name in values if name not in names]
    problems += [f"body.cfmap_json.{name}: is missing" for name in missing_keys(app, values)]
    if problems:
        raise HTTPException(400, "; ".join(problems))
    return values


def _given(text: str) -> JsonObject:
    try:
        values = as_object(json.loads(text))
    except (ValueError, RecursionError):
        values = None
    if values is None:
        raise HTTPException(400, "body.cfmap_json: is not the JSON text of an object")
    return values


def _override(call: Call, app: App) -> AppOverride | None:
    override_id = call.body.get("app_override_id")
    override = call.environment.project.app_overrides.get(override_id or "")
    if override_id is not None and (override is None or override.app_slug != app.name_slug):
        raise HTTPException(400, f"body.app_override_id: there is no app override of {app.name_slug} with this id")
    return override
