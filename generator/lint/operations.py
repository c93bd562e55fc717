"""Rules for operations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from keyword import iskeyword
from typing import Any

from ..openapi import PATH_ITEMS, branches, operations, parameters, resolve
from ..results import find_result, is_generated
from ..views.types import attribute_name

_VERBS = {
    "get": ("list", "retrieve", "validate", "download", "get"),
    "put": ("update", "put"),
    "patch": ("update", "patch"),
    "delete": ("delete",),
    "post": ("create", "update", "configure", "reload", "run", "deploy", "regenerate", "reset", "post"),
}
_SUMMARY_LIMIT = 60


def has_identity(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that each operation has exactly one declared tag and a unique operationId `<tag>_<verb>...` with a verb for its method."""
    tags = {tag["name"] for tag in document.get("tags", [])}
    seen: dict[str, str] = {}
    for pointer, _, method, operation, _ in operations(document):
        own = operation.get("tags", [])
        if len(own) != 1 or own[0] not in tags:
            yield f"{pointer}/tags", "an operation has exactly one tag, declared at the root"
            continue
        name = operation.get("operationId", "")
        match = re.fullmatch(rf"{own[0]}_([a-z]+)[a-z_]*", name)
        if match is None:
            yield f"{pointer}/operationId", f"must be the tag, '_' and the method's name, such as {own[0]}_list"
        elif match[1] not in _VERBS.get(method, (match[1],)):  # `has_supported_method` reports other methods
            yield (
                f"{pointer}/operationId",
                f"the verb {match[1]!r} does not match {method.upper()}; one of {', '.join(_VERBS[method])}",
            )
        if name in seen:
            yield f"{pointer}/operationId", f"{name} is already used at {seen[name]}"
        seen[name] = pointer


def has_descriptions(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that operations have a short summary without a full stop and a description, and that parameters and tags have a description."""
    names: set[str] = set()
    for index, tag in enumerate(document.get("tags", [])):
        if tag["name"] in names:
            yield f"/tags/{index}", f"{tag['name']} is declared twice"
        names.add(tag["name"])
        if not tag.get("description"):
            yield f"/tags/{index}", "has no description"
        if not re.fullmatch("[a-z][a-z0-9_]*", tag["name"]) or iskeyword(tag["name"]):
            yield f"/tags/{index}/name", "must be a name in snake_case, and not a keyword of Python"
    for pointer, _, _, operation, item in operations(document, PATH_ITEMS):
        summary = operation.get("summary", "")
        if not summary or len(summary) > _SUMMARY_LIMIT or summary.endswith("."):
            yield (
                f"{pointer}/summary",
                f"must be a short sentence without a full stop, at most {_SUMMARY_LIMIT} characters",
            )
        if not operation.get("description"):
            yield f"{pointer}/description", "is missing"
        for parameter in parameters(document, operation, item):
            if not parameter.get("description"):
                yield f"{pointer}/parameters", f"the parameter {parameter['name']} has no description"


def has_responses(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that each operation has a success, the default error, 404 if its path contains an id, and security."""
    for pointer, path, _, operation, item in operations(document):
        responses = operation.get("responses", {})
        if not any(status.startswith("2") for status in responses):
            yield f"{pointer}/responses", "has no successful response"
        if "default" not in responses:
            yield f"{pointer}/responses", "has no default response"
        ids = [
            p["name"]
            for p in parameters(document, operation, item)
            if p["in"] == "path" and not p.get("x-client-parameter")
        ]
        if ids and "404" not in responses:
            yield f"{pointer}/responses", f"the path {path} contains an id, so there must be a 404"
        if "security" not in operation:
            yield f"{pointer}/security", "is missing: code generators read operations, not the root"


def has_examples(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that each JSON request and each successful JSON response has a named example (except 202, whose body is not documented)."""
    for pointer, _, _, operation, _ in operations(document, PATH_ITEMS):
        body = resolve(document, operation.get("requestBody", {}))
        responses = {
            status: response
            for status, response in operation.get("responses", {}).items()
            if status in ("200", "201", "2XX")
        }
        for location, node in [
            ("requestBody", body),
            *((f"responses/{status}", responses[status]) for status in responses),
        ]:
            media = resolve(document, node).get("content", {}).get("application/json")
            if media is not None and not media.get("examples"):
                yield f"{pointer}/{location}", "has no named example"


def declares_parameters(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that path and path parameters match, that a body has one media type, and that argument names are unique."""
    for pointer, path, _, operation, item in operations(document):
        declared = {p["name"] for p in parameters(document, operation, item) if p["in"] == "path"}
        for name in set(re.findall(r"{([^}]*)}", path)) ^ declared:
            yield pointer, f"the path parameter {name} is in only one of the path and the parameters"
        if len(resolve(document, operation.get("requestBody", {})).get("content", {"": {}})) != 1:
            yield f"{pointer}/requestBody", "must have exactly one media type"
        if not is_generated(document, operation):
            continue
        seen = {"self"}
        for wire in _arguments(document, operation, item):
            name = attribute_name(wire)
            if name in seen:
                yield pointer, f"two arguments are called {name}"
            seen.add(name)
        for parameter in parameters(document, operation, item):
            if parameter["in"] in ("header", "cookie") and not parameter.get("x-client-parameter"):
                yield (
                    f"{pointer}/parameters",
                    f"{parameter['name']}: only an x-client-parameter may be a {parameter['in']}",
                )


def _arguments(document: dict[str, Any], operation: dict[str, Any], item: dict[str, Any]) -> Iterator[str]:
    """Yield the wire names of an operation's arguments, including the ids of the client."""
    for parameter in parameters(document, operation, item):
        if parameter["in"] in ("path", "query"):
            yield parameter["name"]
    content = resolve(document, operation.get("requestBody", {})).get("content", {})
    yield from resolve(document, content.get("application/json", {}).get("schema", {})).get("properties", {})


def paginates_as_declared(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that `x-pagination` names a declared style, and that its parameter and its response properties exist."""
    styles = document.get("x-pagination-styles", {})
    for pointer, _, _, operation, item in operations(document):
        name = operation.get("x-pagination")
        if name is None:
            continue
        style = styles.get(name)
        if style is None:
            yield f"{pointer}/x-pagination", f"there is no pagination style {name!r}"
            continue
        if style["request"] not in {p["name"] for p in parameters(document, operation, item)}:
            yield f"{pointer}/parameters", f"the pagination parameter {style['request']} is missing"
        schema = find_result(document, operation).schema
        for path in ("page_info", style["next"], style["items"][0]):
            node = resolve(document, schema)
            for step in path.split("."):
                node = resolve(document, node.get("properties", {}).get(step, {}))
            if not node:
                yield f"{pointer}/responses/200", f"the response has no {path}, which the pagination style reads"


def has_sources_of_values(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that `x-value-from` names operations, and that their responses have the property."""
    results = {
        operation["operationId"]: [
            branch for schema in _success_schemas(document, operation) for branch in _forms(document, schema)
        ]
        for _, _, _, operation, _ in operations(document)
        if "operationId" in operation
    }
    for pointer, _, _, operation, item in operations(document):
        for parameter in parameters(document, operation, item):
            source = parameter.get("x-value-from", {"operations": [], "path": ""})
            for name in source["operations"]:
                if name not in results:
                    yield f"{pointer}/parameters", f"{parameter['name']}: x-value-from: there is no operation {name}"
                elif not _has_property(document, results[name], source["path"].split(".")):
                    yield (
                        f"{pointer}/parameters",
                        f"{parameter['name']}: x-value-from: the response of {name} has no {source['path']}",
                    )


def _success_schemas(document: dict[str, Any], operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for status, response in operation.get("responses", {}).items():
        if status.startswith("2"):
            yield resolve(document, response).get("content", {}).get("application/json", {}).get("schema", {})


def _has_property(document: dict[str, Any], forms: list[dict[str, Any]], names: list[str]) -> bool:
    """Return whether a path of property names leads to a property in one of the forms. A list means its items."""
    for name in names:
        children = [form["properties"][name] for form in forms if name in form.get("properties", {})]
        forms = [form for child in children for form in _forms(document, child)]
    return bool(forms)


def _forms(document: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the alternatives of a schema, and of the items of a list, without references."""
    resolved = resolve(document, schema)
    nested = branches(resolved) or ([resolved["items"]] if "items" in resolved else [])
    return [form for each in nested for form in _forms(document, each)] if nested else [resolved]


def has_one_result(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that all forms of a response have one result: an object or a list of objects."""
    for pointer, _, _, operation, _ in operations(document):
        result = find_result(document, operation)
        for reason in result.problems:
            yield f"{pointer}/responses", reason
        item = resolve(document, result.item)
        forms = [item, *(resolve(document, branch) for branch in branches(item))]
        returned = result.kind in ("model", "list", "page") and is_generated(document, operation)
        if returned and not any("properties" in form for form in forms):
            yield (
                f"{pointer}/responses",
                "the result must be an object with declared properties, or a list of such objects",
            )


def has_consistent_rate_limits(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that a rate limit has the same values wherever it is named: its name identifies one count of requests."""
    first: dict[str, tuple[str, dict[str, Any]]] = {}
    for pointer, _, _, operation, _ in operations(document):
        declared = operation.get("x-rate-limit", [])
        for limit in declared if isinstance(declared, list) else [declared]:
            owner, values = first.setdefault(limit["name"], (operation.get("operationId", pointer), limit))
            if values != limit:
                yield f"{pointer}/x-rate-limit", f"{limit['name']} has other values in {owner}"
