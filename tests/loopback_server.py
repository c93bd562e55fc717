"""The base of servers on loopback that speak to the client byte by byte, each in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Self

import pdconnect


class LoopbackServer:
    """Serves connections; `respond` says how. Running it ends only when its sockets are closed."""

    def __init__(self) -> None:
        self.port = 0
        self.options: dict[str, Any] = {}
        """Further arguments of `asyncio.start_server`."""
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

    @classmethod
    @contextmanager
    def running(cls) -> Iterator[Self]:
        """Run a server until the context ends."""
        server = cls()
        thread = threading.Thread(target=asyncio.run, args=(server._serve(),), name=cls.__name__)
        thread.start()
        try:
            assert server._ready.wait(10)
            yield server
        finally:
            server._loop.call_soon_threadsafe(server._stop.set)
            thread.join(10)

    async def respond(self, writer: asyncio.StreamWriter) -> bool:
        """Respond to one request, and return whether the connection stays open."""
        raise NotImplementedError

    def connections_changed(self, change: int) -> None:
        """Called when a connection has been opened (1) or closed (-1)."""

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0, backlog=1000, limit=2**24, **self.options)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections_changed(1)
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                if not await self.respond(writer):
                    writer.close()
                    await writer.wait_closed()
                    break
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.transport.abort()  # a client that has gone reads nothing any more
            with suppress(OSError):
                await writer.wait_closed()  # the socket closes in a later step of the loop
            self.connections_changed(-1)
