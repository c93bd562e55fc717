"""Complete responses: every declared member, all forms of a response, and invalid responses."""

from __future__ import annotations

import json
from typing import Any

import pytest

import pdconnect
from pdconnect_api.model import Model

from ..cases import for_each
from .harness import Harness, to_json
from .reading import check_response, fitting, models_reachable, objects_reachable, plain
from .samples import needed, samples
from .spec import (
    DOCUMENT,
    FIRST_RESULTS,
    READ_SCHEMAS,
    Operation,
    ResponseExample,
    Schema,
    branches,
    kinds,
    name_of,
    resolve,
)

CASES = [pytest.param(operation, response, id=operation.id) for operation, response in FIRST_RESULTS]
MODELS = models_reachable(READ_SCHEMAS)


@pytest.mark.slow
@for_each(("operation", "response"), CASES)
def test_every_declared_member_is_read(sync_harness: Harness, operation: Operation, response: ResponseExample) -> None:
    """Responses with every member that the schema declares, every variant of every union and every form."""
    for raw in samples(response.schema):
        result = sync_harness.call(operation, needed(operation), response._replace(value=raw))
        check_response(operation, response.schema, result, raw)


ENVELOPED = [
    pytest.param(operation, response, id=operation.id)
    for operation, response in FIRST_RESULTS
    if "x-envelope" in operation.node
]


@for_each(("operation", "response"), ENVELOPED)
def test_a_wrapped_and_a_bare_object_give_the_same_result(
    sync_harness: Harness, operation: Operation, response: ResponseExample
) -> None:
    """The result is the same either way, also if the bare object has a member of the envelope's name."""
    key = operation.node["x-envelope"]
    for sample in samples(response.schema):
        inner = sample.get(key, sample)
        for raw in (inner, {key: inner}, {key: inner, "page_info": None}):
            result = sync_harness.call(operation, needed(operation), response._replace(value=raw))
            assert to_json(plain(result)) == to_json(inner)
        if _always_there(response.schema, key):
            bare = {**inner, key: {"some": "thing"}}
            result = sync_harness.call(operation, needed(operation), response._replace(value=bare))
            assert to_json(plain(result)) == to_json(bare)
            assert result.additional_properties[key] == {"some": "thing"}


def _always_there(schema: Schema, key: str) -> set[str]:
    """Return the members that distinguish a bare result from an envelope: those that every variant has."""
    inner = next(found for branch in resolve(schema).get("anyOf", [schema]) if (found := _at(branch, [key])))
    variants = [resolve(variant) for variant in branches(resolve(inner)) or [inner]]
    return set.intersection(*(set(variant.get("required", [])) for variant in variants if kinds(variant) != {"null"}))


PAGES = [
    pytest.param(operation, response, id=operation.id) for operation, response in FIRST_RESULTS if operation.item_paths
]


def _page(operation: Operation, items: object, path: list[str]) -> Any:
    page = items
    for step in reversed(path):
        page = {step: page}
    return {"page_info": {"count": 1, "total_count": 1, "start_cursor": None, "end_cursor": "the-end"}, **page}  # type: ignore[dict-item]


def _items(operation: Operation, response: ResponseExample) -> list[Any]:
    sample = fitting(response.schema, response.value)
    path = next(path for path in operation.item_paths if resolve(_at(sample, path)).get("type") == "array")
    items = samples(sample)[0]
    for step in path:
        items = items[step]
    return list(items)


def _at(schema: Schema, path: list[str]) -> Schema:
    for step in path:
        schema = resolve(schema).get("properties", {}).get(step, {})
    return schema


@for_each(("operation", "response"), PAGES)
def test_items_of_a_page_are_read_at_each_path(
    sync_harness: Harness, operation: Operation, response: ResponseExample
) -> None:
    items = _items(operation, response)
    assert items
    for path in operation.item_paths:
        page = sync_harness.call(operation, needed(operation), response._replace(value=_page(operation, items, path)))
        assert to_json(plain(page)) == to_json(items)
        assert (page.cursor, page.page_info.count) == ("the-end", 1)


@for_each(("operation", "response"), PAGES)
def test_unreadable_item_does_not_affect_others(
    sync_harness: Harness, operation: Operation, response: ResponseExample
) -> None:
    """It is returned unchanged."""
    good = _items(operation, response)
    unreadable: list[Any] = [None, "text", 5, 1.5, True, [], ["text"], [[]]]
    for bad in unreadable:
        raw = _page(operation, [bad, *good, bad], operation.item_paths[0])
        page = sync_harness.call(operation, needed(operation), response._replace(value=raw))
        assert (to_json(page.data[0]), to_json(page.data[-1])) == (to_json(bad), to_json(bad))
        assert to_json(plain(page.data[1:-1])) == to_json(good)
        assert all(type(item).__name__ in MODELS for item in page.data[1:-1])


@for_each(("operation", "response"), PAGES)
@for_each("raw", [{}, {"data": None}, {"data": []}, {"page_info": None, "data": []}, {"page_info": []}], ids=to_json)
def test_a_page_without_items_is_empty(
    sync_harness: Harness, operation: Operation, response: ResponseExample, raw: Any
) -> None:
    page = sync_harness.call(operation, needed(operation), response._replace(value=raw))
    assert (page.data, page.cursor, page.page_info.total_count) == ([], None, None)


@for_each(("operation", "response"), CASES)
def test_another_kind_of_json_is_an_error(
    sync_harness: Harness, operation: Operation, response: ResponseExample
) -> None:
    """A list may be bare or wrapped; everything else is an object."""
    lists, objects = [b"[]", b'[1, "x"]'], [b"{}"]
    is_list = (
        isinstance(plain(sync_harness.call(operation, needed(operation), response)), list) and not operation.item_paths
    )
    fitting_kind = (lists if is_list else []) + (objects if "object" in kinds(response.schema) else [])
    for content in [*lists, *objects, b'"text"', b"null", b"5", b"true", b""]:
        if content not in fitting_kind:
            with pytest.raises(pdconnect.DecodeError) as caught:
                sync_harness.call_raw(operation, needed(operation), response.status, content)
            assert caught.value.body == (json.loads(content) if content else None)
            assert (caught.value.operation, caught.value.status_code) == (operation.id, response.status)


@for_each(("operation", "response"), CASES)
def test_invalid_json_is_an_error(sync_harness: Harness, operation: Operation, response: ResponseExample) -> None:
    for content in (b"<html>", b"{", b"\xff", b"{}x", b"[" * 100_000, b"1" * 10_000):
        with pytest.raises(pdconnect.DecodeError) as caught:
            sync_harness.call_raw(operation, needed(operation), response.status, content)
        assert isinstance(caught.value.body, str)
        assert 0 < len(caught.value.body) < 10_000


def _wrappers() -> set[str | None]:
    """Return the schemas that only contain a result: envelopes, pages, and the other forms of what is read in one form."""
    found: set[str | None] = set()
    for operation, response in FIRST_RESULTS:
        for path in [*operation.item_paths, [operation.node.get("x-envelope", "")]]:
            for branch in resolve(response.schema).get("anyOf", [response.schema]):
                node = branch
                for step in path:
                    if step in resolve(node).get("properties", {}):
                        found.add(name_of(node))
                        node = resolve(node)["properties"][step]
    for schema in DOCUMENT["components"]["schemas"].values():
        if "x-reads-as" in schema:
            found |= {name_of(branch) for branch in schema["anyOf"]} - {schema["x-reads-as"]["schema"]}
    return found


def test_every_object_of_a_response_is_a_model() -> None:
    assert objects_reachable(READ_SCHEMAS).keys() - MODELS.keys() <= _wrappers()
    assert all(issubclass(getattr(pdconnect.models, name), Model) for name in MODELS)


@for_each("name", MODELS)
def test_a_model_is_read_from_an_object_only(name: str) -> None:
    no_objects: list[Any] = [None, [], "text", 5]
    for value in no_objects:
        with pytest.raises(pdconnect.DecodeError):
            getattr(pdconnect.models, name).from_dict(value)
