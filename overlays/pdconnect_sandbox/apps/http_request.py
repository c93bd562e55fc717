"""An example component that takes a whole HTTP request as its prop. It sends nothing, and returns what it would send."""

from __future__ import annotations

from typing import Any

from ..wire.types import JsonObject, as_list, as_object
from .component import Component, ComponentError, Outcome, RunContext


def _send(context: RunContext) -> Outcome:
    request = as_object(context.require("httpRequest")) or {}
    url, method = request.get("url"), request.get("method") or "GET"
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        raise ComponentError("Invalid URL")
    body = as_object(request.get("body")) or {}
    request_data: JsonObject = {
        "method": method,
        "url": url,
        "params": _fields(request.get("params")),
        "headers": _fields(request.get("headers")),
        "data": body.get("raw") or _fields(body.get("fields")) or None,
    }
    return Outcome(request_data, f"Would send {method} {url}")


def _fields(value: Any) -> dict[str, Any]:
    entries = [as_object(entry) or {} for entry in as_list(value) or []]
    return {str(entry.get("name")): entry.get("value") for entry in entries}


COMPONENTS: tuple[Component, ...] = (
    Component(
        id="sc_HttpCu1",
        kind="action",
        app="http",
        key="http-custom-request",
        name="Send any HTTP Request",
        version="1.1.0",
        description="Returns the request that would be sent; nothing leaves the sandbox.",
        props=[
            {
                "name": "httpRequest",
                "type": "http_request",
                "default": {
                    "auth": {"type": "none"},
                    "method": "GET",
                    "url": "",
                    "headers": [],
                    "params": [],
                    "body": {"type": "fields", "contentType": "application/json", "fields": []},
                },
            }
        ],
        run=_send,
    ),
)
