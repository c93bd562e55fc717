"""Components. The same functions serve actions and triggers, by their kind."""

from __future__ import annotations

from starlette.exceptions import HTTPException

from ..apps import Component, ComponentError, Options, OptionsRequest
from ..components.error_formats import error_text
from ..components.props import check_accounts, effective_props, own_accounts, run_context
from ..service.call import Call, Handler
from ..service.pagination import window
from ..state.records import DynamicProps
from ..state.state import State
from ..wire.responses import JsonResponse, SandboxResponse
from ..wire.types import JsonObject


def find(state: State, kind: str | None, key: str, version: str | None) -> Component:
    """Return the component, or raise 404."""
    component = state.registry.component(key, kind)
    if component is None or version not in (None, component.version):
        which = f" in version {version}" if version and component else ""
        raise HTTPException(404, f"there is no {kind or 'component'} {key}{which}")
    return component


def lister(kind: str | None) -> Handler:
    """Return the handler that lists a kind."""

    def list_(state: State, call: Call) -> SandboxResponse:
        query = call.query
        wanted = kind or query.get("component_type")
        found = {
            component.id: component
            for component in state.registry.components(kind=wanted, app=query.get("app"), q=query.get("q"))
            if query.get("registry") != "private"
        }
        page = window(list(found), state.registry.ranks, query)
        return JsonResponse({"page_info": page.info, "data": [found[key].wire() for key in page.ids]})

    return list_


def retriever(kind: str | None) -> Handler:
    """Return the handler that retrieves one of a kind."""

    def retrieve(state: State, call: Call) -> SandboxResponse:
        component = find(state, kind, call.path["component_id"], call.query.get("version"))
        return JsonResponse({"data": component.wire()})

    return retrieve


def configurer(kind: str | None) -> Handler:
    """Return the handler that returns the options of a prop."""

    def configure_prop(state: State, call: Call) -> SandboxResponse:
        component = find(state, kind, call.body["id"], call.body.get("version"))
        props = effective_props(call.environment, component, call.body)
        _check_prop(component, props, call.body["prop_name"])
        try:
            return _options(_request_options(state, call, component, props), [])
        except ComponentError as error:
            return _options(Options(), [error_text(error)])

    return configure_prop


def reloader(kind: str | None) -> Handler:
    """Return the handler that returns the props after a reload."""

    def reload_props(state: State, call: Call) -> SandboxResponse:
        component = find(state, kind, call.body["id"], call.body.get("version"))
        before = effective_props(call.environment, component, call.body)
        accounts = check_accounts(call.environment, before, call.body)
        try:
            props = _reload(state, call, component, accounts)
        except ComponentError as error:
            return JsonResponse({"observations": [], "errors": [error_text(error)]})
        reload_id = state.ids.mint("dyp")
        user = call.body["external_user_id"]
        call.environment.dynamic_props.put(reload_id, DynamicProps(component.key, user, props), state.clock())
        dynamic = {"id": reload_id, "configurableProps": props}
        return JsonResponse({"observations": [], "errors": [], "dynamicProps": dynamic})

    return reload_props


def _check_prop(component: Component, props: list[JsonObject], name: str) -> None:
    if name not in [prop["name"] for prop in props]:
        raise HTTPException(400, f"body.prop_name: {component.key} has no prop with this name")
    if name not in component.options:
        raise HTTPException(400, "body.prop_name: this prop has no remote options")


def _request_options(state: State, call: Call, component: Component, props: list[JsonObject]) -> Options:
    accounts = own_accounts(call.environment, props, call.body)
    if not all(prop["name"] in accounts for prop in props if prop["type"] == "app"):
        return Options(labelled=[])
    request = OptionsRequest(
        query=call.body.get("query", ""),
        page=call.body.get("page", 0),
        prev_context=call.body.get("prev_context", {}),
    )
    context = run_context(state, call.environment, props, call.body, accounts)
    return component.options[call.body["prop_name"]](context, request)


def _options(options: Options, errors: list[str]) -> SandboxResponse:
    body: JsonObject = {
        "observations": [],
        "context": options.context,
        "options": options.labelled,
        "errors": errors,
        "stringOptions": options.strings,
    }
    return JsonResponse(body)


def _reload(state: State, call: Call, component: Component, accounts: dict[str, str]) -> list[JsonObject]:
    if component.reload is None:
        return component.props
    if not all(prop["name"] in accounts for prop in component.props if prop["type"] == "app"):
        raise ComponentError("the app prop has no account")
    return component.reload(run_context(state, call.environment, component.props, call.body, accounts))
