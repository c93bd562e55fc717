"""Derive the document for code generators from the bundled specification.

Code generators interpret parts of OpenAPI 3.1 differently. This document uses only features that all of them interpret in the same way:
OpenAPI 3.0, one form of each response, unions of objects with a discriminator, no extensions, no webhooks. It describes the same requests
and the same responses as the typed sources; the forms that only the vendor's early reference shows are left out.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from .. import yaml_io
from ..openapi import METHODS, branches, references, resolve, tag_of
from ..pipeline import BUNDLE
from . import ROOT

_VERSION = "3.0.3"
_DROPPED = {"examples", "example", "not", "x-sensitive"}
_SCHEMAS = "#/components/schemas/"


def codegen_document(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document for code generators of a bundled specification."""
    return _Converter(document).run()


class _Converter:
    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._unions = {
            name: schema
            for name, schema in document["components"]["schemas"].items()
            if _is_union_of_objects(document, schema)
        }
        self._fallbacks = {branches(schema)[-1]["$ref"].removeprefix(_SCHEMAS) for schema in self._unions.values()}
        self._tags = {
            branch["$ref"].removeprefix(_SCHEMAS): tag_of(document, schema)
            for schema in self._unions.values()
            for branch in branches(schema)
        }
        self._mixed = {
            branch["$ref"].removeprefix(_SCHEMAS): mixed
            for schema in self._unions.values()
            for mixed in [self._mixed_properties(schema)]
            for branch in branches(schema)
        }

    def run(self) -> dict[str, Any]:
        document = self._document
        converted: dict[str, Any] = {
            "openapi": _VERSION,
            "info": _short_info(document["info"]),
            "servers": document["servers"],
            "tags": self._used_tags(),
            "paths": {path: self._path_item(item) for path, item in document["paths"].items()},
        }
        components = document["components"]
        converted["components"] = {
            "schemas": {
                name: self._named_schema(name, schema)
                for name, schema in components["schemas"].items()
                if name not in self._fallbacks
            },
            "responses": {name: self._response(node) for name, node in components["responses"].items()},
            "parameters": {name: self._parameter(node) for name, node in components["parameters"].items()},
            "headers": {name: self._header(node) for name, node in components["headers"].items()},
            "securitySchemes": components["securitySchemes"],
        }
        return _only_reachable(converted)

    def _used_tags(self) -> list[dict[str, Any]]:
        used = {
            tag
            for item in self._document["paths"].values()
            for key in METHODS
            for tag in item.get(key, {}).get("tags", [])
        }
        return [tag for tag in self._document["tags"] if tag["name"] in used]

    def _path_item(self, item: dict[str, Any]) -> dict[str, Any]:
        converted: dict[str, Any] = {}
        for key, value in item.items():
            if key == "parameters":
                converted[key] = [self._parameter(parameter) for parameter in value]
            elif key in METHODS:
                converted[key] = self._operation(value)
        return converted

    def _operation(self, operation: dict[str, Any]) -> dict[str, Any]:
        converted: dict[str, Any] = {}
        for key, value in operation.items():
            if key.startswith("x-"):
                continue
            if key == "parameters":
                converted[key] = [self._parameter(parameter) for parameter in value]
            elif key == "requestBody":
                content = {name: self._media(media) for name, media in value["content"].items()}
                converted[key] = {"required": value.get("required", False), "content": content}
            elif key == "responses":
                converted[key] = {
                    _single_status(status): response if "$ref" in response else self._response(response)
                    for status, response in value.items()
                }
            elif key == "security":
                # Roles of other schemes than OAuth exist in OpenAPI 3.1 only.
                converted[key] = [
                    {name: scopes if name == "oauth" else [] for name, scopes in choice.items()} for choice in value
                ]
            else:
                converted[key] = value
        return converted

    def _parameter(self, parameter: dict[str, Any]) -> dict[str, Any]:
        if "$ref" in parameter:
            return parameter
        return {key: self._schema(value) if key == "schema" else value for key, value in _plain(parameter).items()}

    def _header(self, header: dict[str, Any]) -> dict[str, Any]:
        return {key: self._schema(value) if key == "schema" else value for key, value in _plain(header).items()}

    def _response(self, response: dict[str, Any]) -> dict[str, Any]:
        converted = {"description": response["description"]}
        if "headers" in response:
            converted["headers"] = response["headers"]
        if "content" in response:
            converted["content"] = {name: self._media(media) for name, media in response["content"].items()}
        return converted

    def _media(self, media: dict[str, Any]) -> dict[str, Any]:
        """Return a media type with the form of the body that typed sources have, which is the first."""
        schema = media.get("schema")
        if schema is None:
            return {"schema": {"type": "string", "format": "binary"}}
        forms = branches(schema)
        return {"schema": self._schema(forms[0] if forms else schema)}

    def _named_schema(self, name: str, schema: dict[str, Any]) -> dict[str, Any]:
        if name in self._unions:
            return self._union(schema)
        converted: dict[str, Any] = self._schema(schema)
        tag = self._tags.get(name)
        if tag is not None:
            # PHP reads all variants into one class, with one type and one pattern for each property.
            for wire, child in converted["properties"].items():
                child.pop("pattern", None)
                if wire in self._mixed[name]:
                    converted["properties"][wire] = {"description": child["description"]}
        if tag in converted.get("required", []):
            # serde (Rust) removes the tag before it reads a variant, so no variant may require it.
            converted["required"] = [wire for wire in converted["required"] if wire != tag]
        return converted

    def _union(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return a union without its fallback, which accepts any tag: with it, no generator could distinguish the variants."""
        tag = tag_of(self._document, schema)
        variants = [branch["$ref"] for branch in branches(schema)[:-1]]
        mapping = {resolve(self._document, {"$ref": ref})["properties"][tag]["const"]: ref for ref in variants}
        return {
            "description": schema["description"],
            "oneOf": [{"$ref": ref} for ref in variants],
            "discriminator": {"propertyName": tag, "mapping": mapping},
        }

    def _mixed_properties(self, union: dict[str, Any]) -> set[str]:
        """Return the properties that have different types in different variants of a union."""
        types: dict[str, set[str]] = defaultdict(set)
        for branch in branches(union):
            for wire, schema in resolve(self._document, branch)["properties"].items():
                types[wire].add(self._type_name(schema))
        return {wire for wire, names in types.items() if len(names) > 1}

    def _type_name(self, schema: dict[str, Any]) -> str:
        """Return a name for the type of a value, the same for a type and the same type or null."""
        schema = resolve(self._document, schema)
        converted = self._schema(schema)
        reference = converted.get("allOf", [{}])[0].get("$ref")
        if reference or "type" not in converted:
            return reference or "any"
        return f"array of {self._type_name(schema['items'])}" if converted["type"] == "array" else converted["type"]

    def _schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Convert a schema from OpenAPI 3.1 to 3.0."""
        if "$ref" in schema:
            return {"$ref": schema["$ref"]}
        alternatives = branches(schema)
        if alternatives:
            return self._alternatives(schema, alternatives)
        converted: dict[str, Any] = {}
        for key, value in _plain(schema).items():
            if key == "type" and isinstance(value, list):
                types = [name for name in value if name != "null"]
                converted["type"] = types[0]
                converted["nullable"] = True
            elif key == "const":
                converted["enum"] = [value]
            elif key == "properties":
                converted[key] = {name: self._schema(child) for name, child in value.items()}
            elif key == "items" or (key == "additionalProperties" and isinstance(value, dict)):
                converted[key] = self._schema(value)
            else:
                converted[key] = value
        if converted.get("type") == "integer":
            converted.setdefault("format", "int64")  # without a format, many languages use 32 bits
        elif converted.get("type") == "number":
            converted.setdefault("format", "double")
        if converted.get("type") == "object" and not converted.get("properties"):
            converted.setdefault("additionalProperties", True)
        return converted

    def _alternatives(self, schema: dict[str, Any], alternatives: list[dict[str, Any]]) -> dict[str, Any]:
        """Return a value that may be null as nullable, and one with several types as any JSON value."""
        described = {"description": schema["description"]} if "description" in schema else {}
        real = [branch for branch in alternatives if branch.get("type") != "null"]
        nullable = {"nullable": True} if len(real) < len(alternatives) else {}
        if len(real) == 1:
            only = self._schema(real[0])
            return {**described, "allOf": [only], **nullable} if "$ref" in only else {**only, **described, **nullable}
        return {**described, **nullable}


def _short_info(info: dict[str, Any]) -> dict[str, Any]:
    """Return the title, the version and the summary: generators copy the description into every file."""
    return {"title": info["title"], "version": info["version"], "description": info["summary"]}


def _single_status(status: str) -> str:
    """Return 200 for any success, and any other status unchanged: orval copies `2XX` into its code, where it is not a number."""
    return "200" if status == "2XX" else status


def _plain(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if key not in _DROPPED and not key.startswith("x-")}


def _is_union_of_objects(document: dict[str, Any], schema: dict[str, Any]) -> bool:
    forms = [resolve(document, branch) for branch in branches(schema) if "$ref" in branch]
    return len([form for form in forms if "properties" in form]) > 1 and "x-reads-as" not in schema


def _only_reachable(document: dict[str, Any]) -> dict[str, Any]:
    """Remove the components that no operation refers to."""
    components = document["components"]
    reached: set[tuple[str, str]] = set()
    waiting = list(references(document["paths"]))
    while waiting:
        kind, name = waiting.pop().removeprefix("#/components/").split("/")
        if (kind, name) not in reached:
            reached.add((kind, name))
            waiting += references(components[kind][name])
    kept = {
        kind: {name: node for name, node in entries.items() if kind == "securitySchemes" or (kind, name) in reached}
        for kind, entries in components.items()
    }
    return {**document, "components": {kind: entries for kind, entries in kept.items() if entries}}


def main(arguments: list[str]) -> None:
    """Write the document of the committed specification, as JSON, to the file that the argument names."""
    document = yaml_io.load(ROOT / BUNDLE)
    text = json.dumps(codegen_document(document), ensure_ascii=False, indent=2) + "\n"
    Path(arguments[0]).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
