"""Closing a connection whose TLS handshake is cancelled, in an httpx client that the caller passed in.

httpcore closes a connection whose handshake fails, but not one whose handshake is cancelled: it stays open until the garbage
collector finds it (seen with httpcore 1.0.9). A deadline cancels, so the connection is closed here: httpcore's `trace` extension
reports both moments. Our own connections don't need this: see `async_connection_pool`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class HandshakeCleanup:
    """The `trace` extension of one asynchronous request."""

    def __init__(self) -> None:
        self._stream: Any = None  # an httpcore.AsyncNetworkStream; none with other transports

    async def __call__(self, event: str, info: Mapping[str, Any]) -> None:
        """Keep the connection while it is being set up, and close it when that fails."""
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            self._stream = info["return_value"]
        elif event.endswith(".start_tls.failed") and self._stream is not None:
            await self._stream.aclose()
