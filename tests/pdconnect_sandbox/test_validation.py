"""Validation agrees with an independent validator: on every example of the specification, and on mutations of them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from importlib import resources
from typing import Any
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from pdconnect_sandbox.spec.document import bundled
from pdconnect_sandbox.spec.validation import Schemas, problems_with

from ..cases import for_each

SPEC = json.loads(resources.files("pdconnect_api").joinpath("openapi.json").read_text(encoding="utf-8"))
REGISTRY: Any = Registry().with_resource("urn:spec", Resource.from_contents(SPEC, default_specification=DRAFT202012))
SCHEMAS = Schemas(bundled())
FORMATS = FormatChecker(formats=())
ODD: list[Any] = [None, True, False, 0, 1, -1, 1.0, 1.5, 10**30, "", "x", "proj_x", [], [None], [{}], {}, {"a": 1}]


def contents() -> Iterator[tuple[str, list[Any]]]:
    """Yield the pointer of each body schema, and its examples."""
    for path, item in SPEC["paths"].items():
        for method, operation in item.items():
            at = f"/paths/{path.replace('/', '~1')}/{method}"
            if "requestBody" in operation:
                yield from _content(f"{at}/requestBody")
            for status in operation.get("responses", {}) if isinstance(operation, dict) else ():
                yield from _content(f"{at}/responses/{status}")


def _content(pointer: str) -> Iterator[tuple[str, list[Any]]]:
    pointer, found = bundled().follow(pointer)
    for media, content in found.get("content", {}).items():
        examples = [_example(item) for item in content.get("examples", {}).values()]
        if "schema" in content:
            yield f"{pointer}/content/{media.replace('/', '~1')}/schema", examples


def _example(item: Any) -> Any:
    return (bundled().follow(item["$ref"].removeprefix("#"))[1] if "$ref" in item else item)["value"]


CONTENTS = dict(contents())


def mutated(value: Any, rng: random.Random) -> Any:
    """Return a copy that differs in one value."""
    if isinstance(value, dict) and value and rng.random() < 0.85:
        name = rng.choice(sorted(value))
        if rng.random() < 0.25:
            return {key: item for key, item in value.items() if key != name}
        return {**value, name: mutated(value[name], rng)}
    if isinstance(value, list) and value and rng.random() < 0.85:
        changed = rng.randrange(len(value))
        return [mutated(item, rng) if number == changed else item for number, item in enumerate(value)]
    return rng.choice(ODD)


@FORMATS.checks("uri")
def _is_uri(value: object) -> bool:
    return not isinstance(value, str) or "://" in value


@FORMATS.checks("email")
def _is_email(value: object) -> bool:
    return not isinstance(value, str) or "@" in value


@FORMATS.checks("date-time")
def _is_date_time(value: object) -> bool:
    return not isinstance(value, str) or value[:2] == "20"


@pytest.mark.slow
@for_each("pointer", CONTENTS)
def test_validators_agree(pointer: str) -> None:
    validator = Draft202012Validator({"$ref": f"urn:spec#{quote(pointer)}"}, registry=REGISTRY, format_checker=FORMATS)
    rng = random.Random(pointer)
    mutations = [mutated(example, rng) for example in [*CONTENTS[pointer], [None], {"a": 1}] for _ in range(25)]
    for value in [*mutations, *ODD]:
        assert bool(SCHEMAS.problems(pointer, value, "body")) != validator.is_valid(value), value


@for_each("pointer", CONTENTS)
def test_examples_are_valid(pointer: str) -> None:
    for example in CONTENTS[pointer]:
        assert SCHEMAS.problems(pointer, example, "body") == []


@for_each(
    ("schema", "value", "problems"),
    [
        ({"type": ["string", "null"]}, 5, ["body: must be of type string or null"]),
        ({"required": ["a", "b"]}, {"a": 1}, ["body.b: is missing"]),
        ({"required": ["a", "b"]}, {}, ["body.a: is missing", "body.b: is missing"]),
        ({"items": {"enum": ["x", 1]}}, ["x", 2], ["body.1: must be x or 1"]),
        ({"enum": [1]}, True, ["body: must be 1"]),
        ({"const": "x"}, "y", ["body: must be x"]),
        ({"minLength": 2}, "y", ["body: must have at least 2 characters"]),
        ({"maxLength": 2}, "yyy", ["body: must have at most 2 characters"]),
        ({"minimum": 1}, 0, ["body: must be at least 1"]),
        ({"maximum": 1}, 10**30, ["body: must be at most 1"]),
        ({"minItems": 1}, [], ["body: must have at least 1 items"]),
        ({"maxItems": 1}, [1, 2], ["body: must have at most 1 items"]),
        ({"pattern": "^[a-z]+$"}, "A", ["body: must match ^[a-z]+$"]),
        ({"format": "uri"}, "A", ["body: must be a valid uri"]),
        ({"format": "date-time"}, "2024-01-01T00:00:00", ["body: must be a valid date-time"]),
        ({"format": "unknown-format"}, "A", []),
        ({"additionalProperties": False}, {"a": 1}, ["body: has an unknown property"]),
        ({"multipleOf": 2}, 3, ["body: does not fit 2"]),
        (
            {"anyOf": [{"type": "string"}, {"properties": {"a": {"required": ["b"]}}, "type": "object"}]},
            {"a": {}},
            ["body.a.b: is missing"],
        ),
    ],
)
def test_what_is_wrong_and_where(schema: Any, value: Any, problems: list[str]) -> None:
    assert problems_with(schema, value, "body") == problems


class Text(str):
    """A subclass of str."""


@pytest.mark.parametrize("value", [{1: "x"}, {"a": Text("x")}, ("x",), {"a": ("x",)}])
def test_values_that_python_writes_as_json(value: Any) -> None:
    assert problems_with({"additionalProperties": {"minLength": 1}}, value, "body") == []


@pytest.mark.parametrize("value", [object(), b"x", {"a": b"x", 1: "x"}, {("a",): 1}])
def test_values_that_are_not_json(value: Any) -> None:
    schema: Any = {"maxLength": 5, "additionalProperties": {"maxLength": 5}}
    assert problems_with(schema, value, "body") == ["body: must be JSON"]
