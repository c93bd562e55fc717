"""Servers on loopback that respond with given bytes, or by a function, whether or not that is HTTP."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Iterable, Iterator

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


@contextlib.contextmanager
def serving_connections(respond: Callable[[socket.socket], None]) -> Iterator[str]:
    """Call a function with each connection, one at a time, and yield the base URL. No socket and no thread is left at the end.

    The function may fail as connections fail. A connection that is accepted while the server closes is closed without a call.
    """
    listener, closing = socket.create_server(("127.0.0.1", 0)), threading.Event()
    accepted: list[socket.socket] = []

    def run() -> None:
        while not closing.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            accepted.append(connection)
            with connection, contextlib.suppress(OSError):
                if not closing.is_set():
                    respond(connection)

    thread = threading.Thread(target=run, name="serving_connections")
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        closing.set()
        for opened in (listener, *accepted):
            with contextlib.suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)  # ends `accept` and `recv`
        thread.join()
        listener.close()
