"""One request at the faulty server, and what can be done to its connection."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

JSON = "application/json"
_LONGEST = 20.0
"""Seconds. No stall lasts longer, whatever becomes of a test."""
_PARTS = 30
"""What drips comes in so many parts at most."""


class ServerResponse(NamedTuple):
    """A good answer."""

    status: int = 200
    body: bytes = b""
    content_type: str = JSON

    def encoded(self, *headers: str) -> bytes:
        """The answer as it goes over the wire."""
        return (
            head(self.status, f"content-length: {len(self.body)}", f"content-type: {self.content_type}", *headers)
            + self.body
        )


def head(status: int, *headers: str) -> bytes:
    """A status line and headers."""
    return "\r\n".join([f"HTTP/1.1 {status} Whatever", *headers, "", ""]).encode("latin-1")


class ConnectionEnded(Exception):
    """This connection carries no further request."""


@dataclass
class RequestConnection:
    """The connection of a request that has been read whole."""

    writer: asyncio.StreamWriter
    response: ServerResponse
    """What a well-meaning server would answer."""
    execute: Callable[[], None]
    """Writes down that the request was carried out."""
    fault_ended: asyncio.Event
    """Set when the combination asks for no more faults."""
    other_host_url: str
    """The address of a host that nobody should go to."""

    async def send(self, content: bytes) -> None:
        """Send a part of an answer."""
        self.writer.write(content)
        await self.writer.drain()

    async def pause(self, seconds: float) -> None:
        """Wait a little, unless there is no need to any more."""
        try:
            await asyncio.wait_for(self.fault_ended.wait(), seconds)
        except TimeoutError:
            return
        self.close()

    async def stall(self) -> None:
        """Say nothing more."""
        await self.pause(_LONGEST)
        self.close()

    async def drip(self, content: bytes, seconds: float) -> None:
        """Send in small parts, spread over some time: every single read is answered soon."""
        size = -(-len(content) // _PARTS)
        for begin in range(0, len(content), size):
            await self.send(content[begin : begin + size])
            await self.pause(seconds * size / len(content))

    def close(self) -> None:
        """End the connection in an orderly way."""
        self.writer.close()
        raise ConnectionEnded

    def reset(self) -> None:
        """End the connection with a reset, which may overtake what was sent."""
        peer: socket.socket = self.writer.get_extra_info("socket")
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()
        raise ConnectionEnded

    async def half_close(self) -> None:
        """Say that nothing more will come, and go on listening."""
        if not self.writer.can_write_eof():  # TLS cannot be closed by half
            self.close()
        self.writer.write_eof()
        await self.stall()
