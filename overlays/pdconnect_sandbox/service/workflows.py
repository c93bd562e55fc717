"""Workflows: functions that respond for them, each with its own host. One of them, which echoes requests, is built in."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from attrs import frozen
from starlette.exceptions import HTTPException

from ..spec.request import ENVIRONMENT_HEADER
from ..state.state import State
from ..wire.http_libraries import URL, Request, RequestHandler, Response, call_handler, is_transport_error
from .auth import authenticate
from .bodies import readable
from .mask import Mask
from .request_log import RecordedRequest, RequestLog, reason_of

AuthType: TypeAlias = Literal["none", "oauth"]

DOMAIN = "m.pipedream.net"
OPERATIONS = ("workflows_invoke", "workflows_invoke_for_external_user")
"""The names of the calls in the request log; the specification has no operations for them."""
ECHO = "eoecho"
"""The endpoint of the built-in workflow."""
_USER_HEADER = "x-pd-external-user-id"


class WorkflowNotFoundError(Exception):
    """There is no workflow at the host of a request."""


@frozen
class _Workflow:
    handler: RequestHandler
    auth_type: AuthType


def _echo(request: Request) -> Response:
    received = {
        "method": request.method,
        "path": request.url.path,
        "query": dict(request.url.params),
        "body": readable(request.content),
        "external_user_id": request.headers.get(_USER_HEADER),
        "environment": request.headers.get(ENVIRONMENT_HEADER),
    }
    return Response(200, json=received)


_BUILT_IN = {f"{ECHO}.{DOMAIN}": _Workflow(_echo, "none")}


class Workflows:
    """The workflows of one sandbox, by their hosts."""

    def __init__(self, state: State, request_log: RequestLog, mask: Mask) -> None:
        """Authenticate with this state, and record requests in this log."""
        self._state = state
        self._request_log = request_log
        self._mask = mask
        self._by_host = dict(_BUILT_IN)

    def add(self, url_or_endpoint: str, handler: RequestHandler, auth_type: AuthType) -> str:
        """Add a workflow and return its URL, or raise ValueError if it could never be called."""
        url = URL(url_or_endpoint if "://" in url_or_endpoint else f"https://{url_or_endpoint}.{DOMAIN}")
        if url.scheme != "https" or not url.host:
            raise ValueError("url_or_endpoint: must be an endpoint id (en…, eo…) or an https URL")
        self._by_host[url.host] = _Workflow(handler, auth_type)
        return f"https://{url.host}"

    def clear(self) -> None:
        """Remove all workflows that were added."""
        self._by_host = dict(_BUILT_IN)

    def respond(self, request: Any) -> Any:
        """Return the response to a request whose body was read, of either library. Raises WorkflowNotFoundError."""
        workflow = self._by_host.get(request.url.host)
        if workflow is None:
            raise WorkflowNotFoundError(f"in process, there is no workflow at {request.url.host}: see add_workflow")
        with self._state.lock:
            record = self._record(request)
            self._request_log.append(record)
        try:
            response = self._call_workflow(workflow, request, record)
        except BaseException as error:
            record.status = 0 if is_transport_error(error) else 500
            record.reason = self._mask.text(reason_of(error))
            self._request_log.complete(record)
            raise
        record.status, record.executed = response.status_code, response.is_success
        self._request_log.complete(record)
        return response

    def _call_workflow(self, workflow: _Workflow, request: Any, record: RecordedRequest) -> Any:
        """Return the response, if the request is authenticated. The lock is released first, since a workflow may call the service."""
        try:
            if workflow.auth_type == "oauth":
                with self._state.lock:
                    authenticate(self._state, request.headers.get("authorization"))
        except HTTPException as error:
            record.reason = error.detail
            return Response(error.status_code, json={"error": error.detail})
        return call_handler(workflow.handler, request)

    def _record(self, request: Any) -> RecordedRequest:
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
