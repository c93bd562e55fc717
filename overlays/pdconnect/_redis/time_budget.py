"""A time limit for the Redis operations of one call, over all commands, connections and reads."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from redis import ConnectionPool

_DEFAULT_SECONDS = 1.0
_active = threading.local()


class TimeBudget:
    """The remaining seconds for the Redis operations of one call."""

    def __init__(self, seconds: float) -> None:
        self._remaining = seconds

    @contextmanager
    def spend(self) -> Generator[None]:
        """Limit the network operations inside the context, which run in this thread. They raise the TimeoutError of Redis."""
        deadline = _active.deadline = time.monotonic() + self._remaining
        try:
            yield
        finally:
            _active.deadline = None
            self._remaining = deadline - time.monotonic()


def budget_of(pool: ConnectionPool) -> TimeBudget:
    """Return the budget of one call: the pool's `socket_timeout`, which a URL can set, or one second."""
    return TimeBudget(pool.connection_kwargs.get("socket_timeout") or _DEFAULT_SECONDS)


def limit_connections(pool: ConnectionPool) -> None:
    """Make the connections of a pool respect the active budget. redis-py limits only each single read, and a slow server can cause many."""
    base: Any = pool.connection_class

    class BudgetedConnection(base):  # type: ignore[misc]
        """A connection whose socket respects the active budget."""

        def _connect(self) -> Any:
            timeout: float | None = getattr(self, "socket_connect_timeout", None)
            self.socket_connect_timeout = _limited(timeout)
            try:
                return _BudgetedSocket(super()._connect())  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
            finally:
                self.socket_connect_timeout = timeout

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
