"""App overrides: named, preset values of the fields of apps."""

from __future__ import annotations

from attrs import evolve
from starlette.exceptions import HTTPException

from ..apps import App
from ..service.call import Call
from ..service.pagination import window
from ..state.records import AppOverride
from ..state.state import State
from ..wire.responses import JsonResponse, SandboxResponse, no_content
from ..wire.timestamps import iso
from ..wire.types import JsonObject


def list_(state: State, call: Call) -> SandboxResponse:
    """List the overrides of the project, or those of one app, one page."""
    overrides, wanted = call.environment.project.app_overrides, call.query.get("app")
    app = state.registry.app(wanted) if wanted else None
    slug = app.name_slug if app else wanted
    found = {override.id: override for override in overrides if slug in (None, override.app_slug)}
    page = window(list(found), overrides.ranks, call.query)
    return JsonResponse({"page_info": page.info, "data": [_wire(state, call, found[key]) for key in page.ids]})


def create(state: State, call: Call) -> SandboxResponse:
    """Create an override."""
    app, now = state.registry.app(call.body["app"]), state.clock()
    if app is None:
        raise HTTPException(400, "body.app: there is no app with this id or name slug")
    _check(call, app, None)
    override = AppOverride(
        id=state.ids.mint("ao"),
        app_slug=app.name_slug,
        name=call.body["name"],
        oauth_app_id=call.body.get("oauth_app_id"),
        cfmap=call.body.get("cfmap", {}),
        created_at=now,
        updated_at=now,
    )
    call.environment.project.app_overrides.add(override.id, override)
    return JsonResponse(_wire(state, call, override))


def retrieve(state: State, call: Call) -> SandboxResponse:
    """Show one override."""
    return JsonResponse(_wire(state, call, _find(call)))


def update(state: State, call: Call) -> SandboxResponse:
    """Change the given fields. New values replace all old ones; null removes the client."""
    override = _find(call)
    app = state.registry.app(override.app_slug)
    if app is not None:
        _check(call, app, override.id)
    changes = {name: call.body[name] for name in ("name", "oauth_app_id", "cfmap") if name in call.body}
    override = evolve(override, updated_at=state.clock(), **changes)
    call.environment.project.app_overrides.put(override.id, override)
    return JsonResponse(_wire(state, call, override))


def delete(state: State, call: Call) -> SandboxResponse:
    """Delete an override; accounts keep the values they got from it."""
    call.environment.project.app_overrides.remove(_find(call).id)
    return no_content()


def _find(call: Call) -> AppOverride:
    override = call.environment.project.app_overrides.get(call.path["id"])
    if override is None:
        raise HTTPException(404, "path.id: the project has no such app override")
    return override


def _check(call: Call, app: App, override_id: str | None) -> None:
    """Raise 400 for a name in use, a client of another app, and unknown or secret fields."""
    project, problems = call.environment.project, list[str]()
    if any(existing.name == call.body.get("name") and existing.id != override_id for existing in project.app_overrides):
        problems.append("body.name: another app override has this name")
    client = call.body.get("oauth_app_id")
    known = project.oauth_apps.get(client or "")
    if client is not None and (known is None or known.app_slug != app.name_slug):
        problems.append(f"body.oauth_app_id: the project has no OAuth client of {app.name_slug} with this id")
    types = {field.name: field.type for field in app.fields}
    for name in call.body.get("cfmap", {}):
        if name not in types:
            problems.append(f"body.cfmap.{name}: is not a field of {app.name_slug}")
        elif types[name] == "password":
            problems.append(f"body.cfmap.{name}: is a password, which users fill in themselves")
    if problems:
        raise HTTPException(400, "; ".join(problems))


def _wire(state: State, call: Call, override: AppOverride) -> JsonObject:
    app = state.registry.app(override.app_slug)
    return {
        "id": override.id,
        "name": override.name,
        "app": app.wire() if app else {},
        "oauth_app_id": override.oauth_app_id,
        "cfmap": override.cfmap,
        "owner_id": call.environment.project.id,
        "created_at": iso(override.created_at),
        "updated_at": iso(override.updated_at),
    }
