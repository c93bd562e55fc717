"""Every argument of every operation is sent in its declared location, alone and with all others."""

from __future__ import annotations

from enum import Enum
from typing import Any

from ..cases import for_each
from .harness import Harness, body_of, expected_body, expected_path, expected_query, query_of
from .samples import valid
from .spec import OPERATIONS, Argument, Operation


def _values(arguments: list[Argument]) -> dict[str, Any]:
    return {argument.name: valid(argument.schema, argument.wire) for argument in arguments}


def _combinations(operation: Operation) -> dict[str, list[Argument]]:
    """Check each optional argument alone, and all together, but for `after` or `before`: a list is read in one direction."""
    needed = [argument for argument in operation.arguments if argument.required]
    optional = [argument for argument in operation.arguments if not argument.required]
    found = {argument.name: [*needed, argument] for argument in optional}
    for direction, other in (("after", "before"), ("before", "after")):
        found[f"all with {direction}"] = [argument for argument in operation.arguments if argument.wire != other]
    return {"required": needed, **found}


@for_each("operation", OPERATIONS, ids=str)
def test_is_sent_in_its_location(harness: Harness, operation: Operation) -> None:
    for name, arguments in _combinations(operation).items():
        values = _values(arguments)
        harness.call(operation, values)
        assert harness.request.url.raw_path.decode().partition("?")[0] == expected_path(operation, values), name
        assert query_of(harness.request) == expected_query(operation, values), name
        assert body_of(harness.request) == expected_body(operation, values), name


@for_each("operation", OPERATIONS, ids=str)
def test_values_of_this_test_differ(operation: Operation) -> None:
    """If texts were equal, a test would not notice that they are exchanged."""
    texts = [value for value in _values(operation.arguments).values() if isinstance(value, str)]
    assert len(set(texts)) == len(texts)


@for_each("operation", OPERATIONS, ids=str)
def test_every_location_is_known(operation: Operation) -> None:
    """A path has exactly the parameters that are declared, and nothing is sent in a location that no test checks."""
    in_path = {parameter["name"] for parameter in operation.parameters if parameter["in"] == "path"}
    assert in_path == {part[1:-1] for part in operation.path.split("/") if part.startswith("{")}
    assert {argument.location for argument in operation.arguments} <= {"path", "query", "body"}


def _as_enum(value: Any) -> Any:
    """Return a string or an integer as a member of an enumeration, also inside a list; its `str()` is not its value."""
    if isinstance(value, list):
        return [_as_enum(item) for item in value]
    if isinstance(value, str):
        text: Any = Enum("text", {"MEMBER": value}, type=str)
        return text["MEMBER"]
    if isinstance(value, int) and not isinstance(value, bool):
        size: Any = Enum("size", {"MEMBER": value}, type=int)
        return size["MEMBER"]
    return value


@for_each("operation", OPERATIONS, ids=str)
def test_members_of_enumerations_are_sent_as_their_values(harness: Harness, operation: Operation) -> None:
    for name, arguments in _combinations(operation).items():
        values = _values(arguments)
        harness.call(operation, {key: _as_enum(value) for key, value in values.items()})
        assert harness.request.url.raw_path.decode().partition("?")[0] == expected_path(operation, values), name
        assert query_of(harness.request) == expected_query(operation, values), name
        assert body_of(harness.request) == expected_body(operation, values), name
