"""The table of calls in the docs compares the methods of the official SDK with ours."""

from __future__ import annotations

from . import migration


def test_every_official_method_is_here_and_in_the_table() -> None:
    page = migration.PAGE.read_text(encoding="utf-8")
    assert migration.with_table(page) == page, "run `python -m tests.integration.official_sdks.migration`"
