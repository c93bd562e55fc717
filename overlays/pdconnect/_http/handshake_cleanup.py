"""What is left of a TLS handshake that is cancelled.

httpcore closes a connection whose handshake fails, but not one whose handshake is cancelled: it stays open until the garbage
collector finds it (seen with httpcore 1.0.9). A deadline of ours cancels, so we close it: httpcore tells of both moments through
its `trace` extension.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class ClosesHandshake:
    """The `trace` extension of one asynchronous request."""

    def __init__(self) -> None:
        self._stream: Any = None  # an httpcore.AsyncNetworkStream; none with other transports

    async def __call__(self, event: str, info: Mapping[str, Any]) -> None:
        """Keep the connection while it is being set up, and close it when that fails."""
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            self._stream = info["return_value"]
        elif event.endswith(".start_tls.failed") and self._stream is not None:
            await self._stream.aclose()
