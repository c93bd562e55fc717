"""Requests of the official 1.x clients, rewritten to the form of the specification.

The service accepts these forms too, but they are not in the specification, and new code should not use them. So only
requests with the header of such a client are rewritten; all others must match the specification.
"""

from __future__ import annotations

import json
from urllib.parse import urlencode

from ..spec.request import query_values
from ..wire.buffered_request import BufferedRequest
from ..wire.strict_json import read_json
from ..wire.types import as_object

HEADER = "x-pd-sdk-version"
"""Only the 1.x clients send it."""
_BOOLEANS = {"1": "true", "0": "false"}


def upgrade_legacy_request(request: BufferedRequest) -> BufferedRequest:
    """Return a request of a 1.x client in today's form, any other unchanged."""
    if HEADER not in request.headers:
        return request
    match request.method, request.raw_path.split("/"):
        case "GET", ["", "v1", "apps", *rest]:
            path = "/".join(["/v1/connect/apps", *rest])
            return request.replace(raw_path=path, query=_apps_query(request.query_string))
        case "DELETE", ["", "v1", "connect", project, "accounts", "app", app]:
            return request.replace(raw_path=f"/v1/connect/{project}/apps/{app}/accounts")
        case "PUT", ["", "v1", "connect", _, "deployed-triggers", _]:
            return request.replace(content=_without_nulls(request.content))
        case _:
            return request


def _apps_query(text: str) -> str:
    """Return the query in today's form: 1.x sends booleans as numbers, and a list as one string."""
    pairs: list[tuple[str, str]] = []
    for name, values in query_values(text).items():
        for value in values:
            if name == "category_ids":
                pairs += [(name, item) for item in value.split(",")]
            else:
                pairs.append((name, _BOOLEANS.get(value, value) if name.startswith("has_") else value))
    return urlencode(pairs)


def _without_nulls(body: bytes) -> bytes:
    """Return the body without nulls: 1.x sends null for a field that is not changed."""
    try:
        fields = as_object(read_json(body))
    except ValueError:
        return body  # fails validation
    if fields is None:
        return body
    return json.dumps({name: value for name, value in fields.items() if value is not None}).encode()
