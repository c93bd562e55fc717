"""Rules for the document as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema_rs import Draft202012Validator, Registry

from ..problems import escape
from .meta_schemas import openapi_schema


def has_no_circular_references(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that no component is a reference that leads back to itself."""
    for kind, entries in document["components"].items():
        for name, node in entries.items() if isinstance(entries, dict) else ():
            own, seen = f"#/components/{kind}/{escape(name)}", set[str]()
            while isinstance(node, dict) and isinstance(node.get("$ref"), str) and node["$ref"] not in seen:
                seen.add(node["$ref"])
                node = entries.get(node["$ref"].split("/")[-1])
            if own in seen:
                yield own[1:], "is a circular reference"


def has_default_dialect(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that the document sets no dialect of JSON Schema: tools only read the default dialect of OpenAPI 3.1."""
    if "jsonSchemaDialect" in document:
        yield "/jsonSchemaDialect", "must not be set: tools only read the default dialect of OpenAPI 3.1"


def has_one_server(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that the document names exactly one server, by an absolute URL."""
    servers = document.get("servers", [])
    if not servers:
        yield "/servers", "is missing: other tools would send requests to the host of the document"
    for index, server in enumerate(servers):
        if index:
            yield f"/servers/{index}", "is not supported: all requests go to one server"
        if not server["url"].startswith(("https://", "http://")):
            yield f"/servers/{index}/url", "must be an absolute URL"


def matches_schema(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check the document against the JSON Schema of OpenAPI 3.1, and its schemas against JSON Schema 2020-12 without true and false."""
    for error in _validator().iter_errors(document):
        yield _pointer(error.instance_path), f"not valid OpenAPI: {error.message[:300]}"


@cache
def _validator() -> Any:
    """Return the validator for `matches_schema`."""
    openapi = openapi_schema()
    schema = {  # for the schemas, which the schema of OpenAPI leaves open
        "$dynamicAnchor": "meta",
        "$ref": "https://json-schema.org/draft/2020-12/schema",
        "properties": {
            "properties": {"additionalProperties": {"type": "object"}},
            "items": {"type": "object"},
            "anyOf": {"items": {"type": "object"}},
            "oneOf": {"items": {"type": "object"}},
        },
    }
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:document",
        "$ref": openapi["$id"],
        "$defs": {"schema": schema},
    }
    registry = Registry([(openapi["$id"], openapi), ("urn:document", whole)])
    return Draft202012Validator({"$ref": "urn:document"}, registry=registry, validate_formats=True)


def _pointer(steps: Any) -> str:
    return "".join(f"/{escape(str(step))}" for step in steps)
