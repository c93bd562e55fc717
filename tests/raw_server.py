"""A server on loopback that responds with given bytes, whether or not they are HTTP."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pdconnect


class RawServer:
    """Serves connections in a thread of its own."""

    def __init__(self) -> None:
        self.response: Iterable[bytes] = ()
        """The parts that are sent for each request. An endless iterable is sent until the client closes the connection."""
        self.closes = True
        """Whether the connection is closed after them."""
        self.port = 0
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

    def run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0, backlog=1000, limit=2**24)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0.01)  # transports close in a later step of the loop

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                for part in self.response:
                    writer.write(part)
                    await writer.drain()
                if self.closes:
                    writer.close()
                    await writer.wait_closed()
                    break
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.transport.abort()  # a client that has gone reads nothing any more

    @classmethod
    @contextmanager
    def running(cls) -> Iterator[RawServer]:
        """Run a server until the context ends."""
        server = cls()
        thread = threading.Thread(target=server.run, name="raw server")
        thread.start()
        try:
            assert server._ready.wait(10)
            yield server
        finally:
            server._loop.call_soon_threadsafe(server._stop.set)
            thread.join(10)
