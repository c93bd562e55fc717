"""Serving the sandbox on a real socket, in a thread."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Generator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, cast
from weakref import WeakSet

import uvicorn
from attrs import field, frozen
from starlette.types import ASGIApp

from ..wire.buffered_request import RecordRejected
from ..wire.types import RECORD_REJECTED, STOPPING
from .served_app import ServedApp
from .truncation import ClosableProtocol

_START_LIMIT = 30.0
_STOP_LIMIT = 0.25
"""Seconds for which a server that stops waits for responses that are being sent."""
_LOOPBACK_OF = {"0.0.0.0": "127.0.0.1", "::": "::1"}
_CLOSE_TIME = 0.02
"""Seconds for which it waits for clients to close their side, over TLS."""


@frozen
class Served:
    """A sandbox that is being served. With TLS, `ca_file` is the certificate (PEM) of the authority that clients must trust.

    The file is deleted when the server stops.
    """

    base_url: str
    port: int
    ca_file: Path | None = None
    environment_variables: dict[str, str] = field(factory=dict[str, str], repr=False)
    """The variables with which a client, and the command line, reach this sandbox. The credentials are valid only there."""


class _Listener(socket.socket):
    """A listening socket that keeps track of the connections it has accepted."""

    def __init__(self, host: str, port: int) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__(fileno=socket.create_server((host, port), family=family).detach())
        # Each connection inherits this. asyncio sets it only on sockets that it opens itself; without it a response takes
        # 40 ms.
        self.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._accepted = WeakSet[socket.socket]()

    def accept(self) -> tuple[socket.socket, Any]:
        connection, address = super().accept()
        self._accepted.add(connection)
        return connection, address

    def shutdown_reads(self) -> None:
        """End each connection as if the client had closed it. Data that is not sent yet is still sent."""
        for connection in self._accepted:
            with suppress(OSError):  # already closed
                connection.shutdown(socket.SHUT_RD)


class _Server(uvicorn.Server):
    """A server that signals when it listens or has failed to, and that stops without delay."""

    def __init__(self, config: uvicorn.Config, listener: _Listener, record_rejected: RecordRejected) -> None:
        super().__init__(config)
        self._record_rejected = record_rejected
        self.started_or_failed = threading.Event()
        self._listener = listener

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopping = self.lifespan.state[STOPPING] = asyncio.Event()
        self.lifespan.state[RECORD_REJECTED] = self._record_rejected
        await super().startup(sockets)
        self.started_or_failed.set()

    async def main_loop(self) -> None:
        """Run until `stop` is called. The method of uvicorn would notice that only at its next tick, after up to 0.1 seconds."""
        ticks = asyncio.create_task(super().main_loop())
        await self._stopping.wait()
        ticks.cancel()

    def stop(self) -> None:
        """Stop a server that has started. Any thread may call this."""
        self._loop.call_soon_threadsafe(self._stopping.set)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close all connections: at once those whose request is incomplete, the others when their response is sent.

        The method of uvicorn waits for clients that have sent half of a request, and sleeps in between.
        """
        connections = cast(set[ClosableProtocol], self.server_state.connections)
        for server in self.servers:
            server.close()
        for connection in list(connections):
            connection.abort_incomplete_request()
        if self.server_state.tasks:
            await asyncio.wait(self.server_state.tasks, timeout=_STOP_LIMIT)
        for connection in list(connections):
            connection.shutdown()
        # Browsers keep idle connections open, some before any TLS handshake, and do not notice that the server stops.
        self._listener.shutdown_reads()
        await asyncio.sleep(_CLOSE_TIME)
        for connection in list(connections):
            connection.transport.abort()
        await asyncio.sleep(0)
        for task in self.server_state.tasks:
            task.cancel()
        await asyncio.sleep(0)

    def run_until_stopped(self) -> None:
        try:
            self.run([self._listener])
        finally:
            self.started_or_failed.set()


@contextmanager
def serve(
    app: ASGIApp, host: str, port: int, record_rejected: RecordRejected, *, tls: bool = False
) -> Generator[Served]:
    """Serve an application while the context lasts, with `tls` over HTTPS only; port 0 takes any free port.

    Bytes that are not HTTP are recorded with `record_rejected`.
    """
    with ExitStack() as stack:
        context, ca_file = stack.enter_context(_certified(host)) if tls else (None, None)
        bound_port = stack.enter_context(_listening(app, host, port, record_rejected, context))
        reachable = _LOOPBACK_OF.get(host, host)
        name = f"[{reachable}]" if ":" in reachable else reachable
        yield Served(f"{'https' if tls else 'http'}://{name}:{bound_port}", bound_port, ca_file)


def _certified(host: str) -> AbstractContextManager[tuple[ssl.SSLContext, Path]]:
    try:
        from .tls import certified  # imports large modules that only TLS needs
    except ModuleNotFoundError as error:
        if error.name != "trustme":
            raise
        raise ModuleNotFoundError("HTTPS needs trustme: pip install 'pdconnect[tls]'", name="trustme") from None
    return certified(host)


@contextmanager
def _listening(
    app: ASGIApp, host: str, port: int, record_rejected: RecordRejected, tls: ssl.SSLContext | None
) -> Generator[int]:
    """Run a server in a thread, and yield the port that it listens on."""
    listener = _Listener(host, port)
    server = _Server(_config(app, tls), listener, record_rejected)
    thread = threading.Thread(target=server.run_until_stopped, daemon=True)
    thread.start()
    try:
        server.started_or_failed.wait(_START_LIMIT)
        if not server.started:
            raise RuntimeError("the sandbox did not start")
        bound_port: int = listener.getsockname()[1]
        yield bound_port
    finally:
        if server.started:
            server.stop()
        else:
            server.should_exit = True
        thread.join()
        listener.close()


def _config(app: ASGIApp, tls: ssl.SSLContext | None) -> uvicorn.Config:
    config = uvicorn.Config(
        ServedApp(app),
        http=ClosableProtocol,
        lifespan="off",
        ws="none",
        access_log=False,
        date_header=False,  # the service sends the date of its own clock, which can be advanced
        log_config=None,
    )
    config.load()
    config.ssl = tls  # an argument would have to be files
    return config
