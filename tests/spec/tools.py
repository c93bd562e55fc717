"""The published files, and the tools other than Python that tests of them need."""

from __future__ import annotations

from pathlib import Path

from generator.publishing import ROOT, browser, redocly
from generator.publishing.build import build

from ..required import required


def require_redocly() -> None:
    """Skip the test if Redocly isn't installed."""
    required(redocly.PROGRAM if redocly.PROGRAM.exists() else None, "needs Redocly, which scripts/test installs")


def require_chromium() -> str:
    """Return the program of the browser, or skip the test."""
    return required(browser.find_chromium(), "needs Chromium, which scripts/test installs")


def build_published(folder: Path) -> Path:
    """Build the published files below a folder, and return their folder. Without Redocly, the test is skipped."""
    require_redocly()
    target = folder / "spec"
    build(ROOT, target)
    return target
