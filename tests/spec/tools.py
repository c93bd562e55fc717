"""Tools that these tests need besides Python. With PDCONNECT_REQUIRE_TOOLS a missing tool is a failure, otherwise the test is skipped."""

from __future__ import annotations

import os
from typing import TypeVar

import pytest

from generator.publishing import browser, redocly

T = TypeVar("T")


def _require(found: T | None, reason: str) -> T:
    if found is not None:
        return found
    if os.environ.get("PDCONNECT_REQUIRE_TOOLS"):
        pytest.fail(reason)
    pytest.skip(reason)


def require_redocly() -> None:
    """Skip the test if Redocly isn't installed."""
    _require(redocly.PROGRAM if redocly.PROGRAM.exists() else None, "needs Redocly, which scripts/test installs")


def require_chromium() -> str:
    """Return the program of the browser, or skip the test."""
    return _require(browser.find_chromium(), "needs Chromium, which scripts/test installs")
