"""Rules that keep out of the specification what generated code cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..openapi import schemas, subschemas
from ..problems import escape
from ..views.types import attribute_name

_PLAIN = re.compile(r"[^\"'\\\x00-\x1f\x7f]*").fullmatch
_CLASSES = {
    *(
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
    ),
    *("Operation", "Page", "Sender", "Sequence", "TypeAlias", "Unset"),
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
    "str",
}
"""Names that mean something else in the body of a model: what each model has, and the types of fields."""


def is_plain(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Names and values that end up inside the strings of generated code are harmless there."""
    for pointer, schema in schemas(document):
        texts = {f"{pointer}/properties/{escape(name)}": name for name in schema.get("properties", {})}
        for keyword in ("enum", "x-extensible-enum"):
            texts |= {f"{pointer}/{keyword}/{index}": value for index, value in enumerate(schema.get(keyword, []))}
        texts |= {f"{pointer}/const": schema["const"]} if "const" in schema else {}
        for place, text in texts.items():
            if isinstance(text, str) and not _PLAIN(text):
                yield place, "must not hold quotes, backslashes or control characters"


def names_are_free(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """No schema and no property has a name that generated modules need for something else, or that another property has."""
    for pointer, schema in schemas(document):
        if len(pointer.split("/")) == 4 and pointer.split("/")[-1] in _CLASSES:
            yield pointer, "generated modules need this name for something else"
        taken: dict[str, str] = {}
        for name in schema.get("properties", {}):
            attribute = attribute_name(name)
            if attribute in _ATTRIBUTES:
                yield f"{pointer}/properties/{escape(name)}", "models need this name for something else"
            if attribute in taken:
                reason = f"and {taken[attribute]} have one name in many languages; declare one, and x-also-named on it"
                yield f"{pointer}/properties/{escape(name)}", reason
            taken[attribute] = name


def references_lead_on(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """No schema refers to itself, directly or through others: its module would have to be imported before itself."""
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
