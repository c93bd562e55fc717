"""The connection of one request to the faulty server, and how it can be disturbed."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

JSON = "application/json"
_MAX_STALL = 20.0
"""Maximum duration of a stall in seconds, even if the test fails."""
_PARTS = 30
"""Maximum number of parts of a slow response."""


class ServerResponse(NamedTuple):
    """A valid response."""

    status: int = 200
    body: bytes = b""
    content_type: str = JSON

    def encoded(self, *headers: str) -> bytes:
        """Return the bytes of the response, headers included."""
        return (
            head(self.status, f"content-length: {len(self.body)}", f"content-type: {self.content_type}", *headers)
            + self.body
        )


def head(status: int, *headers: str) -> bytes:
    """Return a status line and headers."""
    return "\r\n".join([f"HTTP/1.1 {status} Reason", *headers, "", ""]).encode("latin-1")


class ConnectionEnded(Exception):
    """The connection carries no further request."""


@dataclass
class RequestConnection:
    """The connection of a request that was read completely."""

    writer: asyncio.StreamWriter
    response: ServerResponse
    """The response of a server without faults."""
    execute: Callable[[], None]
    """Records that the request was executed."""
    fault_ended: asyncio.Event
    """Set when the combination ends its fault."""
    other_host_url: str
    """The address of a host that must not receive any request."""
    drip_seconds: float
    """Seconds that a slow response takes as a whole."""

    async def send(self, content: bytes) -> None:
        """Send a part of a response."""
        self.writer.write(content)
        await self.writer.drain()

    async def pause(self, seconds: float) -> None:
        """Wait; end the connection at once when the fault ends."""
        try:
            await asyncio.wait_for(self.fault_ended.wait(), seconds)
        except TimeoutError:
            return
        self.close()

    async def stall(self) -> None:
        """Send nothing more."""
        await self.pause(_MAX_STALL)
        self.close()

    async def drip(self, content: bytes) -> None:
        """Send in small parts, spread over some time, so that no single read waits long."""
        size = -(-len(content) // _PARTS)
        for begin in range(0, len(content), size):
            await self.send(content[begin : begin + size])
            await self.pause(self.drip_seconds * size / len(content))

    def close(self) -> None:
        """Close the connection normally."""
        self.writer.close()
        raise ConnectionEnded

    def reset(self) -> None:
        """Reset the connection, which may discard bytes that were sent."""
        peer: socket.socket = self.writer.get_extra_info("socket")
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()
        raise ConnectionEnded

    async def half_close(self) -> None:
        """Close the sending half of the connection, and keep receiving."""
        if not self.writer.can_write_eof():  # TLS has no half-close
            self.close()
        self.writer.write_eof()
        await self.stall()
