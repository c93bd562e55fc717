"""`python -m tests.integration.browser.allow_connection URL`: a browser that opens a Connect link and allows the connection."""

from __future__ import annotations

import sys

from playwright.sync_api import expect

from .chromium import chromium, tab

if __name__ == "__main__":
    with chromium() as browser, tab(browser) as page:
        page.goto(sys.argv[1])
        page.get_by_role("button", name="Allow").click()
        expect(page.get_by_role("heading", name="Connected", exact=True)).to_be_visible()
