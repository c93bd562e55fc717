"""Compares a complete result with its schema and with the JSON that it was read from."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from typing import Any

from jsonschema_rs import Draft202012Validator

import pdconnect
from pdconnect_api.model import Model, OpenEnum

from .harness import to_json
from .spec import DOCUMENT, Operation, ResponseExample, Schema, branches, fields_of, name_of, resolve


def nested_values(value: Any) -> list[Any]:
    """Return a value and all values inside it. Every field of every model is read, and every `repr` is called."""
    assert repr(value)
    found, waiting = [], [value]
    while waiting:
        value = waiting.pop()
        found.append(value)
        if isinstance(value, Model):
            assert repr(value)
            assert isinstance(value.additional_properties, dict)
            waiting += [getattr(value, name) for name in value.FIELDS]
        elif isinstance(value, list):
            waiting += value
        elif is_page(value):
            waiting += [value.page_info, *value.data]
    return found


def is_page(value: Any) -> bool:
    """Return whether a result is a page of a list."""
    return hasattr(value, "page_info")


def plain(value: Any) -> Any:
    """Return a result as JSON; of a page its items."""
    if is_page(value):
        return plain(value.data)
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.to_dict() if isinstance(value, Model) else value


def check_response(operation: Operation, schema: Schema, result: Any, raw: Any) -> None:
    """Check that a result contains everything of the response `raw` in the declared types. `raw` may be wrapped."""
    if operation.item_paths:
        branch = fitting(schema, raw)
        check(_at(branch, ["page_info"]), result.page_info, raw.get("page_info"))
        path = next(path for path in operation.item_paths if isinstance(_member(raw, path), list))
        check(_at(branch, path), result.data, _member(raw, path))
        return
    branch, key = fitting(schema, raw), str(operation.node.get("x-envelope"))
    wrapped = key in resolve(branch).get("properties", {})
    check(_at(branch, [key]) if wrapped else branch, result, raw.get(key) if wrapped else raw)


def frame_of(operation: Operation, response: ResponseExample) -> tuple[str, ...]:
    """Return the path from a response to the result inside it; for a page, to its items."""
    for path in operation.item_paths:
        if isinstance(_member(response.value, path), list):
            return tuple(path)
    key = str(operation.node.get("x-envelope"))
    return (key,) if key in resolve(fitting(response.schema, response.value)).get("properties", {}) else ()


def models_reachable(schemas: list[Schema]) -> dict[str, Schema]:
    """Return the objects with a class of their own that schemas lead to, by name. Envelopes and pages have none."""
    found = objects_reachable(schemas)
    return {name: schema for name, schema in found.items() if hasattr(pdconnect.models, name)}


def objects_reachable(schemas: list[Schema]) -> dict[str, Schema]:
    """Return the objects with declared members that schemas lead to, by name."""
    found: dict[str, Schema] = {}
    seen: set[str] = set()
    while schemas:
        schema, *schemas = schemas
        resolved, name = resolve(schema), str(name_of(schema))
        if "$ref" not in schema or name not in seen:
            seen.add(name)
            schemas += [*resolved.get("properties", {}).values(), *branches(resolved)]
            schemas += [resolved["items"]] if "items" in resolved else []
            if is_model(resolved):
                found[name] = resolved
    return found


def is_model(schema: Schema) -> bool:
    """Return whether objects of a schema are read as models; those with any names for their properties stay dictionaries."""
    return "properties" in schema and schema.get("additionalProperties") is not True


def check(schema: Schema, value: Any, raw: Any) -> None:
    """Check that a value is `raw`, read as the schema says."""
    resolved, name = resolve(schema), name_of(schema)
    if raw is None:
        assert value is None
    elif "x-reads-as" in resolved:
        _check_form(resolved["x-reads-as"], value, raw)
    elif branches(resolved):
        check(fitting(schema, raw), value, raw)
    elif is_model(resolved):
        assert name is not None
        _check_model(name, resolved, value, raw)
    elif isinstance(raw, list) and "items" in resolved:
        assert type(value) is list
        assert len(value) == len(raw)
        for item, raw_item in zip(value, raw, strict=True):
            check(resolved["items"], item, raw_item)
    elif resolved.get("format") == "date-time":
        assert type(value) is datetime
        assert value == datetime.fromisoformat(raw)
        assert value.tzinfo is not None
    elif "x-extensible-enum" in resolved:
        assert name is not None
        assert isinstance(value, OpenEnum)
        assert type(value) is getattr(pdconnect.models, name)
        assert value == raw
        assert value.known == (raw in resolved["x-extensible-enum"])
    else:
        assert type(value) is type(raw)
        assert to_json(value) == to_json(raw)


def fitting(schema: Schema, raw: Any) -> Schema:
    """Return the first branch of a schema that a value is valid for."""
    alternatives = branches(resolve(schema)) or [schema]
    return next(branch for branch in alternatives if _fits(json.dumps(branch), json.dumps(raw)))


@cache
def _fits(schema: str, raw: str) -> bool:
    return _validator(schema).is_valid(json.loads(raw))


@cache
def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator({"components": DOCUMENT["components"], **json.loads(schema)})


def _check_model(name: str, schema: Schema, value: Any, raw: Any) -> None:
    assert type(value) is getattr(pdconnect.models, name)
    assert isinstance(value, Model)
    assert to_json(value.to_dict()) == to_json(raw)
    undeclared = {key: child for key, child in raw.items() if key not in schema["properties"]}
    assert value.additional_properties == undeclared
    for field, wires in fields_of(schema).items():
        wire = next((wire for wire in wires if raw.get(wire) is not None), wires[0])
        check(schema["properties"][wires[0]], getattr(value, field), raw.get(wire))


def _check_form(form: dict[str, Any], value: Any, raw: Any) -> None:
    """Return a value that can be plain, wrapped or bare in its plain form."""
    model = getattr(pdconnect.models, form["schema"])
    assert type(value) is model
    if isinstance(raw, dict):
        check({"$ref": f"#/components/schemas/{form['schema']}"}, value, raw.get(form["wrapped_in"], raw))
    else:
        members = [getattr(value, name) for name in form["scalar_as"]]
        assert raw in members
        text = raw if isinstance(raw, str) else json.dumps(raw)
        assert all(member in (raw, text) for member in members)


def _at(schema: Schema, path: list[str]) -> Schema:
    for step in path:
        schema = resolve(schema)["properties"][step]
    return schema


def _member(raw: Any, path: list[str]) -> Any:
    for step in path:
        raw = raw.get(step) if isinstance(raw, dict) else None
    return raw
