"""The docs site: it builds without warnings, has a page for every public name, loads nothing from elsewhere, and its search works."""

from __future__ import annotations

import functools
import html
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import pdconnect
import pdconnect.models
from tests import ROOT

from ..browser.chromium import chromium, tab


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site; a warning ends the build."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", "docs/site/mkdocs.yml", "-d", str(folder)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return folder


@pytest.fixture(scope="module")
def origin(site: Path) -> Iterator[str]:
    """The origin of a server for the site."""

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(origin: str) -> Iterator[Page]:
    """A tab; the test fails if a page logs an error, or requests anything that is not on the site."""
    problems: list[str] = []
    with chromium() as browser, tab(browser, width=1200, height=900) as page:
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("requestfailed", lambda request: problems.append(request.url))
        page.on("request", lambda request: None if request.url.startswith(origin) else problems.append(request.url))
        yield page
    assert problems == []


def test_every_public_name_has_a_page(site: Path) -> None:
    modules = {"inputs", "models", "webhooks"}
    pages = [f"reference/{name}" for name in pdconnect.__all__ if name not in {*modules, "__version__"}]
    pages += [f"reference/models/{name}" for name in dir(pdconnect.models)]
    for module in (pdconnect.inputs, pdconnect.webhooks):
        pages += [
            f"reference/{module.__name__.rpartition('.')[2]}/{name}"
            for name, value in vars(module).items()
            if not name.startswith("_") and getattr(value, "__module__", "").startswith("pdconnect")
        ]
    for name in ("accounts", "actions", "deployed_triggers", "proxy", "tokens", "triggers", "users", "workflows"):
        pages.append(f"reference/client/{name}")
    missing = [page for page in pages if not (site / page / "index.html").exists()]
    assert not missing
    assert len(pages) > 150


def test_a_page_of_the_reference_shows_signatures_and_docstrings(site: Path) -> None:
    text = _text(site / "reference/client/accounts/index.html")
    assert "external_user_id: str | None = None" in text
    assert "Rate limit exceeded." in text
    account = _text(site / "reference/models/Account/index.html")
    assert "external_id" in account


def test_types_in_signatures_and_docstrings_are_links(site: Path) -> None:
    accounts = (site / "reference/client/accounts/index.html").read_text()
    assert 'href="../../models/Account/#pdconnect_api.models.account.Account"' in accounts
    assert 'href="../../NotFoundError/#pdconnect._exceptions.NotFoundError"' in accounts
    client = (site / "reference/Client/index.html").read_text()
    assert 'href="../client/accounts/#pdconnect_api.api.accounts.Accounts"' in client
    assert "accounts()" not in client  # a property is not a method
    assert "class-attribute" not in (site / "reference/models/Account/index.html").read_text()


def test_operations_show_bodies_and_responses(site: Path) -> None:
    page = _text(site / "specification/operations/index.html")
    [run] = re.findall(r"POST /v1/connect/{project_id}/actions/run .*?(?=POST|GET)", page)
    for shown in ("configured_props", "required", "Rate limit exceeded."):
        assert shown in run


def test_errors_are_shown_as_a_tree(site: Path) -> None:
    page = (site / "reference/errors/index.html").read_text()
    order = [page.index(f'/{name}/">{name}</a>') for name in ("PdconnectError", "ApiError", "NotFoundError")]
    assert order == sorted(order)


def test_links_to_other_files_lead_to_the_repository(site: Path) -> None:
    page = (site / "webhooks/index.html").read_text()
    assert re.search(r'href="https://[^"]+/blob/main/examples/webhooks_fastapi.py"', page)
    assert re.search(r'href="https://[^"]+/edit/main/docs/webhooks.md"', page)
    reference = (site / "reference/client/accounts/index.html").read_text()
    assert re.search(
        r'href="https://[^"]+/blob/main/generated_client/pdconnect_api/api/accounts/__init__.py"', reference
    )


def test_each_page_links_its_source(site: Path) -> None:
    pages = list(site.rglob("index.html"))
    without = [path for path in pages if not re.search(r'href="https://[^"]+/(edit|blob)/main/', path.read_text())]
    assert len(pages) > 150
    assert without == []


def test_pages_load_nothing_from_elsewhere(site: Path) -> None:
    loaded = re.compile(r"""<(?:script|img|iframe|link)\b[^>]*?\b(?:src|href)=["']?(https?:[^"'\s>]+)""")
    found = {
        (path.name, url)
        for path in site.rglob("*.html")
        for url in loaded.findall(path.read_text())
        if 'rel="canonical"' not in url
    }
    assert not found


def test_the_search_finds_a_prop(page: Page, origin: str) -> None:
    page.goto(origin)
    page.locator("input.md-search__input").click()
    page.keyboard.type("ActionFailedError")
    result = page.locator(".md-search-result__item a").first
    expect(result).to_be_visible(timeout=60_000)  # the browser builds the index first, which a busy machine delays
    result.click()
    expect(page.locator("article")).to_contain_text("ActionFailedError")


def _text(path: Path) -> str:
    """Return the text of a page without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", path.read_text())).split())
