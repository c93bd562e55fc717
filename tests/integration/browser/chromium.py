"""Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from playwright.sync_api import Page, sync_playwright

_OPTIONS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # the browser has errands of its own; they get nowhere
)


@contextmanager
def tab(
    program: str, *, colors: Literal["light", "dark"] = "light", width: int = 800, height: int = 700
) -> Iterator[Page]:
    """Open a tab of a new browser. It takes the sandbox's certificate as it is: what it is good for is tested elsewhere."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=[*_OPTIONS, *(["--no-sandbox"] if os.geteuid() == 0 else [])],  # Chromium's own does not work for root
        )
        try:
            context = browser.new_context(
                ignore_https_errors=True, color_scheme=colors, viewport={"width": width, "height": height}
            )
            yield context.new_page()
        finally:
            browser.close()
