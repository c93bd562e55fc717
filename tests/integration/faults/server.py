"""A server on loopback that misbehaves as each combination requests, and records what it received and executed.

It runs in a thread of its own with an event loop. A request header names the combination that the request belongs to.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import trustme

from .connection import ConnectionEnded, RequestConnection
from .request_log import RequestLog
from .service import is_first_page, is_token_request, response_to

CASE = "x-case"
"""The header that names the combination."""
Behaviour = Callable[[RequestConnection], Awaitable[None]]


class ActiveFault:
    """The fault of one combination."""

    def __init__(self, behaviour: Behaviour | None, *, to_tokens: bool, once: bool, drip_seconds: float) -> None:
        self.behaviour = behaviour
        self.to_tokens = to_tokens
        self.once = once
        self.drip_seconds = drip_seconds
        self.fault_ended = asyncio.Event()

    def next(self, target: str) -> Behaviour | None:
        """Return the behaviour for this request, or None for a valid response. Pagination meets the fault at the second page."""
        if is_token_request(target) != self.to_tokens or is_first_page(target) or self.fault_ended.is_set():
            return None
        behaviour = self.behaviour
        if self.once:
            self.behaviour = None
        return behaviour


class Ports(NamedTuple):
    """The ports that the server listens on."""

    plain: int
    tls: int
    """TLS with a certificate of the authority that the clients trust."""
    untrusted: int
    """TLS with a certificate of an authority that the clients do not know."""
    resetting: int
    """Resets every connection as soon as it is opened."""
    not_http: int
    """Sends bytes that are neither TLS nor HTTP as soon as a connection is opened."""
    other_host: int
    """Another host, which must not receive any request."""
    closed: int
    """A port without a listener."""


class FaultyServer:
    """The server. Use `serving` to start it."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.request_log = RequestLog()
        self.trusted = ssl.create_default_context()
        """The TLS context of the clients."""
        self.ports: Ports
        self._loop = loop
        self._active_faults: dict[str, ActiveFault] = {}
        self._open: set[asyncio.StreamWriter] = set()
        self._servers: list[asyncio.Server] = []

    def start_fault(
        self, case: str, behaviour: Behaviour | None, *, to_tokens: bool, once: bool, drip_seconds: float
    ) -> None:
        """Activate a fault for the requests of a combination: for every request, or for the first."""
        self._active_faults[case] = ActiveFault(behaviour, to_tokens=to_tokens, once=once, drip_seconds=drip_seconds)

    def end_fault(self, case: str) -> None:
        """End the fault of a combination, also for requests in progress."""
        self._loop.call_soon_threadsafe(self._active_faults[case].fault_ended.set)

    @property
    def connections(self) -> int:
        """The number of open connections."""
        return len(self._open)

    async def start(self) -> None:
        """Start to listen on all ports."""
        authority, untrusted = trustme.CA(), trustme.CA()
        authority.configure_trust(self.trusted)
        self.ports = Ports(
            plain=await self._listen(self._serve_connection),
            tls=await self._listen(self._serve_connection, _context(authority)),
            untrusted=await self._listen(self._serve_connection, _context(untrusted)),
            resetting=await self._listen(_reset),
            not_http=await self._listen(_send_other_protocol),
            other_host=await self._listen(self._record_other_host),
            closed=_closed_port(),
        )

    async def stop(self) -> None:
        """Stop listening, and cancel requests in progress."""
        for server in self._servers:
            server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _listen(
        self,
        serve: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
        context: ssl.SSLContext | None = None,
    ) -> int:
        server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context, backlog=1000)
        self._servers.append(server)
        port: int = server.sockets[0].getsockname()[1]
        return port

    async def _serve_connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            while True:
                await self._respond(reader, writer)
        except (ConnectionEnded, OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            self._open.discard(writer)

    async def _respond(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, _ = lines[0].split(" ")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
        await reader.readexactly(int(headers.get("content-length", 0)))
        case = headers[CASE]
        active_fault = self._active_faults[case]
        count = self.request_log.tokens if is_token_request(target) else self.request_log.requests
        count[case] += 1

        def execute() -> None:
            if not is_token_request(target) and not is_first_page(target):
                self.request_log.executed[case] += 1

        other_host_url = f"http://localhost:{self.ports.other_host}{target}"
        connection = RequestConnection(
            writer,
            response_to(method, target),
            execute,
            active_fault.fault_ended,
            other_host_url,
            active_fault.drip_seconds,
        )
        behaviour = active_fault.next(target)
        if behaviour is not None:
            await behaviour(connection)
        else:
            execute()
            await connection.send(connection.response.encoded())

    async def _record_other_host(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.request_log.to_other_host.append((await reader.read(10_000)).decode("latin-1"))
        writer.close()


async def _reset(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def _send_other_protocol(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"SSH-2.0-OpenSSH_9.2\r\n")
    with contextlib.suppress(OSError):
        await reader.read(10_000)
    writer.close()


def _context(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


def _closed_port() -> int:
    """Return a port that was just free."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def serving() -> Iterator[FaultyServer]:
    """Run a server until the context ends."""
    loop = asyncio.new_event_loop()
    server = FaultyServer(loop)
    thread = threading.Thread(target=loop.run_forever, name="faulty server")
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(server.start(), loop).result(10)
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(server.stop(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
