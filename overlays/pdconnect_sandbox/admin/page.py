"""The admin page: what is in the sandbox, with a form for everything that can be done to it. It needs no script."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from starlette.exceptions import HTTPException

from ..wire.responses import SandboxResponse
from ..wire.templates import policy_source, read_asset, render
from ..wire.timestamps import iso
from ..wire.types import JsonObject

_FOLDER = "admin"
_ROW_LIMIT = 50


def admin_page(
    overview: Mapping[str, Any],
    requests: Sequence[JsonObject],
    deliveries: Sequence[JsonObject],
    operation_ids: Collection[str],
) -> SandboxResponse:
    """Return the page. Of a long list it shows the last rows."""
    return _page(
        200,
        "page",
        overview=overview,
        requests=requests,
        deliveries=deliveries,
        operation_ids=sorted(operation_ids),
        row_limit=_ROW_LIMIT,
        iso=iso,
        pretty_json=_pretty_json,
        effect_of=_effect_of,
        sent_in=_sent_in,
    )


def error_page(error: HTTPException) -> SandboxResponse:
    """Return an error as a page."""
    return _page(error.status_code, "error", error=error.detail)


def _page(status: int, template: str, **values: Any) -> SandboxResponse:
    """Return a page that loads nothing, runs no script, and cannot be shown in a frame."""
    style = read_asset(_FOLDER, "page.css")
    policy = ["default-src 'none'", f"style-src {policy_source(style)}", "img-src data:", "form-action 'self'"]
    headers = {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": "; ".join([*policy, "base-uri 'none'", "frame-ancestors 'none'"]),
        "cache-control": "no-store",
        "referrer-policy": "same-origin",
        "x-content-type-options": "nosniff",
    }
    return SandboxResponse(render(_FOLDER, template, style=style, **values), status, headers)


def _pretty_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _effect_of(fault: JsonObject) -> JsonObject:
    return {name: value for name, value in fault.items() if name != "id"}


def _sent_in(request: JsonObject) -> JsonObject:
    return {name: request[name] for name in ("query", "body") if request[name]}
