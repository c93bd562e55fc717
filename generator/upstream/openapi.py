"""Read the facts out of an OpenAPI document: our bundle, or a file of the vendor's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

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
    """Reads one document."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._schemas: dict[str, Any] = document.get("components", {}).get("schemas", {})

    def facts(self) -> Facts:
        """Return the facts of the document."""
        found: Facts = {}
        for name, schema in self._schemas.items():
            found |= self._schema(name, schema)
        for path, item in self._document["paths"].items():
            for method in _METHODS:
                if method in item:
                    found |= self._operation(facts.operation(method, path), item, item[method])
        return found

    def _operation(self, name: str, item: dict[str, Any], operation: dict[str, Any]) -> Facts:
        found = {name: self._result(operation)}
        for parameter in (*item.get("parameters", ()), *operation.get("parameters", ())):
            parameter = self._resolved(parameter)
            if parameter["in"] == "query":
                type_ = self._type(parameter.get("schema", {}))
                found[f"{name} ? {parameter['name']}"] = type_ if parameter.get("required") else facts.optional(type_)
        content = self._resolved(operation.get("requestBody", {})).get("content", {})
        body: dict[str, Any] = next(iter(content.values()), {"schema": {}}).get("schema", {})
        for field, type_ in self._properties(body).items():
            found[f"{name} > {field}"] = type_
        return found

    def _result(self, operation: dict[str, Any]) -> str:
        for status, response in sorted(operation["responses"].items()):
            if str(status).startswith("2"):
                content = self._resolved(response).get("content", {})
                return self._type(next(iter(content.values())).get("schema", {})) if content else "none"
        return "none"

    def _schema(self, name: str, schema: dict[str, Any]) -> Facts:
        """Return the facts of a named schema: its fields, its values, or what it is a union of."""
        values = self._values(schema)
        if values:
            return {f"{name} = {value}": "" for value in values}
        if self._is_object(schema):
            return {f"{name}.{field}": type_ for field, type_ in self._properties(schema).items()}
        type_ = self._type(schema)
        return {name: type_} if " | " in type_ else {}

    def _properties(self, schema: dict[str, Any]) -> dict[str, str]:
        """Return the fields of an object, with those of the schemas that it includes."""
        schema = self._resolved(schema)
        found: dict[str, str] = {}
        for part in schema.get("allOf", ()):
            found |= self._properties(part)
        required = set(schema.get("required", ()))
        for part in schema.get("allOf", ()):
            required |= set(self._resolved(part).get("required", ()))
        for field, property_ in schema.get("properties", {}).items():
            type_ = self._type(property_)
            found[field] = type_ if field in required else facts.optional(type_)
        return found

    def _type(self, schema: Any) -> str:
        """Return the type of a schema in the notation of facts."""
        if not isinstance(schema, dict) or not schema:
            return "any"
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            target = self._schemas.get(name, {})
            named = self._is_object(target) or bool(self._values(target)) or name in self._schema(name, target)
            return name if named else self._type(target)
        for keyword in ("oneOf", "anyOf"):
            if keyword in schema:
                types = [self._type(part) for part in schema[keyword]]
                rest = [type_ for type_ in types if type_ != "none"]
                type_ = facts.union(rest) if rest else "none"
                nullable = len(rest) < len(types) or any(type_.endswith("?") for type_ in types)
                return facts.optional(type_) if nullable else type_
        if len(schema.get("allOf", ())) == 1:
            return self._type(schema["allOf"][0])
        types = schema.get("type", [])
        types = [types] if isinstance(types, str) else list(types)
        nullable = "null" in types or schema.get("nullable", False)
        rest = [self._of_one_type(type_, schema) for type_ in types if type_ != "null"]
        if not rest:
            return "none" if nullable else "string" if {"const", "enum"} & schema.keys() else "any"
        type_ = facts.union(rest)
        return facts.optional(type_) if nullable else type_

    def _of_one_type(self, type_: str, schema: dict[str, Any]) -> str:
        if type_ == "array":
            return f"{self._type(schema.get('items'))}[]"
        if type_ == "object":
            values = schema.get("additionalProperties")
            return f"map of {self._type(values) if isinstance(values, dict) else 'any'}"
        return "datetime" if schema.get("format") in ("date-time", "date") else type_

    def _values(self, schema: dict[str, Any]) -> list[str]:
        """Return the values of an enumeration; those of one that may grow are listed by `x-extensible-enum`."""
        values = schema.get("x-extensible-enum") or schema.get("enum") or ()
        return [str(value) for value in values if value is not None]

    def _is_object(self, schema: dict[str, Any]) -> bool:
        return bool(schema.get("properties")) or len(schema.get("allOf", ())) > 1

    def _resolved(self, value: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in value:
            target: Any = self._document
            for step in value["$ref"].removeprefix("#/").split("/"):
                target = target[step.replace("~1", "/").replace("~0", "~")]
            value = target
        return value
