"""`python -m tests.integration.browser` makes the screenshots of the Connect page in docs/images. It needs Chromium."""

from __future__ import annotations

import sys
from typing import Literal

import pdconnect
from generator.publishing.browser import find_chromium
from pdconnect.sandbox import Sandbox
from tests import ROOT

from .chromium import tab

IMAGES = ROOT / "docs/images"


def main() -> int:
    """Take the screenshots, and return the exit code."""
    chromium = find_chromium()
    if chromium is None:
        print("Chromium was not found; set CHROMIUM to the path of its program", file=sys.stderr)
        return 1
    sandbox = Sandbox(project_name="Example App")
    settings = sandbox.settings
    with (
        sandbox.serve() as served,
        pdconnect.Client(
            project_id=settings.project_id,
            client_id=settings.client_id,
            client_secret=settings.client_secret,
            environment="development",
            base_url=served.base_url,
        ) as client,
    ):
        _take_screenshot(chromium, client, "consent", "slack", "light")
        _take_screenshot(chromium, client, "keys", "zendesk", "dark")
    return 0


def _take_screenshot(
    chromium: str, client: pdconnect.Client, name: str, app: str, colors: Literal["light", "dark"]
) -> None:
    """Take a screenshot of the Connect page for an app."""
    link = client.tokens.create(external_user_id="user-1").connect_link(app=app)
    with tab(chromium, colors=colors, width=520, height=10) as page:
        page.goto(link)
        page.screenshot(path=IMAGES / f"connect-{name}.png", full_page=True)


if __name__ == "__main__":
    sys.exit(main())
