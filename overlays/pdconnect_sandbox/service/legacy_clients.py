"""What the official clients of the 1.x line send differently, put as the description has it.

The service takes these forms too, but they are no part of the description: whoever starts today should not use them.
So only requests that say that they come from such a client are looked at; the others are held to the description.
"""

from __future__ import annotations

import json
from urllib.parse import urlencode

from ..spec.request import query_texts
from ..wire.buffered_request import BufferedRequest
from ..wire.strict_json import read_json
from ..wire.types import as_object

HEADER = "x-pd-sdk-version"
"""Only the 1.x line sends it."""
_FLAGS = {"1": "true", "0": "false"}


def upgrade_legacy_request(request: BufferedRequest) -> BufferedRequest:
    """Return a request of an older client in today's form, any other as it is."""
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
    """Flags are numbers there, and a list is one text."""
    pairs: list[tuple[str, str]] = []
    for name, values in query_texts(text).items():
        for value in values:
            if name == "category_ids":
                pairs += [(name, one) for one in value.split(",")]
            else:
                pairs.append((name, _FLAGS.get(value, value) if name.startswith("has_") else value))
    return urlencode(pairs)


def _without_nulls(body: bytes) -> bytes:
    """What is not to be changed is null there."""
    try:
        fields = as_object(read_json(body))
    except ValueError:
        return body  # for the reader to refuse
    if fields is None:
        return body
    return json.dumps({name: value for name, value in fields.items() if value is not None}).encode()
