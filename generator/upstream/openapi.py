"""Read the facts from an OpenAPI document: our bundle, or a document of the vendor."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from ..openapi import resolve
from . import facts
from .facts import Facts

_METHODS = ("get", "put", "post", "delete", "head", "patch")


def read_document(file: Path) -> Facts:
    """Return the facts of a document in YAML or JSON. Raises ValueError if it is neither, or not an OpenAPI document."""
    try:
        document = yaml.load(file.read_bytes(), yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise ValueError(f"{file.name} is neither YAML nor JSON: {' '.join(str(error).split())}") from error
    if not isinstance(document, dict) or not isinstance(document.get("paths"), dict):
        raise ValueError(f"{file.name} is not an OpenAPI document: it has no paths")
    return Reader(document).facts()


class Reader:
    """Reads one document.

    Enumerations, objects and items of lists that have no name get one, as in the official SDKs: `AppSortKey` for the
    field `sort_key` of `App`, `GetAppsSortKey` for a parameter of `GET /v1/connect/apps`.
    """

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._schemas: dict[str, Any] = document.get("components", {}).get("schemas", {})
        self._unnamed: dict[str, dict[str, Any]] = {}
        """Schemas that have no name and are still to be read, by the names that they get."""

    def facts(self) -> Facts:
        """Return the facts of the document."""
        found: Facts = {}
        for name, schema in self._schemas.items():
            found |= self._schema(name, schema)
        for path, item in self._document["paths"].items():
            for method in _METHODS:
                if method in item:
                    found |= self._operation(facts.operation(method, path), item, item[method])
        while self._unnamed:
            found |= self._schema(*self._unnamed.popitem())
        return found

    def _operation(self, name: str, item: dict[str, Any], operation: dict[str, Any]) -> Facts:
        owner = _type_name(re.sub(r"/v1/(connect/)?", "", name).lower())
        found = {name: self._result(operation, owner)}
        for parameter in (*item.get("parameters", ()), *operation.get("parameters", ())):
            parameter = resolve(self._document, parameter)
            if parameter["in"] == "query":
                type_ = self._type(parameter.get("schema", {}), owner + _type_name(parameter["name"]))
                found[f"{name} ? {parameter['name']}"] = type_ if parameter.get("required") else facts.optional(type_)
        content = resolve(self._document, operation.get("requestBody", {})).get("content", {})
        body: dict[str, Any] = next(iter(content.values()), {"schema": {}}).get("schema", {})
        for field, type_ in self._properties(body, owner).items():
            found[f"{name} > {field}"] = type_
        return found

    def _result(self, operation: dict[str, Any], owner: str) -> str:
        for status, response in sorted(operation["responses"].items()):
            if str(status).startswith("2"):
                content = resolve(self._document, response).get("content", {})
                return (
                    self._type(next(iter(content.values())).get("schema", {}), f"{owner}Response")
                    if content
                    else "none"
                )
        return "none"

    def _schema(self, name: str, schema: dict[str, Any]) -> Facts:
        """Return the facts of a named schema: its fields, its values, or what it is a union of."""
        values = self._values(schema)
        if values:
            return {f"{name} = {value}": "" for value in values}
        if self._is_object(schema):
            return {f"{name}.{field}": type_ for field, type_ in self._properties(schema, name).items()}
        type_ = self._by_keywords(schema, name)
        return {name: type_} if " | " in type_ else {}

    def _properties(self, schema: dict[str, Any], owner: str) -> dict[str, str]:
        """Return the fields of an object, with those of the schemas that it includes."""
        if "$ref" in schema:
            owner = schema["$ref"].rpartition("/")[2]
        schema = resolve(self._document, schema)
        found: dict[str, str] = {}
        for part in schema.get("allOf", ()):
            found |= self._properties(part, owner)
        required = set(schema.get("required", ()))
        for part in schema.get("allOf", ()):
            required |= set(resolve(self._document, part).get("required", ()))
        for field, property_ in schema.get("properties", {}).items():
            type_ = self._type(property_, owner + _type_name(field))
            found[field] = type_ if field in required else facts.optional(type_)
        return found

    def _type(self, schema: Any, name: str) -> str:
        """Return the type of a schema in the notation of facts. `name` is for a schema that has no name and needs one."""
        if not isinstance(schema, dict) or not schema:
            return "any"
        if "$ref" in schema:
            reference = schema["$ref"].rpartition("/")[2]
            target = self._schemas.get(reference, {})
            named = (
                self._is_object(target) or bool(self._values(target)) or reference in self._schema(reference, target)
            )
            return reference if named else self._type(target, reference)
        if len(self._values(schema)) > 1 or self._is_object(schema):
            self._unnamed[name] = schema
            return facts.optional(name) if self._is_nullable(schema) else name
        return self._by_keywords(schema, name)

    def _by_keywords(self, schema: dict[str, Any], name: str) -> str:
        """Return the type of a schema by its keywords, not by a name."""
        for keyword in ("oneOf", "anyOf", "allOf"):
            if keyword in schema:
                parts = [part for part in schema[keyword] if not _is_null(part)]
                names = [name] if len(parts) == 1 else [f"{name}{number}" for number, _ in enumerate(parts, 1)]
                types = [self._type(part, called) for part, called in zip(parts, names, strict=True)]
                type_ = facts.union(types) if types else "none"
                nullable = self._is_nullable(schema) or any(type_.endswith("?") for type_ in types)
                return facts.optional(type_) if nullable else type_
        rest = [self._of_one_type(type_, schema, name) for type_ in _types(schema) if type_ != "null"]
        if not rest:
            return "none" if _is_null(schema) else "string" if {"const", "enum"} & schema.keys() else "any"
        type_ = facts.union(rest)
        return facts.optional(type_) if self._is_nullable(schema) else type_

    def _of_one_type(self, type_: str, schema: dict[str, Any], name: str) -> str:
        if type_ == "array":
            return f"{self._item(schema.get('items'), f'{name}Item')}[]"
        if type_ == "object":
            values = schema.get("additionalProperties")
            return f"map of {self._type(values, f'{name}Value') if isinstance(values, dict) else 'any'}"
        return "datetime" if schema.get("format") in ("date-time", "date") else type_

    def _item(self, schema: Any, name: str) -> str:
        """Return the type of the items of a list. A union has a name there, as the notation has no brackets."""
        type_ = self._type(schema, name)
        if " | " not in type_:
            return type_
        self._unnamed[name] = schema
        return name

    def _values(self, schema: dict[str, Any]) -> list[str]:
        """Return the values of an enumeration; those of one that may grow are listed by `x-extensible-enum`."""
        for keyword in ("oneOf", "anyOf", "allOf"):
            parts = [part for part in schema.get(keyword, ()) if not _is_null(part)]
            if len(parts) == 1 and "$ref" not in parts[0]:
                return self._values(parts[0])
        values = schema.get("x-extensible-enum") or schema.get("enum") or ()
        return [str(value) for value in values if value is not None]

    def _is_object(self, schema: dict[str, Any]) -> bool:
        return bool(schema.get("properties")) or len(schema.get("allOf", ())) > 1

    def _is_nullable(self, schema: dict[str, Any]) -> bool:
        parts = (*schema.get("oneOf", ()), *schema.get("anyOf", ()))
        return schema.get("nullable") is True or "null" in _types(schema) or any(map(_is_null, parts))


def _types(schema: dict[str, Any]) -> list[str]:
    types = schema.get("type", [])
    return [types] if isinstance(types, str) else list(types)


def _is_null(schema: Any) -> bool:
    return isinstance(schema, dict) and (_types(schema) == ["null"] or schema.get("enum") == [None])


def _type_name(text: str) -> str:
    """Return a name in the style of classes: `SortKey` for `sort_key`."""
    return "".join(word[0].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", text))
