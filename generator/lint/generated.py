"""Rules for names and values that generated code cannot contain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..openapi import schemas, subschemas
from ..problems import escape
from ..views.types import attribute_name

_SAFE = re.compile(r"[^\"'\\\x00-\x1f\x7f]*").fullmatch
_CLASS_NAME = re.compile("[A-Z][A-Za-z0-9]*").fullmatch
_CLASSES = {
    "Any",
    "AsyncPages",
    "AsyncSender",
    "Call",
    "ClassVar",
    "Field",
    "Listing",
    "Literal",
    "Mapping",
    "Model",
    "OpenEnum",
    "Operation",
    "Page",
    "Sender",
    "Sequence",
    "TypeAlias",
    "Unset",
}
"""Names that the modules of models and operations import."""
_ATTRIBUTES = {
    "to_dict",
    "from_dict",
    "additional_properties",
    "bool",
    "datetime",
    "dict",
    "float",
    "int",
    "list",
    "self",
    "str",
}
"""Names with another meaning in the body of a model: methods of every model, and the types of fields."""


def is_safe_in_strings(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check the names and values that become part of strings in generated code."""
    for pointer, schema in schemas(document):
        values = {f"{pointer}/properties/{escape(name)}": name for name in schema.get("properties", {})}
        for keyword in ("enum", "x-extensible-enum"):
            values |= {f"{pointer}/{keyword}/{index}": item for index, item in enumerate(schema.get(keyword, []))}
        values |= {f"{pointer}/const": schema["const"]} if "const" in schema else {}
        for location, value in values.items():
            if isinstance(value, str) and not _SAFE(value):
                yield location, "must not contain quotes, backslashes or control characters"


def names_are_available(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that no schema or property has a name that generated modules or another property already use."""
    modules: dict[str, str] = {}
    for name in document.get("components", {}).get("schemas", {}):
        pointer = f"/components/schemas/{escape(name)}"
        if name in _CLASSES:
            yield pointer, "generated modules use this name for something else"
        if not _CLASS_NAME(name):
            yield pointer, "must be a name in CamelCase, of letters and digits: it is the name of a class"
        elif modules.setdefault(attribute_name(name), name) != name:
            yield pointer, f"and {modules[attribute_name(name)]} become the same module"
    for pointer, schema in schemas(document):
        taken: dict[str, str] = {}
        for name in schema.get("properties", {}):
            attribute = attribute_name(name)
            if not name:
                yield f"{pointer}/properties/", "has an empty name"
            also = schema["properties"][name].get("x-also-named")
            if also in schema["properties"]:
                yield f"{pointer}/properties/{escape(name)}/x-also-named", f"{also} is a property of its own"
            if attribute in _ATTRIBUTES:
                yield f"{pointer}/properties/{escape(name)}", "models use this name for something else"
            if attribute in taken:
                reason = f"and {taken[attribute]} become the same name in many languages; declare one, and x-also-named on it"
                yield f"{pointer}/properties/{escape(name)}", reason
            taken[attribute] = name


def has_no_recursion(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that no schema refers to itself, directly or through others: its module would have to import itself."""
    named = document.get("components", {}).get("schemas", {})
    uses = {
        name: {node["$ref"].split("/")[-1] for _, node in subschemas("", named[name]) if "$ref" in node}
        for name in named
    }
    for name in named:
        reached: set[str] = set()
        waiting = set(uses[name])
        while waiting:
            reached |= waiting
            waiting = {further for used in waiting for further in uses.get(used, ())} - reached
        if name in reached:
            yield f"/components/schemas/{escape(name)}", "refers to itself, directly or through others"
