"""Debian's Chromium, driven by Playwright."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from playwright.sync_api import Browser, Page

from generator.publishing.browser import launch

from ...spec.tools import require_chromium

LOOPBACK = "127.0.0.1"


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a browser that reaches only loopback. Without Chromium, the test is skipped, or fails if tools are required."""
    with launch(require_chromium(), reachable=LOOPBACK) as browser:
        yield browser


@contextmanager
def tab(
    browser: Browser, *, colors: Literal["light", "dark"] = "light", width: int = 800, height: int = 700
) -> Iterator[Page]:
    """Open a tab that shares nothing with other tabs. It accepts the sandbox's certificate without verification: other tests verify it."""
    with browser.new_context(
        ignore_https_errors=True, color_scheme=colors, viewport={"width": width, "height": height}
    ) as context:
        yield context.new_page()
