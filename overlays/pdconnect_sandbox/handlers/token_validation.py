"""Whether a Connect token can be used. The status is 200 in either case."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException

from ..apps import App
from ..connect.connect import known_app, usable_token
from ..service.call import Call
from ..state.records import AppOverride
from ..state.state import ConnectToken, State
from ..wire.responses import JsonResponse, SandboxResponse
from ..wire.types import JsonObject


def validate(state: State, call: Call) -> SandboxResponse:
    """Return whether the token can be used to connect an account of an app."""
    try:
        return JsonResponse(_validation(state, usable_token(state, call.path["ctok"]), call.query))
    except HTTPException as error:
        return JsonResponse({"success": False, "error": error.detail})


def _validation(state: State, token: ConnectToken, query: JsonObject) -> JsonObject:
    requested = {name: token.request.get(name) for name in ("app_id", "oauth_app_id")} | query
    override = _override(token, requested.get("app_override_id"))
    client = requested.get("oauth_app_id") or (override.oauth_app_id if override else None)
    app = _app(state, token, requested, override, client)
    project = token.environment.project
    return {
        "success": True,
        "error": None,
        "app": app.wire(client),
        "project_id": project.id,
        "project_environment": token.environment.name,
        "project_app_name": project.app_name,
        "project_support_email": project.support_email,
        "success_redirect_uri": token.request.get("success_redirect_uri"),
        "error_redirect_uri": token.request.get("error_redirect_uri"),
        "oauth_app_id": client,
        "app_override_id": override.id if override else None,
        "app_override_field_names": list(override.cfmap) if override else None,
    }


def _override(token: ConnectToken, override_id: str | None) -> AppOverride | None:
    override = token.environment.project.app_overrides.get(override_id or "")
    if override is None and override_id is not None:
        raise HTTPException(400, "app_override_id: there is no such app override")
    return override


def _app(
    state: State, token: ConnectToken, requested: JsonObject, override: AppOverride | None, client: str | None
) -> App:
    """Return the one app that all named parts belong to."""
    named: list[Any] = [requested.get("app_id"), override.app_slug if override else None]
    own = token.environment.project.oauth_apps.get(client or "")
    named.append(own.app_slug if own else None)
    if account_id := requested.get("account_id"):
        account = token.environment.accounts.get(account_id)
        if account is None or account.external_user_id != token.external_user_id:
            raise HTTPException(400, "account_id: the user has no such account")
        named.append(account.app_slug)
    apps = {known_app(state, name).name_slug: known_app(state, name) for name in named if name}
    if not apps:
        raise HTTPException(400, "app_id: nothing names the app to connect")
    if len(apps) > 1:
        raise HTTPException(400, f"app_id: {' and '.join(sorted(apps))} are named at the same time; name one app")
    return next(iter(apps.values()))
