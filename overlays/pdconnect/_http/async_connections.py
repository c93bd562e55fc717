"""The connections of an async client and of its copies: made when first needed, and anew after a fork or in another event loop."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable

import httpx

from .._concurrency.event_loop import PerLoop
from .._config import DEFAULT_TIMEOUT
from .._exceptions import ClientClosedError
from .._runtime import register_fork_reset
from .connections import LIMITS, NO_COOKIES, made


class _AsyncHttp(httpx.AsyncClient):
    """Nobody sets a cookie here, so there is no setter."""

    @property  # type: ignore[misc]
    def cookies(self) -> httpx.Cookies:  # pyright: ignore[reportIncompatibleMethodOverride]
        return NO_COOKIES


def new_async_http() -> httpx.AsyncClient:
    """A client of our own."""
    return made(lambda: _AsyncHttp(timeout=DEFAULT_TIMEOUT, limits=LIMITS))


class AsyncConnections:
    """Connections for tasks. A given client is used as it is, and stays open."""

    def __init__(self, given: httpx.AsyncClient | None, make: Callable[[], httpx.AsyncClient] = new_async_http) -> None:
        self._given = given
        self._make = make
        self._closed = False
        self.after_fork()
        register_fork_reset(self)

    async def http(self) -> httpx.AsyncClient:
        """The httpx client to send with. The first call in an event loop makes ours."""
        http = self._given
        if http is None and not self._closed:
            own = self._own.get()
            if not own.begun:
                await own.begin()
            http = own.http
        if http is None or self._closed or http.is_closed:
            raise ClientClosedError("the client has been closed")
        return http

    async def aclose(self) -> None:
        """Close our own connections of this event loop, for good; those of another are closed when it ends."""
        self._closed = True
        own = self._own.get_existing()
        if own is not None:
            await own.close()

    def after_fork(self) -> None:
        """The sockets are the parent's, and its event loops don't run here."""
        self._own = PerLoop(lambda: _OfLoop(self._make()))


class _OfLoop:
    """The connections of one event loop. They are closed with it at the latest.

    Both `asyncio.run` and `trio.run` finish the asynchronous generators that are left while the loop still works. It is the only
    moment at which connections can be closed that nobody has closed before.
    """

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http
        self.begun = False
        self._life: AsyncGenerator[None] | None = None

    async def begin(self) -> None:
        self.begun = True
        life = self._life = self._live()
        await anext(life)

    async def close(self) -> None:
        if self._life is not None:
            await self._life.aclose()
        await self.http.aclose()

    async def _live(self) -> AsyncGenerator[None]:
        try:
            yield
        finally:
            self._life = None  # it holds on to its event loop, which is to be forgotten
            await self.http.aclose()
