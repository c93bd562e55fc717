"""Running the sandbox behind a real socket, in a thread."""

from __future__ import annotations

import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

_START_LIMIT = 30.0
_STOP_LIMIT = 5


@dataclass(frozen=True)
class Served:
    """A sandbox that listens."""

    base_url: str
    port: int


class _Server(uvicorn.Server):
    """A server that says when it has begun to listen, or has given up."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.decided = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.decided.set()

    def run_to_the_end(self, listener: socket.socket) -> None:
        try:
            self.run([listener])
        finally:
            self.decided.set()


@contextmanager
def serve(app: ASGIApp, host: str, port: int) -> Generator[Served]:
    """Serve an application while the context lasts; port 0 takes any free port."""
    listener = socket.create_server((host, port))
    # Handed down to each connection. asyncio sets it only on sockets it opens itself; without it an answer takes 40 ms.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    config = uvicorn.Config(
        app,
        lifespan="off",
        ws="none",
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=_STOP_LIMIT,
    )
    server = _Server(config)
    thread = threading.Thread(target=server.run_to_the_end, args=(listener,), daemon=True)
    thread.start()
    try:
        server.decided.wait(_START_LIMIT)
        if not server.started:
            raise RuntimeError("the sandbox did not start")
        taken: int = listener.getsockname()[1]
        yield Served(f"http://{host}:{taken}", taken)
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
