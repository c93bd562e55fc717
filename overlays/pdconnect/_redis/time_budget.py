"""A time limit for the Redis operations of one call, over all commands, connections and reads."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from redis.connection import ConnectionPool

DEFAULT_SECONDS = 1.0
"""Seconds that one call may spend at a store, unless a URL sets another `socket_timeout`."""

_active = threading.local()


class TimeBudget:
    """The remaining seconds for the Redis operations of one call."""

    def __init__(self, seconds: float) -> None:
        self._remaining = seconds

    @contextmanager
    def measure(self) -> Generator[float]:
        """Return the remaining seconds, and subtract the time that the context takes. Raises TimeoutError if nothing remains."""
        if self._remaining <= 0:
            raise TimeoutError("the time for the store is used up")
        deadline = time.monotonic() + self._remaining
        try:
            yield self._remaining
        finally:
            self._remaining = deadline - time.monotonic()

    @contextmanager
    def limit_sockets(self) -> Generator[None]:
        """Limit the network operations inside the context, which run in this thread. They raise the TimeoutError of Redis.

        Connections of a client that the caller passed are not limited: only their own timeouts apply.
        """
        with self.measure() as remaining:
            _active.deadline = time.monotonic() + remaining
            try:
                yield
            finally:
                _active.deadline = None


class BudgetedPool(ConnectionPool):
    """A connection pool whose connections respect the active budget."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)  # pyright: ignore[reportUnknownMemberType]
        limit_connections(self)


def limit_connections(pool: ConnectionPool) -> None:
    """Make the connections of a pool respect the active budget. redis-py limits only each single read, and a slow server can cause many."""
    base: Any = pool.connection_class

    class BudgetedConnection(base):  # type: ignore[misc]
        """A connection whose socket respects the active budget."""

        socket_connect_timeout: float | None
        socket_timeout: float | None

        def _connect(self) -> Any:
            timeouts = self.socket_connect_timeout, self.socket_timeout
            self.socket_connect_timeout, self.socket_timeout = map(
                _limited, timeouts
            )  # the second one for a TLS handshake
            try:
                sock = super()._connect()  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
            finally:
                self.socket_connect_timeout, self.socket_timeout = timeouts
            sock.settimeout(self.socket_timeout)  # pyright: ignore[reportUnknownMemberType]
            return _BudgetedSocket(sock)  # pyright: ignore[reportUnknownArgumentType]

    pool.connection_class = BudgetedConnection


class _BudgetedSocket:
    """A socket whose blocking operations end with the active budget."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._timeout = sock.gettimeout()

    def settimeout(self, seconds: float | None) -> None:
        self._timeout = seconds
        self._sock.settimeout(seconds)

    def recv(self, size: int, flags: int = 0) -> bytes:
        self._limit()
        return self._sock.recv(size, flags)

    def recv_into(self, buffer: Any, size: int = 0, flags: int = 0) -> int:
        self._limit()
        return self._sock.recv_into(buffer, size, flags)

    def sendall(self, data: bytes) -> None:
        self._limit()
        self._sock.sendall(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)

    def _limit(self) -> None:
        self._sock.settimeout(_limited(self._timeout))


def _limited(timeout: float | None) -> float | None:
    """Return a timeout that does not exceed the active budget. Raises TimeoutError if the budget is used up."""
    deadline = getattr(_active, "deadline", None)
    if deadline is None or timeout == 0:  # 0: a check for data that does not block
        return timeout
    remaining: float = deadline - time.monotonic()
    if remaining <= 0:
        raise TimeoutError("the time for the store is used up")
    return remaining if timeout is None else min(timeout, remaining)
