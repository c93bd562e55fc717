"""The reference page works in a browser that has no network: it renders, it can be searched, and it asks nobody for anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.publishing import page_check
from generator.publishing.build import PAGE

from .tools import need_chromium


@pytest.fixture(scope="module")
def search_target(published: Path) -> tuple[str, str]:
    return page_check.search_target(json.loads((published / "openapi.json").read_bytes()))


def test_it_renders_is_searched_and_asks_for_nothing(published: Path, search_target: tuple[str, str]) -> None:
    assert page_check.problems(need_chromium(), published / PAGE, *search_target) == []


PROGRAM = 'new Worker(URL.createObjectURL(new Blob([`fetch("https://worker.example/")`])))'


ASKING = {
    "https://pictures.example/logo.svg": '<img src="https://pictures.example/logo.svg">',
    "https://fonts.example/a.css": '<link rel="stylesheet" href="https://fonts.example/a.css">',
    "https://counting.example/": '<script>fetch("https://counting.example/")</script>',
    "https://worker.example/": f"<script>{PROGRAM}</script>",
}


@pytest.mark.parametrize("policy", [True, False], ids=["stopped by the policy", "without the policy"])
def test_a_request_would_be_noticed(
    policy: bool, published: Path, search_target: tuple[str, str], tmp_path: Path
) -> None:
    text = (published / PAGE).read_text().replace("<body>", f"<body>{''.join(ASKING.values())}", 1)
    changed = tmp_path / PAGE
    changed.write_text(text if policy else text.replace("Content-Security-Policy", "nothing", 1))
    told = "\n".join(page_check.problems(need_chromium(), changed, *search_target))
    assert [address for address in ASKING if address in told] == list(ASKING)
    assert ("Content Security Policy" in told) is policy


def test_a_page_that_does_not_work_is_noticed(published: Path, search_target: tuple[str, str], tmp_path: Path) -> None:
    title, _ = search_target
    empty = tmp_path / PAGE
    empty.write_text(f"<!DOCTYPE html><h1>{title}</h1>")
    for page, summary in ((published / PAGE, "No operation is called so"), (empty, search_target[1])):
        (problem, *_) = page_check.problems(need_chromium(), page, title, summary, timeout=2)
        assert "Timeout 2000ms exceeded" in problem
