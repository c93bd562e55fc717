"""The clock, the browser and the HTTP client of the command line. Tests replace them."""

from __future__ import annotations

import time
import webbrowser
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

import attrs

from .client_internals import HttpClient


@attrs.frozen
class System:
    """The clock, the browser and the HTTP client that commands use."""

    now: Callable[[], float] = time.time
    """Return the Unix time in seconds."""
    sleep: Callable[[float], None] = time.sleep
    """Wait for this many seconds."""
    open_browser: Callable[[str], bool] = webbrowser.open
    """Open a URL in the user's browser. Return False if there is no browser."""
    http_client: HttpClient | None = None
    """Sends all requests. None: each command creates its own."""

    def open_http_client(self, timeout: float) -> AbstractContextManager[HttpClient]:
        """Return an HTTP client for requests of the command line itself; a given one stays open."""
        return nullcontext(self.http_client) if self.http_client else HttpClient(timeout=timeout)
