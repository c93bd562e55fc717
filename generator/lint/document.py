"""Rules for the document as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from ..problems import escape


def references_end(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """No component is only a reference that leads back to itself."""
    for kind, entries in document["components"].items():
        for name, node in entries.items() if isinstance(entries, dict) else ():
            own, seen = f"#/components/{kind}/{escape(name)}", set[str]()
            while isinstance(node, dict) and isinstance(node.get("$ref"), str) and node["$ref"] not in seen:
                seen.add(node["$ref"])
                node = entries.get(node["$ref"].split("/")[-1])
            if own in seen:
                yield own[1:], "is a reference that leads back to itself"


def speaks_plain_json_schema(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The document chooses no dialect of JSON Schema: what OpenAPI 3.1 says it is in is what everybody reads."""
    if "jsonSchemaDialect" in document:
        yield "/jsonSchemaDialect", "must not be given: tools read the dialect of OpenAPI 3.1 only"


def has_shape(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """It fits the JSON Schema of OpenAPI 3.1, and its schemas fit that of JSON Schema 2020-12; none is a bare true or false."""
    for error in _shape().iter_errors(document):
        yield _place(error.instance_path), f"not valid OpenAPI: {error.message[:300]}"


@cache
def _shape() -> Any:
    """The validator of `has_shape`."""
    from jsonschema_rs import Draft202012Validator, Registry  # a hundred times as quick as jsonschema
    from openapi_spec_validator.schemas import schema_v31

    openapi = dict(schema_v31)
    schema = {  # takes the place of the schemas that OpenAPI leaves open
        "$dynamicAnchor": "meta",
        "$ref": "https://json-schema.org/draft/2020-12/schema",
        "properties": {
            "properties": {"additionalProperties": {"type": "object"}},
            "items": {"type": "object"},
            "anyOf": {"items": {"type": "object"}},
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


def is_openapi(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """It keeps the rules of OpenAPI that a JSON Schema cannot tell."""
    from jsonschema import Draft202012Validator
    from openapi_spec_validator import OpenAPIV31SpecValidator  # heavy: imported when a document is really checked
    from openapi_spec_validator.validation.keywords import OpenAPIV31SchemaValidator

    class SchemaValidator(OpenAPIV31SchemaValidator):
        def __call__(self, schema: Any, require_properties: bool = True, meta_checked: bool = True) -> Iterator[Any]:
            return super().__call__(schema, require_properties, meta_checked=True)  # `has_shape` has done that

    class Validator(OpenAPIV31SpecValidator):
        schema_validator = Draft202012Validator({})  # and that
        keyword_validators = {**OpenAPIV31SpecValidator.keyword_validators, "schema": SchemaValidator}  # noqa: RUF012

    for error in Validator(document).iter_errors():
        yield _place(error.absolute_path), f"not valid OpenAPI: {error.message[:300]}"


def _place(steps: Any) -> str:
    return "".join(f"/{escape(str(step))}" for step in steps)
