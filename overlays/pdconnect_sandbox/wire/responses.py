"""Responses of the sandbox: those of Starlette, with webhook requests and simulated faults."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from starlette.concurrency import iterate_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response, StreamingResponse

from .types import HeaderLines, WebhookRequest

ConnectionFault: TypeAlias = Literal["drop", "truncate"]


class SandboxResponse(Response):
    """A response, the webhook requests that are sent before it, and its simulated faults.

    `delay` seconds pass before it is sent. `connection_fault` closes the connection before anything is sent
    ("drop"), or in the middle of the body ("truncate").
    """

    connection_fault: ConnectionFault | None = None
    reason: str | None = None
    """Why the request was refused, for the request log, where the response is a page for people."""

    def __init__(
        self,
        content: Any = None,
        status_code: int = 200,
        headers: Mapping[str, str] | None = None,
        *,
        webhook_requests: Sequence[WebhookRequest] = (),
        delay: float = 0.0,
    ) -> None:
        super().__init__(content, status_code, headers)
        self.webhook_requests = webhook_requests
        self.delay = delay

    def iter_body(self) -> Iterable[bytes]:
        """Return the body in pieces."""
        return [bytes(self.body)] if self.body else []

    def without_body(self) -> SandboxResponse:
        """Return the response to a HEAD request: the same status and headers."""
        response = SandboxResponse(
            status_code=self.status_code, webhook_requests=self.webhook_requests, delay=self.delay
        )
        response.raw_headers = self.raw_headers
        response.connection_fault = self.connection_fault
        return response


class JsonResponse(SandboxResponse, JSONResponse):
    """A JSON body. `content` is the value before it was encoded, which is checked against the specification."""

    def __init__(
        self,
        content: Any,
        status_code: int = 200,
        headers: Mapping[str, str] | None = None,
        *,
        webhook_requests: Sequence[WebhookRequest] = (),
        delay: float = 0.0,
    ) -> None:
        super().__init__(content, status_code, headers, webhook_requests=webhook_requests, delay=delay)
        self.content = content


class StreamedResponse(SandboxResponse, StreamingResponse):
    """A body of bytes that is sent piece by piece. A header name may occur more than once."""

    def __init__(self, chunks: Iterable[bytes], status_code: int = 200, headers: HeaderLines = ()) -> None:
        super().__init__(_iterate(chunks), status_code)
        for name, value in headers:
            self.headers.append(name, value)
        self._chunks = chunks

    def iter_body(self) -> Iterable[bytes]:
        """Return the body in pieces."""
        return self._chunks


class AccountConnectionError(HTTPException):
    """An account could not be connected; these webhook requests report it."""

    def __init__(self, error: HTTPException, webhook_requests: Sequence[WebhookRequest]) -> None:
        super().__init__(error.status_code, error.detail, error.headers)
        self.webhook_requests = webhook_requests


def no_content() -> SandboxResponse:
    """Return a response of status 204."""
    return SandboxResponse(status_code=204)


def error_response(error: HTTPException) -> JsonResponse:
    """Return the response that the caller gets for an error."""
    webhook_requests = error.webhook_requests if isinstance(error, AccountConnectionError) else ()
    return JsonResponse({"error": error.detail}, error.status_code, error.headers, webhook_requests=webhook_requests)


async def _iterate(chunks: Iterable[bytes]) -> AsyncIterator[bytes]:
    """Iterate in threads: a function of a test may wait for each part."""
    try:
        async for chunk in iterate_in_threadpool(chunks):
            yield chunk
    finally:
        close = getattr(chunks, "close", None)
        if close is not None:
            close()
