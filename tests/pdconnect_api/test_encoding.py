"""Ids cannot leave their segment of the path, and values cannot become other parts of the query."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote, unquote

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

import pdconnect

from ..cases import for_each
from .harness import Harness, expected_path, expected_query, query_of
from .samples import needed
from .spec import OPERATIONS, Argument, Operation, resolve

WITH_IDS = [(operation, argument) for operation in OPERATIONS for argument in operation.arguments_in("path")]
ENDPOINTS = [pytest.param(operation, argument, id=f"{operation}-{argument.name}") for operation, argument in WITH_IDS]

HOSTILE = {
    "reserved": "a/b?c#d",
    "space": "a b",
    "unicode": "käse-食べる-🦀",
    "encoded slash": "%2f",
    "encoded dots": "%2e%2e",
    "parent": "..",
    "here": ".",
    "three dots": "...",
    "parents": "../../v1",
    "parent behind a slash": "a/..",
    "slash": "/",
    "two slashes": "//host/path",
    "backslash": "..\\..",
    "query": "?admin=true",
    "fragment": "#x",
    "user": "user:pass@host",
    "address": "https://elsewhere.test/",
    "plus": "a+b&c=d;e",
    "percent": "100%",
    "empty": "",
    "null": "\x00",
    "line breaks": "a\r\nx-header: 1",
    "tab": "\t",
    "delete": "\x7f",
    "next line": "\x85",
    "line separator": "\u2028",
    "right to left": "\u202eabc",
    "lone surrogate": "\ud800",
    "surrogates": "a\udcffb",
    "250 characters": "x" * 250,
    "251 characters": "x" * 251,
    "250 characters of four bytes": "🦀" * 250,
    "braces": "{project_id}",
}
FRAGMENTS = st.sampled_from([*HOSTILE.values(), "%", "2f", "a", ";", ":", "~", "_", "\u00a0", "\ufeff", "\x1b"])
IDS = st.one_of(
    st.lists(FRAGMENTS, max_size=4).map("".join),
    st.text(st.characters(codec=None), max_size=30),
    st.text("./%\\?#2eEfF", max_size=8),
    st.text(st.characters(categories=["Cc", "Cs", "Zl", "Zp"]), max_size=3),
)


def _refused(argument: Argument, value: str) -> bool:
    """Return whether a value is not allowed in a path, or is longer than the specification allows."""
    limit = resolve(argument.schema).get("maxLength")
    unsafe = any(unicodedata.category(character) in ("Cc", "Cs") for character in value)
    return value in ("", ".", "..") or unsafe or (limit is not None and len(value) > limit)


def _check_id(harness: Harness, operation: Operation, argument: Argument, value: str) -> None:
    values = {**needed(operation), argument.name: value}
    if _refused(argument, value):
        harness.requests.clear()
        with pytest.raises(pdconnect.InvalidArgumentError) as caught:
            harness.call(operation, values)
        assert caught.value.argument == argument.name
        assert harness.requests == []
        return
    harness.call(operation, values)
    url = harness.request.url
    path, _, query = url.raw_path.decode("ascii").partition("?")
    segments, template = path.split("/"), operation.path.split("/")
    assert len(segments) == len(template)
    assert unquote(segments[template.index(f"{{{argument.wire}}}")], errors="strict") == value
    assert path == expected_path(operation, values)
    assert sorted(query.split("&") if query else []) == expected_query(operation, values)
    assert not url.fragment


@pytest.mark.slow
@pytest.mark.every_python
@for_each(("operation", "argument"), ENDPOINTS)
def test_hostile_ids_stay_one_segment(sync_harness: Harness, operation: Operation, argument: Argument) -> None:
    for value in HOSTILE.values():
        _check_id(sync_harness, operation, argument, value)


@for_each(("operation", "argument"), ENDPOINTS)
def test_any_id_is_encoded_as_one_segment(sync_harness: Harness, operation: Operation, argument: Argument) -> None:
    count = -(-30 * settings().max_examples // len(WITH_IDS))  # 900 in all, with the default profile
    seen: list[str] = []

    @seed(WITH_IDS.index((operation, argument)))  # always the same ids, and others for each endpoint
    @settings(max_examples=count)
    @given(IDS)
    def check(value: str) -> None:
        seen.append(value)
        _check_id(sync_harness, operation, argument, value)

    check()
    assert len(seen) >= count


TEXTS_IN_QUERIES = [
    pytest.param(operation, argument, id=f"{operation}-{argument.name}")
    for operation in OPERATIONS
    for argument in operation.arguments_in("query")
    if resolve(argument.schema).get("type") == "string" and "enum" not in resolve(argument.schema)
]


@pytest.mark.slow
@pytest.mark.every_python
@for_each(("operation", "argument"), TEXTS_IN_QUERIES)
def test_hostile_strings_in_a_query_arrive_unchanged(
    sync_harness: Harness, operation: Operation, argument: Argument
) -> None:
    """These values may be any text that UTF-8 can encode."""
    values = needed(operation)
    for value in HOSTILE.values():
        if not value or len(value) > 250:
            continue
        sent = {**values, argument.name: value}
        if any(unicodedata.category(character) == "Cs" for character in value):
            with pytest.raises(pdconnect.InvalidArgumentError, match="surrogate"):
                sync_harness.call(operation, sent)
        else:
            sync_harness.call(operation, sent)
            assert query_of(sync_harness.request) == expected_query(operation, sent)
            assert f"{argument.wire}={quote(value, safe='')}" in query_of(sync_harness.request)
            assert not sync_harness.request.url.fragment
