"""The connections of a client and of its copies: made when first needed, and anew after a fork. Its twin is `_async_connections`."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

import httpx

from .._config import DEFAULT_TIMEOUT
from .._exceptions import ClientClosedError, ConfigurationError
from .._runtime import register_fork_reset

H = TypeVar("H", httpx.Client, httpx.AsyncClient)
LIMITS = httpx.Limits(max_connections=100, max_keepalive_connections=100, keepalive_expiry=5.0)
"""All connections are kept for a while: httpx keeps 20 of 100, and a busy client would open the others again and again."""


class _NoCookies(httpx.Cookies):
    """Keeps nothing: the service knows no cookies, and looking for them would cost a tenth of a call."""

    def extract_cookies(self, response: httpx.Response) -> None:
        """Leave them where they are."""


NO_COOKIES = _NoCookies()


class _Http(httpx.Client):
    """Nobody sets a cookie here, so there is no setter."""

    @property  # type: ignore[misc]
    def cookies(self) -> httpx.Cookies:  # pyright: ignore[reportIncompatibleMethodOverride]
        return NO_COOKIES


def new_http() -> httpx.Client:
    """A client of our own."""
    return made(lambda: _Http(timeout=DEFAULT_TIMEOUT, limits=LIMITS))


def made(make: Callable[[], H]) -> H:
    """A client of httpx. Raises ConfigurationError where the environment names a proxy or certificates that cannot be used."""
    # A process that has no file descriptors left cannot import what tells of that.
    from . import errors, retry_policy, transport_errors  # noqa: F401  # pyright: ignore[reportUnusedImport]

    try:
        return make()
    except (ImportError, OSError, ValueError, httpx.InvalidURL):
        from .environment_check import check_network_settings

        problem = check_network_settings()
        if problem is None:
            raise
        told = f"{problem}; {problem.mend}"
    raise ConfigurationError(told)  # apart from the failure, which may show the password of a proxy


class Connections:
    """Connections for threads. A given client is used as it is, and stays open."""

    def __init__(self, given: httpx.Client | None, make: Callable[[], httpx.Client] = new_http) -> None:
        self._given = given
        self._make = make
        self._own: httpx.Client | None = None
        self._closed = False
        self._opening = threading.Lock()
        register_fork_reset(self)

    def http(self) -> httpx.Client:
        """The httpx client to send with. The first call makes ours: its TLS context costs more than all else at start."""
        http = self._given or self._own
        if http is None and not self._closed:
            with self._opening:
                http = self._own = self._own or self._make()
        if http is None or self._closed or http.is_closed:
            raise ClientClosedError("the client has been closed")
        return http

    def close(self) -> None:
        """Close our own connections, for good."""
        self._closed = True
        if self._own is not None:
            self._own.close()

    def after_fork(self) -> None:
        """The sockets are the parent's: they are let go of, not shut down."""
        self._opening = threading.Lock()
        self._own = None
