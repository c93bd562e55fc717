"""The application as a server runs it: an error of the sandbox ends neither the connection nor the server.

Without this, uvicorn closes the connection after an error, and prints a traceback for each client that disconnects.
"""

from __future__ import annotations

import asyncio
import logging
import re

from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_log = logging.getLogger("pdconnect.sandbox")
_HEADER_NAME = re.compile(rb"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_HEADER_VALUE = re.compile(rb"(?:[^\x00-\x20\x7f](?:[^\x00-\x08\x0a-\x1f\x7f]*[^\x00-\x20\x7f])?)?")


class ServedApp:
    """An ASGI application whose exceptions are logged once their response has been sent."""

    def __init__(self, app: ASGIApp) -> None:
        """Run this application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""
        sent = _Sent(send)
        try:
            await self._app(scope, receive, sent)
        except (ClientDisconnect, asyncio.CancelledError):
            return  # the client has disconnected, or the server is stopping
        except BaseException as error:  # code of a test can also raise SystemExit, or the failure of a test
            if sent.started and not sent.complete:
                raise  # the rest cannot be sent: uvicorn logs the error and closes the connection
            _log.exception("the sandbox failed to handle %s %s", scope["method"], scope["path"])
            if not sent.started:
                reason = "it created an invalid response" if isinstance(error, Exception) else type(error).__name__
                await JSONResponse({"error": f"error of the sandbox itself: {reason}"}, 500)(scope, receive, send)


class _Sent:
    """Sends messages, and keeps track of how much of the response has been sent."""

    def __init__(self, send: Send) -> None:
        self.started = self.complete = False
        self._send = send

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            _check_start(message)
            self.started = True
        await self._send(message)
        if message["type"] == "http.response.body" and not message.get("more_body", False):
            self.complete = True


def _check_start(message: Message) -> None:
    """Raise ValueError for a status or a header that HTTP/1.1 cannot send."""
    if not 200 <= message["status"] <= 599:
        raise ValueError(f"the status {message['status']} cannot be sent")
    for name, value in message.get("headers", []):
        if not _HEADER_NAME.fullmatch(name) or not _HEADER_VALUE.fullmatch(value):
            raise ValueError(f"the header {name.decode('latin-1')} has a name or a value that cannot be sent")
