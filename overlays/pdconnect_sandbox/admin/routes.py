"""The sandbox's own endpoints under /_sandbox: they show its contents, and control it.

They need no token: every client that can reach the sandbox can control it, so it should listen on loopback. The script of
the admin page and other programs send JSON to the same endpoints.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeAlias

from starlette.exceptions import HTTPException

from ..connect.csrf import csrf_key
from ..service.reset import reset
from ..service.service import Service
from ..spec.request import json_body, json_value, query_values
from ..state.file_stash import chunks
from ..state.state import State
from ..wire.buffered_request import BufferedRequest
from ..wire.responses import JsonResponse, SandboxResponse, StreamedResponse, no_content
from ..wire.webhook_delivery import WebhookSender
from . import actions
from . import fields as schemas
from .browser_check import check_csrf_key, check_same_origin
from .fields import fields
from .overview import deliveries_wire, find_requests, overview
from .page import CSRF_SUBJECT, admin_page

_Handler: TypeAlias = Callable[[BufferedRequest], SandboxResponse]


class Admin:
    """The endpoints under /_sandbox."""

    def __init__(self, state: State, service: Service, webhook_sender: WebhookSender) -> None:
        """Show and control these."""
        self._state = state
        self._service = service
        self._webhook_sender = webhook_sender
        self._actions = 0

    @property
    def endpoints(self) -> list[tuple[str, list[str], _Handler]]:
        """Paths below /_sandbox, the methods that each accepts, and its handler."""
        return [
            self._endpoint("/", GET=self._page),
            self._endpoint("/overview", GET=self._overview),
            self._endpoint("/requests", GET=self._requests),
            self._endpoint("/deliveries", GET=self._deliveries),
            self._endpoint("/accounts", POST=self._create_account),
            self._endpoint("/accounts/{account_id}/revoke", POST=self._revoke),
            self._endpoint("/triggers/{trigger_id}/emit", POST=self._emit),
            self._endpoint("/tokens/expire", POST=self._expire),
            self._endpoint("/faults", GET=self._faults, POST=self._add_fault, DELETE=self._end_all_faults),
            self._endpoint("/faults/{fault_id}", DELETE=self._end_fault),
            self._endpoint("/throttle", POST=self._throttle),
            self._endpoint("/clock", GET=self._clock, POST=self._advance),
            self._endpoint("/reset", POST=self._reset),
        ]

    def page(self, request: BufferedRequest) -> SandboxResponse:
        """Show the admin page."""
        return self._guarded(request, self._page)

    def version(self) -> Hashable:
        """Return a value that changes with what the page shows."""
        faults, skipped = self._service.faults.changes, self._state.clock.skipped
        deliveries = len(self._webhook_sender.deliveries)
        return self._service.request_log.changes, deliveries, faults, skipped, self._actions

    def download(self, request: BufferedRequest) -> SandboxResponse:
        """Return a file by its address, which a run of an action has returned."""
        with self._state.lock:
            ticket = self._state.tickets.get(request.path_params["ticket"])
            if ticket is None or ticket.expires_at <= self._state.clock():
                raise HTTPException(404, "path: this address is not known, or has expired")
        headers = [("content-type", "application/octet-stream"), ("content-length", str(len(ticket.content)))]
        return StreamedResponse(chunks(ticket.content), headers=headers)

    def _endpoint(self, path: str, **handlers: _Handler) -> tuple[str, list[str], _Handler]:
        def handle(request: BufferedRequest) -> SandboxResponse:
            return self._guarded(request, handlers["GET" if request.method == "HEAD" else request.method])

        return path, list(handlers), handle

    def _guarded(self, request: BufferedRequest, handler: _Handler) -> SandboxResponse:
        """Return the response of a handler to a program, or to the page of the sandbox itself."""
        with self._state.lock:
            check_same_origin(request)
            check_csrf_key(request, csrf_key(self._state, CSRF_SUBJECT))
            request.check_encoding()
            response = handler(request)
        self._actions += request.method not in ("GET", "HEAD")
        return response

    def _overview(self, request: BufferedRequest) -> SandboxResponse:
        return JsonResponse(overview(self._state, self._service))

    def _faults(self, request: BufferedRequest) -> SandboxResponse:
        return JsonResponse({"data": [rule.wire() for rule in self._service.faults]})

    def _add_fault(self, request: BufferedRequest) -> SandboxResponse:
        return actions.add_fault(self._service.faults, fields(request, schemas.FAULT))

    def _end_fault(self, request: BufferedRequest) -> SandboxResponse:
        return actions.end_fault(self._service.faults, request.path_params["fault_id"])

    def _end_all_faults(self, request: BufferedRequest) -> SandboxResponse:
        return actions.end_all_faults(self._service.faults)

    def _throttle(self, request: BufferedRequest) -> SandboxResponse:
        return actions.throttle(self._service.faults, fields(request, schemas.THROTTLE))

    def _expire(self, request: BufferedRequest) -> SandboxResponse:
        return actions.expire(self._state, fields(request, schemas.EXPIRE))

    def _clock(self, request: BufferedRequest) -> SandboxResponse:
        return JsonResponse({"now": self._state.clock()})

    def _advance(self, request: BufferedRequest) -> SandboxResponse:
        return actions.advance(self._state, fields(request, schemas.TIME))

    def _page(self, request: BufferedRequest) -> SandboxResponse:
        return admin_page(self._state, self._service, self._webhook_sender, request)

    def _requests(self, request: BufferedRequest) -> SandboxResponse:
        return JsonResponse({"data": find_requests(self._service.request_log, _request_id(request))})

    def _deliveries(self, request: BufferedRequest) -> SandboxResponse:
        return JsonResponse({"data": deliveries_wire(self._webhook_sender.deliveries, self._service.mask)})

    def _create_account(self, request: BufferedRequest) -> SandboxResponse:
        if "connect_token" in (json_body(request) or {}):
            return actions.create_account_by_token(self._state, fields(request, schemas.ACCOUNT_BY_TOKEN))
        return actions.create_account(self._state, fields(request, schemas.ACCOUNT))

    def _revoke(self, request: BufferedRequest) -> SandboxResponse:
        return actions.revoke(self._state, request.path_params["account_id"], fields(request, schemas.REVOKE))

    def _emit(self, request: BufferedRequest) -> SandboxResponse:
        return actions.emit_event(self._state, request.path_params["trigger_id"], json_value(request))

    def _reset(self, request: BufferedRequest) -> SandboxResponse:
        fields(request, schemas.NOTHING)
        reset(self._state, self._service, self._webhook_sender)
        return no_content()


def _request_id(request: BufferedRequest) -> str | None:
    return query_values(request.query_string).get("request_id", [""])[0] or None
