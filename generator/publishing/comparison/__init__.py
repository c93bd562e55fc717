"""Compare two bundled specifications: what breaks callers and readers, what is compatible, and what only changes texts.

Requests and responses are judged in opposite directions. A service that accepts more breaks no caller; a service that sends more kinds of
values can break a reader. Names that generated clients use, such as those of schemas and operations, count like the wire format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...openapi import METHODS, PATH_ITEMS, references, resolve
from .change import BOTH, Change, Direction, Findings, Impact, Node, changes_of_keys, changes_of_table, changes_of_texts
from .operations import OperationComparison
from .schemas import SchemaComparison

__all__ = ["Change", "Impact", "compare", "required_version"]

_NESTED_TABLES = ("flows", "scopes")
_Operation = tuple[str, str, Node, Node]
"""Path, method, operation and path item."""


def compare(old: Node, new: Node) -> list[Change]:
    """Return the changes from one bundled document to another, in the order of the document."""
    found = [
        *_changes_of_root(old, new),
        *_changes_of_operations(old, new),
        *_changes_of_shared_parts(old, new),
        *_changes_of_schemas(old, new),
    ]
    changes = list(dict.fromkeys(found))
    if not changes and old != new:
        return [Change(Impact.TEXT, "openapi", "is written differently; nothing else changed")]
    return changes


def required_version(before: str, changes: list[Change]) -> str:
    """Return the lowest version that these changes require by the rules of semantic versioning."""
    major, minor, patch = (int(part) for part in before.split("."))
    match max((change.impact for change in changes), default=None):
        case None:
            return before
        case Impact.BREAKING:
            return f"{major + 1}.0.0"
        case Impact.COMPATIBLE:
            return f"{major}.{minor + 1}.0"
        case Impact.TEXT:
            return f"{major}.{minor}.{patch + 1}"


def _changes(subject: str, findings: Findings) -> Iterator[Change]:
    return (Change(impact, subject, message) for impact, message in findings)


def _changes_of_root(old: Node, new: Node) -> Iterator[Change]:
    before, after = ({key: value for key, value in node["info"].items() if key != "version"} for node in (old, new))
    if before != after:
        yield Change(Impact.TEXT, "info", "changed")
    for key in ("openapi", "tags", "externalDocs"):
        if old.get(key) != new.get(key):
            yield Change(Impact.TEXT, key, "changed")
    yield from _changes("servers", _changes_of_servers(old.get("servers", []), new.get("servers", [])))
    compared_separately = (
        "openapi",
        "info",
        "tags",
        "servers",
        "security",
        "components",
        "x-pagination-styles",
        *PATH_ITEMS,
    )
    yield from _changes("openapi", changes_of_keys(old, new, compared_separately))
    for style, findings in _changes_of_entries(old.get("x-pagination-styles", {}), new.get("x-pagination-styles", {})):
        yield from _changes("x-pagination-styles", ((impact, f"{style} {message}") for impact, message in findings))
    schemes = (node.get("components", {}).get("securitySchemes", {}) for node in (old, new))
    for name, findings in _changes_of_entries(*schemes):
        yield from _changes(name, findings)


def _changes_of_servers(old: list[Node], new: list[Node]) -> Findings:
    before, after = ({server["url"]: server for server in servers} for servers in (old, new))

    def compare(url: str) -> Findings:
        yield from changes_of_texts(before[url], after[url])
        yield from changes_of_keys(before[url], after[url])

    yield from changes_of_table(before, after, "{}", compare)


def _changes_of_entries(old: Node, new: Node) -> Iterator[tuple[str, Findings]]:
    """Yield name and changes of the entries of a table."""
    for name in [*old, *(name for name in new if name not in old)]:
        if name not in new:
            yield name, iter([(Impact.BREAKING, "was removed")])
        elif name not in old:
            yield name, iter([(Impact.COMPATIBLE, "was added")])
        else:
            yield name, _changes_of_entry(old[name], new[name])


def _changes_of_entry(old: Node | str, new: Node | str) -> Findings:
    """Yield the changes of a pagination style, a security scheme, one of its flows, or the description of a scope."""
    if isinstance(old, str) or isinstance(new, str):
        if old != new:
            yield Impact.TEXT, "description changed"
        return
    yield from changes_of_texts(old, new)
    yield from changes_of_keys(old, new, _NESTED_TABLES)
    for table in _NESTED_TABLES:
        for name, findings in _changes_of_entries(old.get(table, {}), new.get(table, {})):
            yield from ((impact, f"{name}: {message}") for impact, message in findings)


def _changes_of_shared_parts(old: Node, new: Node) -> Iterator[Change]:
    """Yield the changes of parameters, responses and headers that operations refer to by the same name."""
    comparison = OperationComparison(old, new)
    tables = {
        "parameters": comparison.changes_of_parameter,
        "responses": comparison.changes_of_response,
        "headers": comparison.changes_of_header,
    }
    for kind, compare_part in tables.items():
        before, after = (document.get("components", {}).get(kind, {}) for document in (old, new))
        for name in before:
            if name in after:
                yield from _changes(name, compare_part(before[name], after[name]))


def _changes_of_operations(old: Node, new: Node) -> Iterator[Change]:
    for table in PATH_ITEMS:
        compare_operation = OperationComparison(old, new, webhooks=table == "webhooks").compare
        before, after = list(_operations(old, table)), list(_operations(new, table))
        for operation in before:
            subject = _subject(table, operation)
            counterpart = _find(operation, after)
            if counterpart is None:
                yield Change(Impact.BREAKING, subject, "was removed")
                continue
            after.remove(counterpart)
            if operation[1] != counterpart[1] or _without_names(operation[0]) != _without_names(counterpart[0]):
                moved = f"{operation[1].upper()} {operation[0]} -> {counterpart[1].upper()} {counterpart[0]}"
                yield Change(Impact.BREAKING, subject, moved)
            yield from _changes(subject, compare_operation(operation[2], operation[3], counterpart[2], counterpart[3]))
        for added in after:
            yield Change(Impact.COMPATIBLE, _subject(table, added), "was added")


def _operations(document: Node, table: str) -> Iterator[_Operation]:
    for path, item in document.get(table, {}).items():
        for method in METHODS:
            if isinstance(item.get(method), dict):
                yield path, method, _with_defaults(item, item[method]), item


def _with_defaults(item: Node, operation: Node) -> Node:
    """Return an operation with the keys that it takes from its path item."""
    return {**{key: item[key] for key in ("servers",) if key in item}, **operation}


def _find(wanted: _Operation, operations: list[_Operation]) -> _Operation | None:
    """Return the operation with the same path and method, or else the one with the same operationId."""
    path, method, operation, _ = wanted
    for other in operations:
        if other[1] == method and _without_names(other[0]) == _without_names(path):
            return other
    name = operation.get("operationId")
    return next((other for other in operations if name and other[2].get("operationId") == name), None)


def _without_names(path: str) -> str:
    """Return a path without the names of its parameters, which are not sent."""
    return re.sub(r"{[^}]*}", "{}", path)


def _subject(table: str, operation: _Operation) -> str:
    return operation[0] if table == "webhooks" else str(operation[2].get("operationId", operation[0]))


def _changes_of_schemas(old: Node, new: Node) -> Iterator[Change]:
    """Yield the changes of named schemas, each of which is compared once, for all of its uses."""
    before, after = (document.get("components", {}).get("schemas", {}) for document in (old, new))
    directions = _directions(old)
    compare_schema = SchemaComparison(old, new).compare
    for name in before:
        if name not in after:
            yield Change(Impact.BREAKING, name, "was removed")
        else:
            yield from _changes(name, compare_schema(before[name], after[name], directions.get(name, BOTH)))
    for name in after:
        if name not in before:
            yield Change(Impact.COMPATIBLE, name, "was added")


def _directions(document: Node) -> dict[str, Direction]:
    """Return the directions in which each named schema is used, directly or inside another one."""
    found: dict[str, Direction] = {}
    for table in PATH_ITEMS:
        request, response = Direction.REQUEST, Direction.RESPONSE
        if table == "webhooks":
            request, response = response, request
        for _, _, operation, item in _operations(document, table):
            sent = [operation.get("parameters", []), operation.get("requestBody", {}), item.get("parameters", [])]
            _mark(document, sent, request, found)
            _mark(document, operation.get("responses", {}), response, found)
    return found


def _mark(document: Node, node: Any, direction: Direction, found: dict[str, Direction]) -> None:
    """Add a direction to every schema that a node refers to."""
    waiting = list(references(node))
    seen: set[str] = set()
    while waiting:
        reference = waiting.pop()
        if reference in seen or reference.startswith("#/components/examples/"):
            continue
        seen.add(reference)
        if reference.startswith("#/components/schemas/"):
            name = reference.split("/")[-1]
            found[name] = found.get(name, direction) | direction
        waiting.extend(references(resolve(document, {"$ref": reference})))
