"""A plain function as an endpoint of Starlette. For a socket the response is sent, in process it is returned as an object."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from anyio import move_on_after, sleep
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from ..persistence.sqlite_file import StateNotSavedError
from ..wire.buffered_request import BufferedRequest, RecordRejected
from ..wire.responses import SandboxResponse, error_response
from ..wire.webhook_delivery import WebhookSender
from .truncation import TruncatedResponse

Handler: TypeAlias = Callable[[BufferedRequest], SandboxResponse]

CAPTURE = "pdconnect.sandbox.capture"
"""An extension of the ASGI scope: a list to which the response is added instead of being sent."""
_MAX_DISCARD_TIME = 10.0


class Endpoint:
    """An ASGI application around a function. Unlike a function it takes every method, unless its route names some."""

    def __init__(self, handler: Handler, webhook_sender: WebhookSender, record_rejected: RecordRejected) -> None:
        """Call `handler`, and record the requests that it rejects with `record_rejected`."""
        self._handler = handler
        self._webhook_sender = webhook_sender
        self._record_rejected = record_rejected

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""
        body = RequestBody(receive)
        try:
            request = await BufferedRequest.read(scope, body)
            response = self._handler(request)
        except (HTTPException, StateNotSavedError) as error:
            refused = error if isinstance(error, HTTPException) else HTTPException(507, str(error))
            self._record_rejected(scope, refused.status_code, refused.detail)
            response = error_response(refused)
        captured: list[SandboxResponse] | None = scope.get("extensions", {}).get(CAPTURE)
        if captured is not None:
            captured.append(response)
            return
        if response.status_code == 413:
            await send_before_discarding(response, scope, body, send)
            return
        await self._webhook_sender.deliver(response.webhook_requests)
        if response.delay:
            await sleep(response.delay)
        fault = response.connection_fault
        sent: Response = TruncatedResponse(response, fault) if fault else response
        await sent(scope, receive, send)


class RequestBody:
    """Receives the body of a request, and records whether it has ended."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self.has_ended = False

    async def __call__(self) -> Message:
        """Return the next message (ASGI)."""
        message = await self._receive()
        self.has_ended = not message.get("more_body", False)
        return message


async def send_before_discarding(response: Response, scope: Scope, body: RequestBody, send: Send) -> None:
    """Send a response, and discard the rest of the request.

    A client that still sends when the connection is closed may not see the response.
    """

    async def send_as_unfinished(message: Message) -> None:
        await send({**message, "more_body": True} if message["type"] == "http.response.body" else message)

    await response(scope, body, send_as_unfinished)
    with move_on_after(_MAX_DISCARD_TIME):
        while not body.has_ended:
            await body()
    await send({"type": "http.response.body", "body": b"", "more_body": False})
