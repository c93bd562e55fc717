"""The catalogue of apps and its categories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.exceptions import HTTPException

from ..apps import App, Registry
from ..service.call import Call
from ..service.pagination import window
from ..state.state import State
from ..wire.responses import JsonResponse, SandboxResponse
from ..wire.types import JsonObject

_COMPONENT_FILTERS: Mapping[str, str | None] = {
    "has_components": None,
    "has_actions": "action",
    "has_triggers": "trigger",
}


def list_(state: State, call: Call) -> SandboxResponse:
    """List the apps that pass the filters, sorted, one page; a cursor encodes a name slug."""
    apps = _sorted(state.registry.apps, call.query)
    ranks = {app.name_slug: rank for rank, app in enumerate(apps)}
    found = {app.name_slug: app for app in apps if _passes(state.registry, app, call.query)}
    page = window(list(found), ranks, call.query)
    return JsonResponse({"page_info": page.info, "data": [found[key].wire() for key in page.ids]})


def retrieve(state: State, call: Call) -> SandboxResponse:
    """Show one app."""
    app = state.registry.app(call.path["app_id"])
    if app is None:
        raise HTTPException(404, "path.app_id: there is no app with this id or name slug")
    return JsonResponse({"data": app.wire()})


def list_categories(state: State, call: Call) -> SandboxResponse:
    """List the categories, all at once and without an envelope."""
    return JsonResponse([category.wire() for category in state.registry.categories])


def retrieve_category(state: State, call: Call) -> SandboxResponse:
    """Show one category."""
    for category in state.registry.categories:
        if category.id == call.path["id"]:
            return JsonResponse(category.wire())
    raise HTTPException(404, "path.id: there is no such category")


def _sorted(apps: Sequence[App], query: JsonObject) -> list[App]:
    key = query.get("sort_key", "name_slug")
    by_slug = sorted(apps, key=lambda app: app.name_slug)
    return sorted(by_slug, key=lambda app: _sort_value(app, key), reverse=query.get("sort_direction") == "desc")


def _sort_value(app: App, key: str) -> tuple[str, int]:
    if key == "featured_weight":
        return "", app.featured_weight
    return (app.name.lower() if key == "name" else app.name_slug), 0


def _passes(registry: Registry, app: App, query: JsonObject) -> bool:
    text = f"{app.name_slug} {app.name}".lower()
    categories = query.get("category_ids")
    return (
        query.get("q", "").lower() in text
        and (categories is None or registry.in_category(app, categories))
        and all(_has(registry, app, kind) is query[flag] for flag, kind in _COMPONENT_FILTERS.items() if flag in query)
    )


def _has(registry: Registry, app: App, kind: str | None) -> bool:
    return bool(registry.components(kind=kind, app=app.name_slug, q=None))
