"""Tools other than Python that these tests need."""

from __future__ import annotations

from generator.publishing import browser, redocly

from ..required import required


def require_redocly() -> None:
    """Skip the test if Redocly isn't installed."""
    required(redocly.PROGRAM if redocly.PROGRAM.exists() else None, "needs Redocly, which scripts/test installs")


def require_chromium() -> str:
    """Return the program of the browser, or skip the test."""
    return required(browser.find_chromium(), "needs Chromium, which scripts/test installs")
