"""What these tests need besides Python. with PDCONNECT_REQUIRE_TOOLS `scripts/test` installs it, and nothing is skipped."""

from __future__ import annotations

import os
from typing import TypeVar

import pytest

from generator.publishing import browser, redocly

T = TypeVar("T")


def _needed(found: T | None, reason: str) -> T:
    if found is not None:
        return found
    if os.environ.get("PDCONNECT_REQUIRE_TOOLS"):
        pytest.fail(reason)
    pytest.skip(reason)


def need_redocly() -> None:
    """Skip what needs Redocly where it isn't installed."""
    _needed(redocly.PROGRAM if redocly.PROGRAM.exists() else None, "needs Redocly, which scripts/test installs")


def need_chromium() -> str:
    """The browser; skip what needs it where there is none."""
    return _needed(browser.find_chromium(), "needs Chromium, which scripts/test installs")
