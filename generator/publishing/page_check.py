"""Check that the reference page works without network access."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Error, Page


def search_target(document: dict[str, Any]) -> tuple[str, str]:
    """Return what the check searches for: the title, and the summary of the last operation of the specification."""
    *_, last = (
        operation for item in document["paths"].values() for operation in item.values() if "summary" in operation
    )
    return document["info"]["title"], last["summary"]


def problems(browser: Browser, page: Path, title: str, summary: str, timeout: float = 25) -> list[str]:
    """Open the page, search for an operation by its summary and go to it. Return everything that fails.

    The page may request nothing except itself. No step may take longer than `timeout` seconds.
    """
    requests: list[str] = []
    console_errors: list[str] = []

    def log(message: ConsoleMessage) -> None:
        if message.type == "error":
            console_errors.append(message.text)

    def log_of_worker(event: dict[str, Any]) -> None:
        entry = event["entry"]
        if entry["source"] == "worker" and entry["level"] == "error":
            console_errors.append(entry["text"])

    with browser.new_context() as context:
        context.set_default_timeout(timeout * 1000)
        context.on("request", lambda request: requests.append(request.url))
        tab = context.new_page()
        tab.on("pageerror", lambda error: console_errors.append(str(error)))
        tab.on("console", log)
        devtools = context.new_cdp_session(tab)  # Playwright's console event leaves out the entries of workers
        devtools.on("Log.entryAdded", log_of_worker)
        devtools.send("Log.enable")
        try:
            tab.goto(page.resolve().as_uri())
            _search(tab, title, summary)
        except Error as error:
            return [str(error), *console_errors]
    own = page.resolve().as_uri()
    foreign = [url for url in requests if url.split("#")[0] != own and not url.startswith(("blob:", "data:"))]
    return [f"requests {url}" for url in foreign] + console_errors


def _search(tab: Page, title: str, summary: str) -> None:
    tab.locator("h1").first.filter(has_text=title).wait_for()
    tab.get_by_test_id("search-trigger").filter(has_text="Search").click()
    tab.locator("[data-component-name='Search/SearchInput'] input").fill(summary)
    tab.locator("[data-component-name='Search/SearchItem']").filter(has_text=summary).first.click()
    tab.locator("h2").filter(has_text=re.compile(rf"^\s*{re.escape(summary)}\s*$")).wait_for()
