"""OAuth clients of a project. The secret is stored, and never returned."""

from __future__ import annotations

from attrs import evolve
from starlette.exceptions import HTTPException

from ..apps import App
from ..service.call import Call
from ..service.pagination import window
from ..state.projects import Project
from ..state.records import OAuthApp
from ..state.state import State
from ..wire.responses import JsonResponse, SandboxResponse, no_content
from ..wire.timestamps import iso
from ..wire.types import JsonObject

_FIELDS = ("client_id", "name", "description", "scopes", "additional_scopes")
_NOT_OF_CLIENT = ("id", "oauth_app_id")


def list_(state: State, call: Call) -> SandboxResponse:
    """List the clients of the project that pass the filters, one page."""
    clients = call.environment.project.oauth_apps
    found = {client.id: client for client in clients if _passes(state, call, client)}
    page = window(list(found), clients.ranks, call.query)
    return JsonResponse({"page_info": page.info, "data": [_wire(state, call, found[key]) for key in page.ids]})


def create(state: State, call: Call) -> SandboxResponse:
    """Register a client."""
    app, now = state.registry.app(call.body["app"]), state.clock()
    if app is None or app.auth_type != "oauth":
        raise HTTPException(400, "body.app: there is no OAuth app with this id or name slug")
    state.register_secret(call.body.get("client_secret"))
    given = {name: call.body.get(name) for name in _FIELDS}
    client = OAuthApp(id=state.ids.mint("oa"), app_slug=app.name_slug, created_at=now, updated_at=now, **given)
    call.environment.project.oauth_apps.add(client.id, client)
    return JsonResponse(_wire(state, call, client))


def retrieve(state: State, call: Call) -> SandboxResponse:
    """Show a client of the project, or one of the service itself."""
    for app in state.registry.apps:
        if app.oauth_app_id == call.path["id"]:
            return JsonResponse({**_app_part(app), "id": app.oauth_app_id, "client_id": None, "owner_id": None})
    return JsonResponse(_wire(state, call, _find(call)))


def update(state: State, call: Call) -> SandboxResponse:
    """Change the given fields; a blank secret changes nothing."""
    client = _find(call)
    state.register_secret(call.body.get("client_secret"))
    changes = {name: call.body[name] for name in _FIELDS if name in call.body}
    client = evolve(client, updated_at=state.clock(), **changes)
    call.environment.project.oauth_apps.put(client.id, client)
    return JsonResponse(_wire(state, call, client))


def delete(state: State, call: Call) -> SandboxResponse:
    """Remove a client that nothing uses any more."""
    client = _find(call)
    if _in_use(call.environment.project, client.id):
        raise HTTPException(400, "path.id: accounts or app overrides still use this OAuth client")
    call.environment.project.oauth_apps.remove(client.id)
    return no_content()


def _find(call: Call) -> OAuthApp:
    client = call.environment.project.oauth_apps.get(call.path["id"])
    if client is None:
        raise HTTPException(404, "path.id: the project has no such OAuth client")
    return client


def _in_use(project: Project, client_id: str) -> bool:
    accounts = [account for environment in project.environments.values() for account in environment.accounts]
    return any(record.oauth_app_id == client_id for record in (*accounts, *project.app_overrides))


def _passes(state: State, call: Call, client: OAuthApp) -> bool:
    wanted, text = call.query.get("app"), call.query.get("q", "").lower()
    app = state.registry.app(wanted) if wanted else None
    known = " ".join([client.app_slug, client.name or "", client.client_id or ""]).lower()
    return text in known and (wanted is None or (app is not None and app.name_slug == client.app_slug))


def _wire(state: State, call: Call, client: OAuthApp) -> JsonObject:
    app = state.registry.app(client.app_slug)
    of_app = _app_part(app) if app else {}
    return {
        **of_app,
        "id": client.id,
        "client_id": client.client_id,
        "scopes": client.scopes,
        "additional_scopes": client.additional_scopes,
        "redirect_uri": f"https://api.pipedream.com/connect/oauth/{client.id}/callback",
        "owner_id": call.environment.project.id,
        "created_at": iso(client.created_at),
        "updated_at": iso(client.updated_at),
        "name": client.name or of_app.get("name", client.app_slug),
        "description": client.description or of_app.get("description"),
    }


def _app_part(app: App) -> JsonObject:
    return {name: value for name, value in app.wire().items() if name not in _NOT_OF_CLIENT}
