"""Convert the bundled document into the input of the code generators.

The published document specifies the wire format, with every form of a response. A generated reader returns one form. So each
response is replaced by its public result, and unions, free-form objects and open enumerations are written in a form that
openapi-python-client passes to our templates under one name.
"""

from __future__ import annotations

from typing import Any

from .openapi import branches, operations, parameters, resolve
from .results import find_result, is_generated

VARIANTS = "x-variants"
FREE_FORM = "x-free-form"
FORMS = "x-forms"
OPEN = "x-open"
PAYLOADS = "x-payloads"

_DROPPED = (
    "default",
    "examples",
    "x-decisions",
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "not",
    "format",
)


def simplify(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document for code generators: only results and request bodies, each object under one name."""
    components = document.get("components", {}).get("schemas", {})
    schemas = {name: _named_schema(document, schema) for name, schema in components.items()}
    for schema in components.values():
        hint = schema.get("x-reads-as")
        if hint:
            schemas[hint["schema"]][FORMS] = {key: value for key, value in hint.items() if key != "schema"}
    paths: dict[str, Any] = {}
    for _, path, method, operation, item in operations(document):
        if not is_generated(document, operation):
            continue
        paths.setdefault(path, {})[method] = _operation(document, operation, item)
    payloads = [_payload(document, operation) for _, _, _, operation, _ in operations(document, ("webhooks",))]
    return {
        "openapi": document["openapi"],
        "info": document["info"],
        "paths": paths,
        "components": {"schemas": _reachable(schemas, [paths, payloads])},
        PAYLOADS: payloads,
    }


def result_schemas(simplified: dict[str, Any]) -> set[str]:
    """Return the names of the schemas of responses and webhook payloads."""
    responses = [item[method]["responses"] for item in simplified["paths"].values() for method in item]
    return set(_reachable(simplified["components"]["schemas"], [responses, simplified[PAYLOADS]]))


def body_schemas(simplified: dict[str, Any]) -> dict[str, Any]:
    """Return the schemas of request bodies."""
    bodies = [item[method].get("requestBody", {}) for item in simplified["paths"].values() for method in item]
    return _reachable(simplified["components"]["schemas"], bodies)


def _payload(document: dict[str, Any], webhook: dict[str, Any]) -> dict[str, Any]:
    body: dict[str, Any] = resolve(document, webhook.get("requestBody", {}))
    schema: dict[str, Any] = body.get("content", {}).get("application/json", {}).get("schema", {})
    return schema


def _operation(document: dict[str, Any], operation: dict[str, Any], item: dict[str, Any]) -> dict[str, Any]:
    result = find_result(document, operation)
    simple: dict[str, Any] = {
        "tags": operation["tags"],
        "operationId": operation["operationId"],
        # The client sets the headers. It also sets the project, but openapi-python-client needs every parameter of a path.
        "parameters": [
            {**parameter, "schema": _schema(document, parameter["schema"])}
            for parameter in parameters(document, operation, item)
            if parameter["in"] != "header"
        ],
        "responses": {"204": {"description": "none"}},
    }
    if result.item:
        content = {"application/json": {"schema": _schema(document, result.item)}}
        simple["responses"] = {"200": {"description": "result", "content": content}}
        if result.kind == "page":  # all pages use one generic class, which also has page_info
            simple["responses"]["200"]["x-page-info"] = resolve(document, result.schema)["properties"]["page_info"]
    body = resolve(document, operation.get("requestBody"))
    if body:
        schema = body["content"]["application/json"]["schema"]
        simple["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return simple


def _named_schema(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    description = schema.get("description", "")
    variants = [branch["$ref"] for branch in branches(schema) if "properties" in resolve(document, branch)]
    if len(variants) > 1 and "x-reads-as" not in schema:
        return {"type": "object", "description": description, VARIANTS: [name.split("/")[-1] for name in variants]}
    if schema.get("type") == "object" and (not schema.get("properties") or schema.get("additionalProperties") is True):
        return {"type": "object", "description": description, FREE_FORM: True}
    simple: dict[str, Any] = _schema(document, schema)
    return simple


def _schema(document: dict[str, Any], schema: Any) -> Any:
    if isinstance(schema, list):
        return [_schema(document, item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        hint = resolve(document, schema).get("x-reads-as")
        return {**schema, "$ref": f"#/components/schemas/{hint['schema']}"} if hint else schema
    simple: dict[str, Any] = {}
    for key, value in schema.items():
        if key == "properties":
            simple[key] = {name: _schema(document, child) for name, child in value.items()}
        elif key == "x-extensible-enum":
            simple |= {"enum": value, OPEN: True}
        elif key == "format" and value == "date-time":
            simple[key] = value
        elif key not in _DROPPED:
            simple[key] = _schema(document, value)
    return simple


def _reachable(schemas: dict[str, Any], roots: Any) -> dict[str, Any]:
    """Return the schemas that `roots` refer to, directly or through others, in the order of `schemas`."""
    found: set[str] = set()
    waiting = [roots]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            names = [*node.get(VARIANTS, [])]
            if isinstance(node.get("$ref"), str):
                names.append(node["$ref"].split("/")[-1])
            for name in names:
                if name in schemas and name not in found:
                    found.add(name)
                    waiting.append(schemas[name])
            waiting.extend(node.values())
    return {name: schema for name, schema in schemas.items() if name in found}
