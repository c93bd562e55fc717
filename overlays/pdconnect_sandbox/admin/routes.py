"""The sandbox's own endpoints under /_sandbox: to see what there is, and to make things happen.

They need no token: whoever reaches the sandbox may steer it, so it belongs on loopback. Forms of the admin page and
programs that send JSON use the same endpoints.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from ..service.reset import reset
from ..service.service import Service
from ..spec.request import Incoming, form_body, json_body, json_value, query_texts
from ..state.file_stash import TICKETS, chunks
from ..state.state import State
from ..wire.types import NO_CONTENT, Refusal, Reply
from ..wire.webhook_delivery import WebhookSender
from . import actions
from . import fields as schemas
from .fields import fields
from .overview import deliveries_wire, found, overview
from .page import admin_page, error_page
from .same_origin import check_same_origin

ADMIN = "/_sandbox"
_Endpoint: TypeAlias = Callable[[Incoming, Sequence[str]], Reply]


class Admin:
    """Answers what is asked under /_sandbox."""

    def __init__(self, state: State, service: Service, webhook_sender: WebhookSender) -> None:
        """Show and steer these."""
        self._state = state
        self._service = service
        self._webhook_sender = webhook_sender
        self._endpoints: Mapping[tuple[str, str], _Endpoint] = {
            ("GET", ""): self._page,
            ("GET", "overview"): lambda incoming, ids: Reply(200, overview(state, service)),
            ("GET", "requests"): self._requests,
            ("GET", "deliveries"): self._deliveries,
            ("GET", "faults"): lambda incoming, ids: Reply(200, {"data": [rule.wire() for rule in service.faults]}),
            ("GET", "clock"): lambda incoming, ids: Reply(200, {"now": state.clock()}),
            ("POST", "accounts"): self._account,
            ("POST", "accounts/*/revoke"): self._revoke,
            ("POST", "triggers/*/emit"): self._emit,
            ("POST", "tokens/expire"): lambda incoming, ids: actions.expire(state, fields(incoming, schemas.EXPIRE)),
            ("POST", "faults"): lambda incoming, ids: actions.add_fault(
                service.faults, fields(incoming, schemas.FAULT)
            ),
            ("DELETE", "faults"): lambda incoming, ids: actions.end_all_faults(service.faults),
            ("DELETE", "faults/*"): lambda incoming, ids: actions.end_fault(service.faults, ids[0]),
            ("POST", "faults/*/end"): lambda incoming, ids: actions.end_fault(service.faults, ids[0]),
            ("POST", "throttle"): lambda incoming, ids: actions.throttle(
                service.faults, fields(incoming, schemas.THROTTLE)
            ),
            ("POST", "clock"): lambda incoming, ids: actions.advance(state, fields(incoming, schemas.TIME)),
            ("POST", "reset"): self._reset,
        }

    def answer(self, incoming: Incoming) -> Reply:
        """Return the answer to a request, or what refuses it."""
        with self._state.lock:
            try:
                if incoming.raw_path.startswith(f"{TICKETS}/"):
                    return ticket_file(self._state, incoming.raw_path.rpartition("/")[2])
                check_same_origin(incoming)
                endpoint, ids = self._find(incoming)
                return _for_page(incoming, endpoint(incoming, ids))
            except Refusal as refusal:
                return error_page(refusal.reply) if _is_form(incoming) else refusal.reply

    def _find(self, incoming: Incoming) -> tuple[_Endpoint, Sequence[str]]:
        given = incoming.raw_path.removeprefix(ADMIN).strip("/").split("/")
        methods: list[str] = []
        for (method, path), endpoint in self._endpoints.items():
            expected = path.split("/")
            if len(expected) == len(given) and all(one in ("*", own) for one, own in zip(expected, given, strict=True)):
                if method == incoming.method:
                    return endpoint, [own for one, own in zip(expected, given, strict=True) if one == "*"]
                methods.append(method)
        if methods:
            raise Refusal(405, f"method: this path takes {', '.join(methods)}", [("allow", ", ".join(methods))])
        raise Refusal(404, "path: the sandbox has no such endpoint")

    def _page(self, incoming: Incoming, ids: Sequence[str]) -> Reply:
        request_log = found(self._service.request_log, _request_id(incoming))
        posted = deliveries_wire(self._webhook_sender.deliveries, self._service.mask)
        return admin_page(overview(self._state, self._service), request_log, posted, self._service.operation_ids)

    def _requests(self, incoming: Incoming, ids: Sequence[str]) -> Reply:
        return Reply(200, {"data": found(self._service.request_log, _request_id(incoming))})

    def _deliveries(self, incoming: Incoming, ids: Sequence[str]) -> Reply:
        return Reply(200, {"data": deliveries_wire(self._webhook_sender.deliveries, self._service.mask)})

    def _account(self, incoming: Incoming, ids: Sequence[str]) -> Reply:
        if not _is_form(incoming) and "connect_token" in (json_body(incoming) or {}):
            return actions.create_account_by_token(self._state, fields(incoming, schemas.ACCOUNT_BY_TOKEN))
        return actions.create_account(self._state, fields(incoming, schemas.ACCOUNT))

    def _revoke(self, incoming: Incoming, ids: Sequence[str]) -> Reply:
        return actions.revoke(self._state, ids[0], fields(incoming, schemas.REVOKE))

    def _emit(self, incoming: Incoming, ids: Sequence[str]) -> Reply:
        form = form_body(incoming)
        return actions.emit_event(self._state, ids[0], json_value(incoming) if form is None else _event(form))

    def _reset(self, incoming: Incoming, ids: Sequence[str]) -> Reply:
        fields(incoming, schemas.NOTHING)
        reset(self._state, self._service, self._webhook_sender)
        return NO_CONTENT


def ticket_file(state: State, ticket: str) -> Reply:
    """Give out a file to whoever has the address that a run told."""
    found = state.tickets.get(ticket)
    if found is None or found.expires_at <= state.clock():
        raise Refusal(404, "path: this address is not known, or has expired")
    headers = [("content-type", "application/octet-stream"), ("content-length", str(len(found.content)))]
    return Reply(200, headers=headers, content=chunks(found.content))


def _request_id(incoming: Incoming) -> str | None:
    return query_texts(incoming.query).get("request_id", [""])[0] or None


def _event(form: Mapping[str, Any]) -> Any:
    try:
        return json.loads(form.get("event", "null"))
    except (ValueError, RecursionError):
        raise Refusal(400, "event: is not JSON") from None


def _is_form(incoming: Incoming) -> bool:
    return form_body(incoming) is not None


def _for_page(incoming: Incoming, reply: Reply) -> Reply:
    """Return what a form of the page gets: the page anew. What is to be posted is posted all the same."""
    return (
        Reply(303, headers=[("location", ADMIN)], webhook_requests=reply.webhook_requests)
        if _is_form(incoming)
        else reply
    )
