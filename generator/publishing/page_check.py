"""Whether the reference page works where there is no network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .browser import BrowserError, Page, open_page

_SEARCH = 'document.querySelector("[data-testid=search-trigger]")'
_FIELD = "document.activeElement.matches(\"[data-component-name='Search/SearchInput'] input\")"
_FOUND = "document.querySelector(\"[data-component-name='Search/SearchItem']\")"
_HEADINGS = '[...document.querySelectorAll("h2")].map(heading => heading.innerText.trim())'


def sought(document: dict[str, Any]) -> tuple[str, str]:
    """What the check looks for: the title, and the summary of the last operation of the description."""
    *_, last = (
        operation for item in document["paths"].values() for operation in item.values() if "summary" in operation
    )
    return document["info"]["title"], last["summary"]


def problems(chromium: str, page: Path, title: str, summary: str, patience: float = 25) -> list[str]:
    """Open the page, search for an operation by its summary and go there. Only the file itself may be asked for.

    No step may take longer than `patience` seconds.
    """
    with open_page(chromium, patience) as tab:
        try:
            tab.open(page)
            _search(tab, title, summary)
        except BrowserError as error:
            return [str(error), *tab.console_errors]
        asked = [address for address in tab.requests if address.split("#")[0] != page.resolve().as_uri()]
    asked = [address for address in asked if not address.startswith(("blob:", "data:"))]
    return [f"asks for {address}" for address in asked] + tab.console_errors


def _search(tab: Page, title: str, summary: str) -> None:
    tab.wait_for(
        f'document.readyState === "complete" && document.querySelector("h1")?.innerText.startsWith({json.dumps(title)})'
    )
    tab.wait_for(f'{_SEARCH}?.innerText.startsWith("Search") && ({_SEARCH}.click(), true)')
    tab.wait_for(_FIELD)
    tab.type(summary)
    tab.wait_for(f"{_FOUND}?.innerText.includes({json.dumps(summary)}) && ({_FOUND}.click(), true)")
    tab.wait_for(f"{_HEADINGS}.includes({json.dumps(summary)})")
