"""Tools and the actions behind them: their JSON schemas, and running them through the API of the sandbox."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from attrs import frozen
from starlette.datastructures import Headers

from ..apps import App, Component
from ..service.service import Service
from ..state.state import State
from ..wire.buffered_request import BufferedRequest
from ..wire.responses import JsonResponse, SandboxResponse
from ..wire.types import JsonObject, as_object
from .request import SUB_AGENT, McpRequest

_TYPES: Mapping[str, JsonObject] = {
    "boolean": {"type": "boolean"},
    "integer": {"type": "integer"},
    "integer[]": {"type": "array", "items": {"type": "integer"}},
    "object": {"type": "object"},
    "string": {"type": "string"},
    "string[]": {"type": "array", "items": {"type": "string"}},
}
_FILLED_BY_SERVICE = ("app", "alert", "dir")
INSTRUCTION = "instruction"


@frozen
class ToolResult:
    """The text of a result, and whether it reports an error."""

    text: str
    is_error: bool = False


def input_schema(component: Component, mode: str) -> JsonObject:
    """Return the JSON schema of the arguments of a tool."""
    if mode == SUB_AGENT:
        text = 'What to do. There is no language model in the sandbox: give the props as JSON, such as {"text": "Hi"}.'
        properties: JsonObject = {INSTRUCTION: {"type": "string", "description": text}}
        return {"type": "object", "properties": properties, "required": [INSTRUCTION]}
    props = [prop for prop in component.props if prop["type"] not in _FILLED_BY_SERVICE and not prop.get("hidden")]
    required = [prop["name"] for prop in props if not prop.get("optional") and prop.get("default") is None]
    schema: JsonObject = {"type": "object", "properties": {prop["name"]: _property(prop) for prop in props}}
    if required:
        schema["required"] = required
    if component.reload is None:
        schema["additionalProperties"] = False
    return schema


def _property(prop: JsonObject) -> JsonObject:
    texts = [prop[name] for name in ("label", "description") if prop.get(name)]
    schema = dict(_TYPES.get(prop["type"], {}))
    if texts:
        schema["description"] = ". ".join(texts)
    if "default" in prop:
        schema["default"] = prop["default"]
    return schema


class ToolRunner:
    """Runs tools with requests to the API. So they appear in the request log, and faults and limits apply to them."""

    def __init__(self, state: State, service: Service, wanted: McpRequest) -> None:
        """Run tools for the user of this request."""
        self._state = state
        self._service = service
        self._wanted = wanted

    def components(self) -> list[Component]:
        """Return the actions of the apps, in the order of the registry."""
        return [
            component
            for app in self._wanted.apps
            for component in self._state.registry.components(kind="action", app=app.name_slug, q=None)
        ]

    def call(self, component: Component, arguments: Mapping[str, Any]) -> ToolResult:
        """Run an action, or return a Connect link for an app that is not connected."""
        values = arguments if self._wanted.mode != SUB_AGENT else _props_of_instruction(arguments)
        if values is None:
            return ToolResult("The instruction must be a JSON object with the props of the action.", is_error=True)
        props: JsonObject = dict(values)
        for prop in component.props:
            if prop["type"] == "app":
                app = self._state.registry.app(prop["app"])
                account_id = self._account_id(prop["app"])
                if account_id is None and app is not None:
                    return self._connect_link(app)
                props[prop["name"]] = {"authProvisionId": account_id}
        return self._run(component, props)

    def _account_id(self, slug: str) -> str | None:
        """Return the account that the request names, else the one that was connected last."""
        wanted = self._wanted
        query = urlencode({"app": slug, "external_user_id": wanted.external_user_id, "limit": 100})
        response = self._send("GET", "accounts", query=query)
        found = [account["id"] for account in _content(response).get("data", []) if account["healthy"]]
        if wanted.account_id is not None:
            return wanted.account_id if wanted.account_id in found else None
        return found[-1] if found else None

    def _connect_link(self, app: App) -> ToolResult:
        body = {"external_user_id": self._wanted.external_user_id, **self._wanted.token_fields}
        response = self._send("POST", "tokens", body)
        if response.status_code != 200:
            return _api_error(response)
        link = f"{_content(response)['connect_link_url']}&app={quote(app.name_slug)}"
        return ToolResult(
            f"{app.name} is not connected yet. Ask the user to open this link, and call the tool again afterwards: {link}"
        )

    def _run(self, component: Component, props: JsonObject) -> ToolResult:
        body: JsonObject = {
            "id": component.key,
            "external_user_id": self._wanted.external_user_id,
            "configured_props": props,
        }
        if component.reload is not None:
            reloaded = _content(self._send("POST", "actions/props", body))
            if "dynamicProps" in reloaded:
                body["dynamic_props_id"] = reloaded["dynamicProps"]["id"]
        if component.stash is not None:
            body["stash_id"] = "NEW"
        response = self._send("POST", "actions/run", body)
        if response.status_code != 200:
            return _api_error(response)
        done = _content(response)
        errors = [observation["err"]["message"] for observation in done["os"] if observation.get("k") == "error"]
        if errors:
            return ToolResult("; ".join(errors), is_error=True)
        return ToolResult(json.dumps({"exports": done["exports"], "ret": done["ret"]}, ensure_ascii=False))

    def _send(self, method: str, path: str, body: JsonObject | None = None, query: str = "") -> SandboxResponse:
        """Send a request to the API of the sandbox, with the token of the MCP request."""
        received = self._wanted.http.headers
        headers = {
            "authorization": received["authorization"],
            "host": received["host"],
            "x-pd-environment": self._wanted.environment,
            **({} if body is None else {"content-type": "application/json"}),
        }
        raw_path = f"/v1/connect/{self._wanted.project_id}/{path}"
        scope = {
            **self._wanted.http.scope,
            "method": method,
            "path": raw_path,
            "raw_path": raw_path.encode(),
            "query_string": query.encode(),
            "headers": Headers(headers).raw,
        }
        return self._service.respond(BufferedRequest(scope, b"" if body is None else json.dumps(body).encode()))


def _content(response: SandboxResponse) -> JsonObject:
    return (as_object(response.content) or {}) if isinstance(response, JsonResponse) else {}


def _api_error(response: SandboxResponse) -> ToolResult:
    return ToolResult(f"{response.status_code}: {_content(response).get('error', 'the request failed')}", is_error=True)


def _props_of_instruction(arguments: Mapping[str, Any]) -> JsonObject | None:
    try:
        return as_object(json.loads(str(arguments.get(INSTRUCTION))))
    except (ValueError, RecursionError):
        return None
