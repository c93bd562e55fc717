"""Workflows, which have hosts of their own: functions answer in their place. One, which tells what it got, is always there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

import httpx
from attrs import frozen
from starlette.exceptions import HTTPException

from ..spec.request import ENVIRONMENT_HEADER
from ..state.state import State
from .auth import authenticate
from .bodies import readable
from .request_log import Mask, RecordedRequest

AuthType: TypeAlias = Literal["none", "oauth"]
WorkflowAnswer: TypeAlias = Callable[[httpx.Request], httpx.Response]

DOMAIN = "m.pipedream.net"
OPERATIONS = ("workflows_invoke", "workflows_invoke_for_external_user")
"""What the calls are named in the request log; the description has no operations for them."""
ECHO = "eoecho"
"""The endpoint of the workflow that is always there."""
_USER_HEADER = "x-pd-external-user-id"


class NoWorkflow(httpx.ConnectError):
    """Nothing is at the host of a request."""


@frozen
class _Workflow:
    answer: WorkflowAnswer
    auth_type: AuthType


def _echo(request: httpx.Request) -> httpx.Response:
    told = {
        "method": request.method,
        "path": request.url.path,
        "query": dict(request.url.params),
        "body": readable(request.content),
        "external_user_id": request.headers.get(_USER_HEADER),
        "environment": request.headers.get(ENVIRONMENT_HEADER),
    }
    return httpx.Response(200, json=told)


_ALWAYS_THERE = {f"{ECHO}.{DOMAIN}": _Workflow(_echo, "none")}


class Workflows:
    """The workflows of one sandbox, by their hosts."""

    def __init__(self, state: State, request_log: list[RecordedRequest], mask: Mask) -> None:
        """Know callers by this state, and write requests into this request log."""
        self._state = state
        self._request_log = request_log
        self._mask = mask
        self._by_host = dict(_ALWAYS_THERE)

    def add(self, url_or_endpoint: str, answer: WorkflowAnswer, auth_type: AuthType) -> str:
        """Take in a workflow and return its URL, or raise ValueError where that could never be called."""
        url = httpx.URL(url_or_endpoint if "://" in url_or_endpoint else f"https://{url_or_endpoint}.{DOMAIN}")
        if url.scheme != "https" or not url.host:
            raise ValueError("url_or_endpoint: must be an endpoint id (en…, eo…) or an https URL")
        self._by_host[url.host] = _Workflow(answer, auth_type)
        return f"https://{url.host}"

    def clear(self) -> None:
        """Forget all workflows that were added."""
        self._by_host = dict(_ALWAYS_THERE)

    def answer(self, request: httpx.Request) -> httpx.Response:
        """Answer a request whose body was read, or fail as where there is no such host."""
        workflow = self._by_host.get(request.url.host)
        if workflow is None:
            raise NoWorkflow(f"in process, nothing is at {request.url.host}: see add_workflow", request=request)
        with self._state.lock:
            entry = self._entry(request)
            self._request_log.append(entry)
        response = self._carry_out(workflow, request)
        entry.status, entry.executed = response.status_code, response.is_success
        return response

    def _carry_out(self, workflow: _Workflow, request: httpx.Request) -> httpx.Response:
        """Answer, if the caller may. The state is let go of before, since a workflow may call the service."""
        try:
            if workflow.auth_type == "oauth":
                with self._state.lock:
                    authenticate(self._state, request.headers.get("authorization"))
        except HTTPException as error:
            return httpx.Response(error.status_code, json={"error": error.detail})
        return workflow.answer(request)

    def _entry(self, request: httpx.Request) -> RecordedRequest:
        user = request.headers.get(_USER_HEADER)
        return RecordedRequest(
            self._state.clock(),
            request.method,
            self._mask.text(request.url.path),
            operation_id=OPERATIONS[0] if user is None else OPERATIONS[1],
            environment=request.headers.get(ENVIRONMENT_HEADER),
            external_user_id=None if user is None else self._mask.text(user),
            target=self._mask.text(str(request.url)),
            body=self._mask.value(readable(request.content)),
        )
