"""Answers that do not arrive as they should: the connection is closed before them, or in the middle of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import cast

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from ..wire.responses import ConnectionFault

_CLOSE = "pdconnect.sandbox.close"


class ClosableProtocol(H11Protocol):
    """HTTP for a server that lets the application close a connection, which ASGI has no word for."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Let the application close this connection."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, _CLOSE: transport.close}


class TruncatedResponse(Response):
    """An answer of which the caller gets nothing, or only a part."""

    def __init__(self, whole: Response, connection_fault: ConnectionFault) -> None:
        """Break this answer off."""
        super().__init__(status_code=whole.status_code)
        self._whole = whole
        self._connection_fault = connection_fault

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send as much as is to be sent, and close the connection."""
        held_back: list[Message] = []

        async def send_a_part(message: Message) -> None:
            body = cast(bytes, message.get("body", b""))
            if not body:
                held_back.append(message)  # without a body there is nothing to break off but the whole answer
                return
            await send(held_back[0])
            await send({**message, "body": body[: len(body) // 2], "more_body": True})
            raise _Enough

        if self._connection_fault == "truncate":
            with suppress(_Enough):
                await self._whole(scope, receive, send_a_part)
        await _close(scope, receive)


class _Enough(Exception):
    """As much was sent as is to be sent."""


async def _close(scope: Scope, receive: Receive) -> None:
    close = cast(Callable[[], None] | None, scope.get("state", {}).get(_CLOSE))
    if close is None:
        raise ConnectionResetError("the sandbox was told to break this answer off")
    close()
    while (await receive())["type"] != "http.disconnect":
        pass
