"""What the command line takes from outside, so that tests can bring their own."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import httpx


def open_browser(url: str) -> bool:
    """Open a page in the user's browser. False where there is none."""
    import webbrowser  # slow to import, and rarely needed

    return webbrowser.open(url)


@dataclass(frozen=True)
class System:
    """The clock, the browser and the network."""

    now: Callable[[], float] = time.time
    """Unix time in seconds."""
    sleep: Callable[[float], None] = time.sleep
    """Waits that many seconds."""
    open_browser: Callable[[str], bool] = open_browser
    http_client: httpx.Client | None = None
    """What to send with; None for a client of our own."""
