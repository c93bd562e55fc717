"""A server on loopback that responds with given bytes, whether or not they are HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from .loopback_server import LoopbackServer


class RawServer(LoopbackServer):
    """Responds to each request with `response`."""

    def __init__(self) -> None:
        super().__init__()
        self.response: Iterable[bytes] = ()
        """The parts that are sent for each request. An endless iterable is sent until the client closes the connection."""
        self.closes = True
        """Whether the connection is closed after them."""

    async def respond(self, writer: asyncio.StreamWriter) -> bool:
        """Send the parts."""
        for part in self.response:
            writer.write(part)
            await writer.drain()
        return not self.closes
