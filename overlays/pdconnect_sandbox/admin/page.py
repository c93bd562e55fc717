"""The admin page: what is in the sandbox, and buttons for everything that can be done to it.

Each address of the page (`?view=requests&status=refused`) is rendered here as a whole. The script of the page replaces the
parts that have changed, and sends the actions as JSON to the same endpoints that programs use.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

from attrs import frozen

from ..connect.csrf import csrf_key
from ..environment_variables import environment_variables, export_lines
from ..mcp_server.app import MCP
from ..service.deviations import DEVIATION_KINDS
from ..service.request_log import RecordedRequest
from ..service.service import Service
from ..state.state import State
from ..wire.buffered_request import BufferedRequest
from ..wire.responses import SandboxResponse
from ..wire.templates import policy_source, read_asset, render
from ..wire.timestamps import iso
from ..wire.types import JsonObject
from ..wire.webhook_delivery import WebhookSender
from .overview import last_accounts, last_deliveries, last_tokens, last_triggers, last_users, timers
from .requests import STATUSES, RequestFilter, detail, find, more, refused_requests

ADMIN = "/_sandbox"
CSRF_SUBJECT = "the admin page"
"""What the CSRF key of the page depends on, in addition to the secret of the run."""
_FOLDER = "admin"
_VIEWS = {
    "overview": "Overview",
    "users": "Users and accounts",
    "triggers": "Triggers and events",
    "requests": "Requests",
    "faults": "Faults",
    "time": "Time",
    "settings": "Settings",
}
_LAST = 10


@frozen
class _Page:
    """One request for the page."""

    state: State
    service: Service
    webhook_sender: WebhookSender
    origin: str
    query: Mapping[str, str]

    @property
    def view(self) -> str:
        """The name of the view. An address with a request id leads to the requests."""
        named = self.query.get("view", "requests" if "request_id" in self.query else "overview")
        return named if named in _VIEWS else "overview"


def admin_page(
    state: State, service: Service, webhook_sender: WebhookSender, request: BufferedRequest
) -> SandboxResponse:
    """Return the page in the view that the address of the request names. Of a long list it shows the last rows."""
    page = _Page(state, service, webhook_sender, request.origin, dict(parse_qsl(request.query_string)))
    style, script = read_asset(_FOLDER, "page.css"), read_asset(_FOLDER, "page.js")
    content = render(
        _FOLDER,
        page.view,
        style=style,
        script=script,
        title=_VIEWS[page.view],
        view=page.view,
        views=_VIEWS,
        counts=_counts(page),
        csrf_key=csrf_key(state, CSRF_SUBJECT),
        now=iso(state.clock()),
        operation_ids=sorted(service.operation_ids),
        format_time=_format_time,
        clock_time=_clock_time,
        pretty_json=_pretty_json,
        **_CONTENTS[page.view](page),
    )
    return SandboxResponse(content, 200, _headers(style, script))


def _headers(style: str, script: str) -> dict[str, str]:
    """Return headers that keep the page from loading anything from other hosts, and from being shown in a frame."""
    policy = [
        "default-src 'none'",
        f"style-src {policy_source(style)}",
        f"script-src {policy_source(script)}",
        "connect-src 'self'",
        "img-src data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
    return {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": "; ".join(policy),
        "cache-control": "no-store",
        "referrer-policy": "same-origin",
        "x-content-type-options": "nosniff",
    }


def _counts(page: _Page) -> dict[str, int]:
    environments = list(page.state.environments())
    return {
        "users": sum(len(environment.accounts) for environment in environments),
        "triggers": sum(len(environment.triggers) for environment in environments),
        "requests": len(page.service.request_log),
        "faults": len(list(page.service.faults)),
    }


# ---- the contents of each view


def _overview(page: _Page) -> JsonObject:
    counts, log = _counts(page), page.service.request_log
    refused = sum(record.is_refused for record in log)
    users = sum(len(environment.users) for environment in page.state.environments())
    return {
        "cards": [
            ("users", "accounts", counts["users"], f"of {users} users"),
            (
                "triggers",
                "deployed triggers",
                counts["triggers"],
                f"{len(page.webhook_sender.deliveries)} webhook requests",
            ),
            ("requests", "requests", counts["requests"], f"{refused} refused"),
            ("faults", "active faults", counts["faults"], "made by you or by a test"),
            ("time", "skipped", _duration(page.state.clock.skipped), "by advancing the clock"),
        ],
        "refused": refused_requests(log, _LAST),
        "latest": find(log, RequestFilter(limit=_LAST))[0],
        "faults": _faults(page)["faults"],
        "request_link": _request_link(RequestFilter()),
    }


def _users(page: _Page) -> JsonObject:
    state, mask = page.state, page.service.mask
    user = page.query.get("user", "").strip()
    return {
        "query": {"user": user},
        "users": last_users(state, mask, user),
        "accounts": last_accounts(state, mask, user),
        "tokens": last_tokens(state, mask, user),
        "projects": [project.id for project in state.projects],
        "apps": [app.name_slug for app in state.registry.apps],
        "requests_of": _requests_of,
    }


def _triggers(page: _Page) -> JsonObject:
    mask = page.service.mask
    return {
        "triggers": last_triggers(page.state, mask),
        "deliveries": last_deliveries(page.webhook_sender.deliveries, mask),
    }


def _requests(page: _Page) -> JsonObject:
    log, mask = page.service.request_log, page.service.mask
    wanted = RequestFilter.of_query({"text": page.query.get("request_id", ""), **page.query})
    found, has_more = find(log, wanted)
    named = page.query.get("open", "")
    opened = next((record for record in log.newest_first() if str(record.number) == named), None)
    if "request_id" in page.query and found:
        opened = found[0]
    larger = {**wanted.query, "limit": str(more(wanted))}
    return {
        "query": wanted,
        "statuses": STATUSES,
        "found": found,
        "is_filtered": not wanted.is_blank,
        "opened": detail(opened, log.transcript(opened), mask, page.origin) if opened else None,
        "list_link": _address(view="requests", **wanted.query),
        "more_link": _address(view="requests", **larger) if has_more and more(wanted) > wanted.limit else None,
        "request_link": _request_link(wanted),
    }


def _faults(page: _Page) -> JsonObject:
    rules = list(page.service.faults)
    return {
        "faults": [{**rule.wire(), "operation": rule.fault.operation, "effect": rule.fault.summary} for rule in rules],
        "deviations": DEVIATION_KINDS,
    }


def _time(page: _Page) -> JsonObject:
    skipped = page.state.clock.skipped
    return {"skipped": _duration(skipped) if skipped else None, "timers": timers(page.state, page.service.mask)}


def _settings(page: _Page) -> JsonObject:
    settings, registry, service = page.state.settings, page.state.registry, page.service
    users = settings.development_users
    return {
        "exports": export_lines(environment_variables(settings, page.origin, "<client secret>")),
        "projects": [service.mask.value(project.wire()) for project in page.state.projects],
        "settings": {
            "Address": page.origin,
            "MCP server": f"{page.origin}{MCP}",
            "Client id": settings.client_id,
            "Access tokens are valid for": f"{settings.token_lifetime} s",
            "Rate limits": "on" if service.rate_limits else "off",
            "Users of a development environment": "no limit" if users is None else f"at most {users}",
            "Unknown query parameters and fields": "rejected"
            if service.strict
            else "ignored, and listed in the request",
            "Responses are checked": "yes" if service.check_responses else "no",
            "Further hosts": ", ".join(settings.allow_hosts) or "none: loopback only",
            "Webhook requests are sent to": ", ".join(("loopback", *settings.allow_delivery)),
            "Downloads of files": "redirect to a URL" if settings.redirect_downloads else "are in the response",
            "Apps": len(registry.apps),
            "Components": len(registry.components(kind=None, app=None, q=None)),
        },
    }


_CONTENTS: Mapping[str, Callable[[_Page], JsonObject]] = {
    "overview": _overview,
    "users": _users,
    "triggers": _triggers,
    "requests": _requests,
    "faults": _faults,
    "time": _time,
    "settings": _settings,
}


# ---- formats


def _address(**query: str) -> str:
    return f"{ADMIN}?{urlencode(query)}"


def _requests_of(user: str) -> str:
    return _address(view="requests", user=user)


def _request_link(wanted: RequestFilter) -> Callable[[RecordedRequest], str]:
    return lambda record: _address(view="requests", **wanted.query, open=str(record.number))


def _format_time(text: str) -> str:
    """Return a time for people: `2024-07-30 22:52:48 UTC`."""
    return f"{text[:10]} {text[11:19]} UTC"


def _clock_time(seconds: float) -> str:
    return iso(seconds)[11:19]


def _duration(seconds: float) -> str:
    return str(timedelta(seconds=round(seconds)))


def _pretty_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
