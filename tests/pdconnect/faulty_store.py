"""A relay to a real Redis server that can be made to fail in the middle of traffic."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from ..redis_server import PASSWORD, RedisServer

Fault = Callable[[socket.socket], object]
"""Called in place of a reply. The connection is closed when it returns, unless it returns True."""


def reply(data: bytes) -> Fault:
    """Send these bytes. The connection stays open."""

    def send(connection: socket.socket) -> bool:
        connection.sendall(data)
        return True

    return send


def last_reply(data: bytes) -> Fault:
    """Send these bytes, and close the connection."""
    return lambda connection: connection.sendall(data)


def silent(connection: socket.socket) -> None:
    """Read everything and never reply."""
    while connection.recv(65_536):
        pass


def drip(connection: socket.socket) -> None:
    """Send a long string, one byte in 0.05 seconds, so that no single read takes long."""
    for byte in b"$2000\r\n" + b"a" * 2000:
        connection.sendall(bytes([byte]))
        time.sleep(0.05)


def reset(connection: socket.socket) -> None:
    """Reset the connection in the middle of a reply."""
    connection.sendall(b"*2\r\n")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


class FaultyStore:
    """A relay that passes everything on, as long as there is no fault."""

    def __init__(self, port: int) -> None:
        self.fault_of_scripts: Fault | None = None
        self.scripts = 0
        """How many scripts it has received."""
        self.fault_of_connections: Fault | None = None
        """Applies to what a new connection sends first."""
        self._port = port
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._start(self._accept)

    def url(self, options: str) -> str:
        """Return the URL of the relay."""
        return f"redis://:{PASSWORD}@127.0.0.1:{self.port}/0?{options}"

    def close_connections(self) -> None:
        """Close all connections."""
        for opened in self._sockets:
            with contextlib.suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close the relay, and wait for its threads."""
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self.close_connections()
        for thread in self._threads:
            thread.join(10)

    def _start(self, run: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=run, args=args, name="faulty store")
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._server.accept()
                self._sockets.append(near)
                self._start(self._serve, near)

    def _serve(self, near: socket.socket) -> None:
        with near, contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self._port)) as far:
            self._start(_pass_on, far, near)
            try:
                with near.makefile("rb") as requests:
                    fault = self.fault_of_connections
                    while command := _read_command(requests):
                        if b"\r\nEVAL" in command[:20]:
                            fault = self.fault_of_scripts
                            self.scripts += 1
                        if fault is None:
                            far.sendall(command)
                        elif not fault(near):
                            return
            finally:
                far.shutdown(socket.SHUT_RDWR)


def _read_command(requests: BinaryIO) -> bytes:
    """Return the bytes of the next command; b"" at the end of the connection."""
    parts = [requests.readline()]
    for _ in range(int(parts[0][1:] or 0)):
        parts.append(requests.readline())
        parts.append(requests.read(int(parts[-1][1:]) + 2))
    return b"".join(parts)


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
        target.shutdown(socket.SHUT_RDWR)


@contextmanager
def faulty_store(server: RedisServer) -> Iterator[FaultyStore]:
    """Run a relay until the context ends."""
    store = FaultyStore(int(server.url.rpartition(":")[2].partition("/")[0]))
    try:
        yield store
    finally:
        store.close()
