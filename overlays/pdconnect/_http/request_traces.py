"""The `trace` extension of requests through an HTTP client that the caller passed in: httpcore reports each phase of a request to it.

Our own connections don't need this: see `connection_pool` and `async_connection_pool`.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .socket_shutdown import shut_down

if TYPE_CHECKING:
    from .backend import Backend, NetworkStream, Response
    from .call_state import CallState


class AbandonedRequest:
    """The trace of one request for threads, which a deadline may end from another thread."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._is_abandoned = False
        self._stream: NetworkStream | None = None
        """The stream to end. Unknown for a connection that has served another call, until the headers of the response are read."""
        self._lock = threading.Lock()

    def __call__(self, event: str, info: Mapping[str, Any]) -> None:
        """Keep the stream of a new connection. Stop before a request is sent whose call was abandoned while it waited for a connection."""
        if event.endswith((".connect_tcp.complete", ".connect_unix_socket.complete", ".start_tls.complete")):
            self._stream = info["return_value"]
        elif event.endswith(".response_closed.started") or event.startswith("http2."):
            with self._lock:
                self._stream = None  # other calls use the connection too
        if self._is_abandoned and event.endswith(".send_request_headers.started"):
            raise self._backend.ConnectTimeout("no connection was made in time")

    def use(self, response: Response) -> None:
        """Keep the stream of a response, whose body is read next."""
        if response.extensions.get("http_version") != b"HTTP/2" and not response.is_closed:
            self._stream = response.extensions.get("network_stream")

    def abort(self, _: CallState | None = None) -> None:
        """End the request."""
        with self._lock:
            self._is_abandoned = True
            shut_down(self._stream)


class HandshakeCleanup:
    """The trace of one request for tasks, which closes a connection whose TLS handshake is cancelled.

    httpcore closes a connection whose handshake fails, but not one whose handshake is cancelled: it stays open until the garbage
    collector finds it (seen with httpcore 1.0.9). A deadline cancels, so the connection is closed here.
    """

    def __init__(self) -> None:
        self._stream: Any = None  # an httpcore.AsyncNetworkStream; none with other transports

    async def __call__(self, event: str, info: Mapping[str, Any]) -> None:
        """Keep the connection while it is being set up, and close it when that fails."""
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            self._stream = info["return_value"]
        elif event.endswith(".start_tls.failed") and self._stream is not None:
            await self._stream.aclose()
