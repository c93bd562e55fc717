"""A server on loopback that does wrong what a combination tells it to, and keeps a ledger of what it has done.

It runs in a thread of its own with an event loop. A request tells in a header which combination it belongs to.
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

from .ledger import Ledger
from .service import answer_to, is_first_page, is_token_request
from .wire import Broken, Wire

CASE = "x-case"
"""The header that names the combination."""
Act = Callable[[Wire], Awaitable[None]]


class Script:
    """What one combination wants done."""

    def __init__(self, act: Act | None, *, to_tokens: bool, once: bool) -> None:
        self.act = act
        self.to_tokens = to_tokens
        self.once = once
        self.healed = asyncio.Event()

    def next(self, target: str) -> Act | None:
        """The fault that meets this request. A walk meets it at its second page."""
        if is_token_request(target) != self.to_tokens or is_first_page(target) or self.healed.is_set():
            return None
        act = self.act
        if self.once:
            self.act = None
        return act


class Ports(NamedTuple):
    """Where the server listens."""

    plain: int
    tls: int
    """With a certificate of the authority that the clients trust."""
    stranger: int
    """TLS with a certificate of an authority that nobody knows."""
    resetting: int
    """Resets every connection as soon as it is made."""
    babbling: int
    """Sends what is neither TLS nor HTTP as soon as a connection is made."""
    elsewhere: int
    """Another host, which nobody should go to."""
    closed: int
    """Nobody listens here."""


class FaultyServer:
    """Made by `serving`."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.ledger = Ledger()
        self.trusted = ssl.create_default_context()
        """For clients."""
        self.ports: Ports
        self._loop = loop
        self._scripts: dict[str, Script] = {}
        self._open: set[asyncio.StreamWriter] = set()
        self._servers: list[asyncio.Server] = []

    def begin(self, case: str, act: Act | None, *, to_tokens: bool = False, once: bool = False) -> None:
        """From now on requests of this combination meet a fault: every one, or the first."""
        self._scripts[case] = Script(act, to_tokens=to_tokens, once=once)

    def heal(self, case: str) -> None:
        """End the faults of a combination, those that are going on too."""
        self._loop.call_soon_threadsafe(self._scripts[case].healed.set)

    @property
    def connections(self) -> int:
        """How many connections are open at this moment."""
        return len(self._open)

    async def start(self) -> None:
        """Listen."""
        authority, stranger = trustme.CA(), trustme.CA()
        authority.configure_trust(self.trusted)
        self.ports = Ports(
            plain=await self._listen(self._converse),
            tls=await self._listen(self._converse, _context(authority)),
            stranger=await self._listen(self._converse, _context(stranger)),
            resetting=await self._listen(_reset),
            babbling=await self._listen(_babble),
            elsewhere=await self._listen(self._note),
            closed=_closed_port(),
        )

    async def stop(self) -> None:
        """Listen no more, and end what is going on."""
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

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            while True:
                await self._answer(reader, writer)
        except (Broken, OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            self._open.discard(writer)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, _ = lines[0].split(" ")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
        await reader.readexactly(int(headers.get("content-length", 0)))
        case = headers[CASE]
        script = self._scripts[case]
        count = self.ledger.tokens if is_token_request(target) else self.ledger.seen
        count[case] += 1

        def execute() -> None:
            if not is_token_request(target) and not is_first_page(target):
                self.ledger.executed[case] += 1

        elsewhere = f"http://localhost:{self.ports.elsewhere}{target}"
        wire = Wire(writer, answer_to(method, target), execute, script.healed, elsewhere)
        act = script.next(target)
        if act is not None:
            await act(wire)
        else:
            execute()
            await wire.send(wire.answer.encoded())

    async def _note(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.ledger.elsewhere.append((await reader.read(10_000)).decode("latin-1"))
        writer.close()


async def _reset(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def _babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"SSH-2.0-OpenSSH_9.2\r\n")
    with contextlib.suppress(OSError):
        await reader.read(10_000)
    writer.close()


def _context(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


def _closed_port() -> int:
    """A port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def serving() -> Iterator[FaultyServer]:
    """A server while the context lasts."""
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
