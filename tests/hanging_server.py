"""A service on loopback that can be made to hang, to send its headers slowly, or to send an endless series of interim responses."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

import pdconnect

Mode = Literal["well", "hangs", "drips", "floods"]


class HangingServer:
    """Serves connections in a thread of its own. `mode` says how it responds from now on."""

    def __init__(self) -> None:
        self.mode: Mode = "well"
        self.port = 0
        self.open_connections = 0
        self.accounts_served = 0
        self._changed = threading.Condition()
        self._ready = threading.Event()
        self._stop: asyncio.Event
        self._loop: asyncio.AbstractEventLoop

    def settings(self, **more: Any) -> dict[str, Any]:
        """Return the settings of a client of this service."""
        return {
            "project_id": "proj_1",
            "access_token": "token-1",
            "environment": "development",
            "base_url": f"http://127.0.0.1:{self.port}",
            "max_retries": 0,
            **more,
        }

    def client(self, **settings: Any) -> pdconnect.Client:
        return pdconnect.Client(**self.settings(**settings))

    def async_client(self, **settings: Any) -> pdconnect.AsyncClient:
        return pdconnect.AsyncClient(**self.settings(**settings))

    def wait_for_connections(self, condition: Callable[[int], bool]) -> bool:
        """Return whether the number of open connections meets a condition within ten seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: condition(self.open_connections), 10)

    def run(self) -> None:
        asyncio.run(self._serve())

    def wait_until_ready(self) -> None:
        assert self._ready.wait(10)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0, backlog=1000)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._count(1)
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                await self._respond(writer)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self._count(-1)
            writer.close()

    def _count(self, change: int) -> None:
        with self._changed:
            self.open_connections += change
            self._changed.notify_all()

    async def _respond(self, writer: asyncio.StreamWriter) -> None:
        if self.mode == "drips":
            writer.write(b"HTTP/1.1 200 OK\r\n")
        while self.mode != "well":
            if self.mode == "drips":
                writer.write(b"x: a\r\n")
            elif self.mode == "floods":
                writer.write(b"HTTP/1.1 102 Processing\r\n\r\n" * 20)
            await writer.drain()
            await asyncio.sleep(0.02)
            if writer.transport.is_closing():
                raise ConnectionError
        self.accounts_served += 1
        body = b'{"id":"apn_1"}'
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(body), body))


@contextmanager
def hanging_server() -> Iterator[HangingServer]:
    """Run a server until the context ends."""
    server = HangingServer()
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        server.wait_until_ready()
        yield server
    finally:
        server.stop()
        thread.join(10)
