"""`python -m tests.integration.browser` makes the screenshots of the Connect page and the admin page in docs/images. It needs Chromium."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Literal

from playwright.sync_api import Browser, expect

import pdconnect
from generator.publishing.browser import find_chromium, launch
from pdconnect.sandbox import Sandbox
from tests import ROOT

from .chromium import LOOPBACK, tab

IMAGES = ROOT / "docs/images"


def main() -> int:
    """Take the screenshots, and return the exit code."""
    program = find_chromium()
    if program is None:
        print("Chromium was not found; set CHROMIUM to the path of its program", file=sys.stderr)
        return 1
    sandbox = Sandbox(project_name="Example App")
    settings = sandbox.settings
    with (
        launch(program, reachable=LOOPBACK) as browser,
        sandbox.serve() as served,
        pdconnect.Client(
            project_id=settings.project_id,
            client_id=settings.client_id,
            client_secret=settings.client_secret,
            environment="development",
            base_url=served.base_url,
        ) as client,
    ):
        _take_screenshot(browser, client, "consent", "slack", "light")
        _take_screenshot(browser, client, "keys", "zendesk", "dark")
        _use(sandbox, client)
        with tab(browser, colors="light", width=1280, height=1000) as page:
            page.goto(f"{served.base_url}/_sandbox?view=requests")
            page.get_by_role("row").filter(has_text="404").get_by_role("link").click()
            expect(page.locator("#opened-title")).to_be_visible()
            page.screenshot(path=IMAGES / "sandbox-requests.png")
        with tab(browser, colors="dark", width=390, height=10) as page:
            page.goto(f"{served.base_url}/_sandbox?view=triggers")
            page.screenshot(path=IMAGES / "sandbox-triggers.png", full_page=True)
    return 0


def _take_screenshot(
    browser: Browser, client: pdconnect.Client, name: str, app: str, colors: Literal["light", "dark"]
) -> None:
    """Take a screenshot of the Connect page for an app."""
    link = client.tokens.create(external_user_id="user-1").connect_link(app=app)
    with tab(browser, colors=colors, width=520, height=10) as page:
        page.goto(link)
        page.screenshot(path=IMAGES / f"connect-{name}.png", full_page=True)


def _use(sandbox: Sandbox, client: pdconnect.Client) -> None:
    """Send some requests, which the admin page shows. One is refused."""
    sandbox.add_account(app="slack", external_user_id="user-1")
    client.accounts.list(external_user_id="user-1").first()
    client.triggers.deploy(
        id="schedule-custom-interval",
        external_user_id="user-1",
        configured_props={"cron": {"intervalSeconds": 900}},
    )
    with suppress(pdconnect.NotFoundError):
        client.accounts.retrieve("apn_1a2b3c4")


if __name__ == "__main__":
    sys.exit(main())
