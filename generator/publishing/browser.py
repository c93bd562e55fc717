"""A headless Chromium without network access, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

_OPTIONS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def find_chromium() -> str | None:
    """Return the program that `CHROMIUM` names, or else the first known one on the path; None if there is none."""
    names = [os.environ.get("CHROMIUM", ""), "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
    return next((found for name in names if name and (found := shutil.which(name))), None)


@contextmanager
def launch(chromium: str, *, reachable: str | None = None) -> Iterator[Browser]:
    """Run a browser until the block ends. It resolves no host name or address except `reachable`."""
    # The browser sends requests of its own, in addition to those of its pages. This rule stops them.
    rules = "MAP * ~NOTFOUND" + (f", EXCLUDE {reachable}" if reachable else "")
    options = [*_OPTIONS, f"--host-resolver-rules={rules}"]
    if os.geteuid() == 0:
        options.append("--no-sandbox")  # Chromium's sandbox does not work for root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=options)
        try:
            yield browser
        finally:
            browser.close()
