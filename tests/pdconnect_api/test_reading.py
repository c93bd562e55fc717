"""Reading never fails: whatever a field holds, everything can be read and shown, and nothing of what came is lost."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

import pdconnect

from ..cases import for_each
from .harness import Harness, Values, to_json
from .reading import frame_of, models_reachable, nested_values, plain
from .samples import JSON_VALUES, UNKNOWN, needed, samples
from .spec import READ_SCHEMAS, RESULTS, Operation, ResponseExample, Schema, fields_of, kinds, resolve

MISSING = object()
WRONG: dict[str, Any] = {
    "missing": MISSING,
    "null": None,
    **JSON_VALUES,
    "unknown text": UNKNOWN,
    "large integer": 1234567890123456789,
    "empty list": [],
    "list of everything": [None, *JSON_VALUES.values()],
    "empty object": {},
}
MODELS = models_reachable(READ_SCHEMAS)
WHOLE: dict[str, Schema] = {name: samples({"$ref": f"#/components/schemas/{name}"})[0] for name in MODELS}
FIELDS = [(name, field, wires) for name, schema in MODELS.items() for field, wires in fields_of(schema).items()]


@pytest.mark.slow
@for_each(("name", "field", "wires"), FIELDS, ids=[f"{name}.{field}" for name, field, _ in FIELDS])
def test_any_value_of_any_field_can_be_read(name: str, field: str, wires: list[str]) -> None:
    """A field has the value that the schema specifies, or the value that was sent. The other fields are not affected."""
    whole, model_class = WHOLE[name], getattr(pdconnect.models, name)
    untouched = model_class.from_dict(whole)
    assert nested_values(untouched)
    others = [other for other in fields_of(MODELS[name]) if other != field]
    for value in WRONG.values():
        raw = {key: child for key, child in whole.items() if key not in wires}
        if value is not MISSING:
            raw[wires[0]] = value
        model = model_class.from_dict(json.loads(to_json(raw)))
        assert repr(model)
        assert isinstance(model.additional_properties, dict)
        assert nested_values(getattr(model, field))
        assert to_json(model.to_dict()) == to_json(raw)
        _check_field(MODELS[name]["properties"][wires[0]], getattr(model, field), value)
        assert all(getattr(model, other) == getattr(untouched, other) for other in others)


def _check_field(schema: Schema, read: Any, value: Any) -> None:
    if value is None or value is MISSING:
        assert read is None
        return
    kind = next(kind for kind, example in JSON_VALUES.items() if type(example) is type(value))
    if resolve(schema).get("format") == "date-time" and kind in ("integer", "number"):
        assert isinstance(read, datetime) or read == value
    elif kinds(schema) and kind not in kinds(schema):
        assert to_json(read) == to_json(value)
    elif isinstance(value, str):
        assert isinstance(read, str)
        assert read == value
    elif isinstance(value, dict):
        assert to_json(plain(read)) == to_json(value)


def _changes(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Change everything inside a JSON value, one item at a time, and yield the path of the changed item."""
    for key in list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield from _changes(value[key], (*path, key))
        kept = copy.copy(value)
        for wrong in WRONG.values():
            if wrong is MISSING:
                del value[key]
            else:
                value[key] = wrong
            yield (*path, key)
            value.clear()
            value.update(kept) if isinstance(value, dict) else value.extend(kept)


EXAMPLES = {
    id(response.value): pytest.param(operation, response, id=f"{operation}-{response.name}")
    for operation, response in RESULTS
}
"""Examples that several operations share are changed at one of them."""


@pytest.mark.slow
@pytest.mark.parametrize(("operation", "response"), EXAMPLES.values())
def test_any_value_anywhere_in_a_response(
    sync_harness: Harness, operation: Operation, response: ResponseExample
) -> None:
    """An envelope or a page may be unreadable, which is an error. Reading the result itself never fails."""
    values, raw, frame = needed(operation), copy.deepcopy(response.value), frame_of(operation, response)
    for path in _changes(raw):
        result, error = _outcome(sync_harness, operation, values, response._replace(value=raw))
        if path == frame[: len(path)]:
            assert error is None or error.body == raw
            assert error or nested_values(result)
            continue
        assert error is None
        assert nested_values(result)
        inner = raw
        for step in frame:
            inner = inner[step]
        assert to_json(plain(result)) == to_json(inner)
    assert to_json(raw) == to_json(response.value)


def _outcome(
    harness: Harness, operation: Operation, values: Values, response: ResponseExample
) -> tuple[Any, pdconnect.DecodeError | None]:
    try:
        return harness.call(operation, values, response), None
    except pdconnect.DecodeError as error:
        return None, error
