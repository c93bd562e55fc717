"""The URLs of triggers with an HTTP interface. A request to one of them emits an event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from starlette.exceptions import HTTPException

from ..state.records import Trigger
from ..state.state import State
from ..wire.buffered_request import BufferedRequest
from ..wire.responses import SandboxResponse
from ..wire.strict_json import read_json
from ..wire.types import JsonObject, as_object
from .emit import emit

ENDPOINTS = "/_triggers"


def endpoint_url(origin: str, key: str) -> str:
    """Return the URL of the endpoint with this key."""
    return f"{origin}{ENDPOINTS}/{key}"


def receive(state: State, request: BufferedRequest) -> SandboxResponse:
    """Emit the event of a request, or raise 404 if its path is not the URL of an active trigger."""
    request.check_encoding()
    key = request.path_params["key"]
    with state.lock:
        trigger = _find(state, key)
        if trigger is None or not trigger.active:
            raise HTTPException(404, "path: there is no active trigger at this URL")
        payload = _http_event(request) if trigger.component.native else _body_event(request)
        _, webhook_requests = emit(state, trigger.id, payload, None)
    return SandboxResponse("Success!\n", headers={"content-type": "text/plain"}, webhook_requests=webhook_requests)


def _find(state: State, key: str) -> Trigger | None:
    end = f"{ENDPOINTS}/{key}"
    triggers = (trigger for environment in state.environments() for trigger in environment.triggers)
    return next((trigger for trigger in triggers if any(url.endswith(end) for url in _urls(trigger))), None)


def _urls(trigger: Trigger) -> Iterator[str]:
    configured: JsonObject = trigger.wire.get("configured_props", {})
    for part in (trigger.wire, *configured.values()):
        url = (as_object(part) or {}).get("endpoint_url")
        if isinstance(url, str):
            yield url


def _http_event(request: BufferedRequest) -> JsonObject:
    """Return the event of the native trigger: the request."""
    return {
        "method": request.method,
        "path": f"/{request.path_params.get('path', '')}",
        "query": dict(request.query_params),
        "client_ip": request.client.host if request.client else None,
        "url": str(request.url),
        "headers": dict(request.headers),
        "body": _body(request.content),
    }


def _body_event(request: BufferedRequest) -> JsonObject:
    """Return the event of a component: the JSON object that the app has sent, else the request."""
    return as_object(_body(request.content)) or _http_event(request)


def _body(content: bytes) -> Any:
    try:
        return read_json(content)
    except ValueError:
        return content.decode(errors="replace") or None
