"""A service on loopback that can be made to hang, to send its headers slowly, or to send an endless series of interim responses."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Literal

from .loopback_server import LoopbackServer

Mode = Literal["well", "hangs", "drips", "floods"]


class HangingServer(LoopbackServer):
    """`mode` says how it responds from now on."""

    def __init__(self) -> None:
        super().__init__()
        self.mode: Mode = "well"
        self.flood = 20
        """Number of interim responses at a time."""
        self.together: asyncio.Barrier | None = None
        """Requests wait here for each other: its number of requests must be in progress at the same time."""
        self.open_connections = 0
        self.accounts_served = 0
        self._changed = threading.Condition()

    def wait_for_connections(self, condition: Callable[[int], bool]) -> bool:
        """Return whether the number of open connections meets a condition within ten seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: condition(self.open_connections), 10)

    def connections_changed(self, change: int) -> None:
        """Count the open connections."""
        with self._changed:
            self.open_connections += change
            self._changed.notify_all()

    async def respond(self, writer: asyncio.StreamWriter) -> bool:
        """Respond with an account, as soon as the mode is "well"."""
        together = self.together  # not for a request that was given up before this was set
        if self.mode == "drips":
            writer.write(b"HTTP/1.1 200 OK\r\n")
        while self.mode != "well":
            if self.mode == "drips":
                writer.write(b"x: a\r\n")
            elif self.mode == "floods":
                writer.write(b"HTTP/1.1 102 Processing\r\n\r\n" * self.flood)
            await writer.drain()
            await asyncio.sleep(0.02)
            if writer.transport.is_closing():
                raise ConnectionError
        if together is not None:
            await together.wait()
        self.accounts_served += 1
        body = b'{"id":"apn_1"}'
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(body), body))
        return True
