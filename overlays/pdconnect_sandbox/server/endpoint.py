"""A plain function as an endpoint of Starlette. For a socket the response is sent, in process it is returned as an object."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from anyio import sleep
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from ..wire.buffered_request import BufferedRequest
from ..wire.responses import SandboxResponse, error_response
from ..wire.webhook_delivery import WebhookSender
from .truncation import TruncatedResponse

Handler: TypeAlias = Callable[[BufferedRequest], SandboxResponse]

CAPTURE = "pdconnect.sandbox.capture"
"""An extension of the ASGI scope: a list to which the response is added, in place of sending it."""


class Endpoint:
    """An ASGI application around a function. Unlike a function it takes every method, unless its route names some."""

    def __init__(self, handler: Handler, webhook_sender: WebhookSender) -> None:
        self._handler = handler
        self._webhook_sender = webhook_sender

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""
        request = await BufferedRequest.read(scope, receive)
        try:
            response = self._handler(request)
        except HTTPException as error:
            response = error_response(error)
        captured: list[SandboxResponse] | None = scope.get("extensions", {}).get(CAPTURE)
        if captured is not None:
            captured.append(response)
            return
        await self._webhook_sender.deliver(response.webhook_requests)
        if response.delay:
            await sleep(response.delay)
        fault = response.connection_fault
        sent: Response = TruncatedResponse(response, fault) if fault else response
        await sent(scope, receive, send)
