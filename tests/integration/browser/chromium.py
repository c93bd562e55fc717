"""Debian's Chromium, driven by Playwright."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from playwright.sync_api import Page

from generator.publishing.browser import launch


@contextmanager
def tab(
    program: str, *, colors: Literal["light", "dark"] = "light", width: int = 800, height: int = 700
) -> Iterator[Page]:
    """Open a tab of a new browser. It accepts the sandbox's certificate without verification: other tests verify it."""
    with launch(program, reachable="127.0.0.1") as browser:
        context = browser.new_context(
            ignore_https_errors=True, color_scheme=colors, viewport={"width": width, "height": height}
        )
        yield context.new_page()
