"""The reference page works in a browser without network access: it renders, search works, and it sends no requests."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.publishing import page_check
from generator.publishing.build import PAGE

from ...spec.tools import build_published

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_published(tmp_path_factory.mktemp("published"))


@pytest.fixture(scope="module")
def search_target(published: Path) -> tuple[str, str]:
    return page_check.search_target(json.loads((published / "openapi.json").read_bytes()))


def test_it_renders_and_searches_without_requests(
    browser: Browser, published: Path, search_target: tuple[str, str]
) -> None:
    assert page_check.problems(browser, published / PAGE, *search_target) == []


WORKER = 'new Worker(URL.createObjectURL(new Blob([`fetch("https://worker.example/")`])))'


REQUESTS = {
    "https://pictures.example/logo.svg": '<img src="https://pictures.example/logo.svg">',
    "https://fonts.example/a.css": '<link rel="stylesheet" href="https://fonts.example/a.css">',
    "https://counting.example/": '<script>fetch("https://counting.example/")</script>',
    "https://worker.example/": f"<script>{WORKER}</script>",
}


@pytest.mark.parametrize("policy", [True, False], ids=["stopped by the policy", "without the policy"])
def test_a_request_is_reported(
    browser: Browser, policy: bool, published: Path, search_target: tuple[str, str], tmp_path: Path
) -> None:
    text = (published / PAGE).read_text().replace("<body>", f"<body>{''.join(REQUESTS.values())}", 1)
    changed = tmp_path / PAGE
    changed.write_text(text if policy else text.replace("Content-Security-Policy", "nothing", 1))
    report = "\n".join(page_check.problems(browser, changed, *search_target))
    assert [url for url in REQUESTS if url in report] == list(REQUESTS)
    assert ("Content Security Policy" in report) is policy


def test_a_page_that_does_not_work_is_reported(
    browser: Browser, published: Path, search_target: tuple[str, str], tmp_path: Path
) -> None:
    title, _ = search_target
    empty = tmp_path / PAGE
    empty.write_text(f"<!DOCTYPE html><h1>{title}</h1>")
    for page, summary in ((published / PAGE, "No such operation"), (empty, search_target[1])):
        (problem, *_) = page_check.problems(browser, page, title, summary, timeout=2)
        assert "Timeout 2000ms exceeded" in problem
