"""Invalid arguments raise before anything is sent; arguments that are not passed are not sent."""

from __future__ import annotations

import math
from typing import Any

import pytest

import pdconnect

from ..cases import for_each
from .harness import Harness, body_of, query_of
from .samples import SECRET, invalid, needed
from .spec import OPERATIONS, Argument, Operation, kinds, resolve

EVERY = [(operation, argument) for operation in OPERATIONS for argument in operation.arguments]


def _cases(chosen: list[tuple[Operation, Argument]]) -> list[Any]:
    return [pytest.param(operation, argument, id=f"{operation}-{argument.name}") for operation, argument in chosen]


def _refuse(harness: Harness, operation: Operation, argument: Argument, value: object) -> None:
    harness.requests.clear()
    with pytest.raises(pdconnect.InvalidArgumentError) as caught:
        harness.call(operation, {**needed(operation), argument.name: value})
    assert harness.requests == []
    assert caught.value.argument == argument.name
    assert str(caught.value).startswith(f"{argument.name} must")


@for_each(("operation", "argument"), _cases(EVERY))
def test_invalid_values_are_not_sent(sync_harness: Harness, operation: Operation, argument: Argument) -> None:
    """Check wrong types, strings that are too long or too short, numbers out of range, unknown choices, and the same inside lists."""
    for value in invalid(argument.schema):
        _refuse(sync_harness, operation, argument, value)


REQUIRED = [(operation, argument) for operation, argument in EVERY if argument.required]


@for_each(("operation", "argument"), _cases(REQUIRED))
def test_required_arguments_must_be_passed(sync_harness: Harness, operation: Operation, argument: Argument) -> None:
    for value in (None, pdconnect.UNSET):
        if not (value is None and argument.nullable):
            _refuse(sync_harness, operation, argument, value)


TEXTS_WITH_LIMIT = [(operation, argument) for operation, argument in EVERY if "maxLength" in resolve(argument.schema)]


@for_each(("operation", "argument"), _cases(TEXTS_WITH_LIMIT))
def test_longest_string_is_accepted(harness: Harness, operation: Operation, argument: Argument) -> None:
    """The length is counted in characters, not in bytes."""
    longest = resolve(argument.schema)["maxLength"]
    for character in ("x", "é", "🦀"):
        harness.call(operation, {**needed(operation), argument.name: character * longest})
        assert len(harness.requests) == 1
        _refuse(harness, operation, argument, character * (longest + 1))


def test_external_user_ids_have_250_characters_everywhere() -> None:
    limited = [argument for _, argument in EVERY if argument.wire == "external_user_id"]
    assert {argument.location for argument in limited} == {"path", "query", "body"}
    assert {resolve(argument.schema)["maxLength"] for argument in limited} == {250}


NUMBERS = [(operation, argument) for operation, argument in EVERY if kinds(argument.schema) == {"integer"}]


@for_each(("operation", "argument"), _cases(NUMBERS))
def test_bounds_of_numbers_are_accepted(sync_harness: Harness, operation: Operation, argument: Argument) -> None:
    schema = resolve(argument.schema)
    for bound in [schema[name] for name in ("minimum", "maximum") if name in schema]:
        sync_harness.call(operation, {**needed(operation), argument.name: bound})
        assert len(sync_harness.requests) == 1
    for value in (True, math.nan, math.inf, str(schema.get("minimum", 1))):
        _refuse(sync_harness, operation, argument, value)


CHOICES = [(operation, argument) for operation, argument in EVERY if "enum" in resolve(argument.schema)]


@pytest.mark.parametrize(("operation", "argument"), _cases(CHOICES))
def test_every_choice_is_accepted_and_documented(
    sync_harness: Harness, operation: Operation, argument: Argument
) -> None:
    choices = resolve(argument.schema)["enum"]
    for value in choices:
        sync_harness.call(operation, {**needed(operation), argument.name: value})
        assert len(sync_harness.requests) == 1
    for wrong in (choices[0].upper(), f" {choices[0]}", ""):
        with pytest.raises(pdconnect.InvalidArgumentError) as caught:
            sync_harness.call(operation, {**needed(operation), argument.name: wrong})
        assert all(repr(value) in str(caught.value) for value in choices)


FLAGS = [(operation, argument) for operation, argument in EVERY if kinds(argument.schema) == {"boolean"}]


@for_each(("operation", "argument"), _cases(FLAGS))
def test_booleans_are_sent_in_their_wire_form(harness: Harness, operation: Operation, argument: Argument) -> None:
    """Booleans in a query are `true` and `false`. A false that is the default is left out."""
    for value in (True, False):
        harness.call(operation, {**needed(operation), argument.name: value})
        if argument.location == "body":
            assert body_of(harness.request)[argument.wire] is value
        else:
            left_out = value is resolve(argument.schema).get("default")
            sent = [part for part in query_of(harness.request) if part.startswith(f"{argument.wire}=")]
            assert sent == ([] if left_out else [f"{argument.wire}={str(value).lower()}"])


OPTIONAL = [(operation, argument) for operation, argument in EVERY if not argument.required]


@for_each(("operation", "argument"), _cases(OPTIONAL))
def test_none_is_not_sent_unless_it_is_a_value(sync_harness: Harness, operation: Operation, argument: Argument) -> None:
    """None means that the argument was not passed, except for a member of a body that can be null."""
    sync_harness.call(operation, needed(operation))
    body, query = body_of(sync_harness.request), query_of(sync_harness.request)
    sync_harness.call(operation, {**needed(operation), argument.name: None})
    assert body_of(sync_harness.request) == ({**body, argument.wire: None} if argument.nullable else body)
    assert query_of(sync_harness.request) == query


@for_each(("operation", "argument"), _cases(OPTIONAL))
def test_unset_is_never_sent(sync_harness: Harness, operation: Operation, argument: Argument) -> None:
    """UNSET means that the argument was not passed, if None is a value; elsewhere it may be invalid."""
    sync_harness.call(operation, needed(operation))
    body, query = body_of(sync_harness.request), query_of(sync_harness.request)
    try:
        sync_harness.call(operation, {**needed(operation), argument.name: pdconnect.UNSET})
    except pdconnect.InvalidArgumentError:
        assert not argument.nullable
    else:
        assert body_of(sync_harness.request) == body
        assert query_of(sync_harness.request) == query


OBJECTS = [(operation, argument) for operation, argument in EVERY if kinds(argument.schema) == {"object"}]
NOT_JSON = {
    "object": object(),
    "bytes": b"x",
    "set": {1},
    "nan": math.nan,
    "infinity": math.inf,
    "surrogate": "\ud800",
    "complex": 1j,
}


@for_each("value", NOT_JSON.values(), ids=NOT_JSON)
@for_each(("operation", "argument"), _cases(OBJECTS))
def test_objects_must_be_json(sync_harness: Harness, operation: Operation, argument: Argument, value: object) -> None:
    circle: dict[str, Any] = {}
    circle["circle"] = circle
    for wrong in ({"deep": [{"inside": value}]}, circle, {"\udc80": 1}):
        sync_harness.requests.clear()
        with pytest.raises(pdconnect.InvalidArgumentError):
            sync_harness.call(operation, {**needed(operation), argument.name: wrong})
        assert sync_harness.requests == []


@pytest.mark.parametrize(("operation", "argument"), _cases([case for case in EVERY if case[1].sensitive]))
def test_invalid_secret_is_not_in_the_error(sync_harness: Harness, operation: Operation, argument: Argument) -> None:
    for value in ([SECRET], f"{SECRET}\ud800", {SECRET: SECRET}):
        with pytest.raises(pdconnect.InvalidArgumentError) as caught:
            sync_harness.call(operation, {**needed(operation), argument.name: value})
        assert SECRET not in f"{caught.value} {caught.value!r}"
