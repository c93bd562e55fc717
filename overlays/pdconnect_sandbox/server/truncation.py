"""Responses that are dropped or truncated: the connection is closed before the response, or in the middle of its body."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import cast

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from ..wire.buffered_request import RecordRejected
from ..wire.responses import ConnectionFault
from ..wire.types import RECORD_REJECTED

_CLOSE = "pdconnect.sandbox.close"


class ClosableProtocol(H11Protocol):
    """HTTP protocol of a server whose application can close a connection, which ASGI does not support."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Let the application close this connection."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, _CLOSE: transport.close}

    def send_400_response(self, msg: str) -> None:
        """Respond to bytes that are not HTTP, and record why."""
        reason = f"the request is not valid HTTP/1.1: {sys.exception()}"
        if "request line" in reason:
            reason += ". For a client that uses TLS, start the sandbox with --tls"
        scope: Scope = {"type": "http", "method": "INVALID", "path": "/", "query_string": b"", "headers": []}
        cast(RecordRejected, self.app_state[RECORD_REJECTED])(scope, 400, reason)
        super().send_400_response(reason.encode("ascii", "backslashreplace").decode())

    def _should_upgrade(self) -> bool:
        """Ignore requests for another protocol, which clients in Java send. The method of uvicorn logs advice to install one."""
        return False

    def abort_incomplete_request(self) -> None:
        """Close the connection at once if the client has not sent the whole body of its request."""
        cycle = cast(RequestResponseCycle | None, self.cycle)
        if cycle is not None and cycle.more_body and not cycle.response_complete:
            self.transport.abort()


class TruncatedResponse(Response):
    """A response of which the client receives nothing, or only a part."""

    def __init__(self, whole: Response, connection_fault: ConnectionFault) -> None:
        """Truncate or drop this response."""
        super().__init__(status_code=whole.status_code)
        self._whole = whole
        self._connection_fault = connection_fault

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the first part, or nothing, and close the connection (ASGI)."""
        unsent: list[Message] = []

        async def send_a_part(message: Message) -> None:
            body = cast(bytes, message.get("body", b""))
            if not body:
                unsent.append(message)  # a response without a body can only be dropped as a whole
                return
            await send(unsent[0])
            await send({**message, "body": body[: len(body) // 2], "more_body": True})
            raise _PartSent

        if self._connection_fault == "truncate":
            with suppress(_PartSent):
                await self._whole(scope, receive, send_a_part)
        await _close(scope, receive)


class _PartSent(Exception):
    """The first part has been sent; the rest is not sent."""


async def _close(scope: Scope, receive: Receive) -> None:
    close = cast(Callable[[], None] | None, scope.get("state", {}).get(_CLOSE))
    if close is None:
        raise ConnectionResetError("the sandbox closed this connection on purpose")
    close()
    while (await receive())["type"] != "http.disconnect":
        pass
