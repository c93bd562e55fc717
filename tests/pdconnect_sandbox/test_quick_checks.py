"""The compiled checks agree with jsonschema: on every example of the description, and on what mutation makes of them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from importlib import resources
from typing import Any
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from pdconnect_sandbox.spec.document import Document, bundled
from pdconnect_sandbox.spec.quick_checks import QuickChecks

SPEC = json.loads(resources.files("pdconnect_api").joinpath("openapi.json").read_text(encoding="utf-8"))
REGISTRY: Any = Registry().with_resource("urn:spec", Resource.from_contents(SPEC, default_specification=DRAFT202012))
QUICK = QuickChecks(bundled(), {})
ODD: list[Any] = [None, True, False, 0, 1, -1, 1.0, 1.5, 10**30, "", "x", "proj_x", [], [None], [{}], {}, {"a": 1}]


def contents() -> Iterator[tuple[str, list[Any]]]:
    """Return where each schema of a body stands, and the examples of it."""
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
        examples = [_example(one) for one in content.get("examples", {}).values()]
        if "schema" in content:
            yield f"{pointer}/content/{media.replace('/', '~1')}/schema", examples


def _example(one: Any) -> Any:
    return (bundled().follow(one["$ref"].removeprefix("#"))[1] if "$ref" in one else one)["value"]


CONTENTS = dict(contents())


def mutated(value: Any, dice: random.Random) -> Any:
    """Return a copy in which one place is another."""
    if isinstance(value, dict) and value and dice.random() < 0.85:
        name = dice.choice(sorted(value))
        if dice.random() < 0.25:
            return {key: one for key, one in value.items() if key != name}
        return {**value, name: mutated(value[name], dice)}
    if isinstance(value, list) and value and dice.random() < 0.85:
        place = dice.randrange(len(value))
        return [mutated(one, dice) if number == place else one for number, one in enumerate(value)]
    return dice.choice(ODD)


@pytest.mark.parametrize("pointer", CONTENTS)
def test_they_agree(pointer: str) -> None:
    validator = Draft202012Validator({"$ref": f"urn:spec#{quote(pointer)}"}, registry=REGISTRY)
    dice = random.Random(pointer)
    for example in [*CONTENTS[pointer], *ODD]:
        for _ in range(25):
            value = mutated(example, dice)
            assert QUICK.fits(pointer, value) == validator.is_valid(value), value


@pytest.mark.parametrize("pointer", CONTENTS)
def test_all_that_the_description_says_is_known(pointer: str) -> None:
    """Otherwise a check would be slow, though right."""
    for example in CONTENTS[pointer]:
        assert QUICK.fits(pointer, example)


@pytest.mark.parametrize("schema", [{"oneOf": [{}]}, {"$ref": "#/odd"}, {"not": {"$ref": "#/odd"}}])
def test_an_unknown_keyword_is_left_to_others(schema: Any) -> None:
    checks = QuickChecks(Document({"here": schema, "odd": {"contains": {}}}), {})
    assert not checks.fits("/here", [1])
