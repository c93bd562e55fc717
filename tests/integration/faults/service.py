"""The responses of a service without faults to the requests of these tests."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

from .connection import ServerResponse

FILE = b"the content of a file. " * 200
FIRST_CURSOR = "cursor-1"


def is_token_request(target: str) -> bool:
    """Return whether a request is for an access token."""
    return target == "/v1/oauth/token"


def response_to(method: str, target: str) -> ServerResponse:
    """Return the response to a request."""
    parts = urlsplit(target)
    if is_token_request(target):
        return _json({"access_token": "token-of-the-fault-tests", "token_type": "Bearer", "expires_in": 3600})
    if "/proxy/" in target:
        return _json({"the": "app"})
    if "/file_stash/" in target:
        return ServerResponse(200, FILE, "application/octet-stream")
    if method == "DELETE":
        return ServerResponse(204)
    if parts.path.endswith("/accounts"):
        return _page(parts.query)
    if parts.path.endswith("/tokens"):
        return _json(
            {"token": "ctok_1", "expires_at": "2030-01-01T00:00:00Z", "connect_link_url": "https://example.com/"}
        )
    if parts.path.endswith("/triggers/deploy"):
        return _json({"data": {"id": "dc_1"}})
    return _json({"id": "apn_1", "exports": {}, "os": [], "ret": 1})


def is_first_page(target: str) -> bool:
    """Return whether a request is for the first page of a list."""
    parts = urlsplit(target)
    return parts.path.endswith("/accounts") and "after" not in parse_qs(parts.query)


def _page(query: str) -> ServerResponse:
    second = parse_qs(query).get("after") == [FIRST_CURSOR]
    ids, end = (["apn_3"], None) if second else (["apn_1", "apn_2"], FIRST_CURSOR)
    return _json(
        {"data": [{"id": account_id} for account_id in ids], "page_info": {"count": len(ids), "end_cursor": end}}
    )


def _json(value: Any) -> ServerResponse:
    return ServerResponse(200, json.dumps(value).encode())
