"""Compare two versions of an operation: its identity, parameters, request, responses and security."""

from __future__ import annotations

from typing import Any

from ...openapi import resolve
from .change import (
    Direction,
    Findings,
    Impact,
    Node,
    changes_of_key,
    changes_of_keys,
    changes_of_table,
    changes_of_texts,
)
from .schemas import SchemaComparison

_STYLES = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}
_OPERATION_KEYS = {"parameters", "requestBody", "responses", "security", "x-rate-limit"}
_PARAMETER_KEYS = {"name", "in", "required", "schema", "content", "style", "explode", "x-client-parameter"}


class OperationComparison:
    """Compares operations of two documents. In a webhook the service sends the request, so both directions are exchanged."""

    def __init__(self, old: Node, new: Node, *, webhooks: bool = False) -> None:
        self._old, self._new = old, new
        self._schemas = SchemaComparison(old, new)
        directions = (Direction.REQUEST, Direction.RESPONSE)
        self._request, self._response = reversed(directions) if webhooks else directions

    def compare(self, old: Node, old_item: Node, new: Node, new_item: Node) -> Findings:
        """Yield the changes of an operation, each with the item of its path."""
        yield from changes_of_texts(old, new)
        yield from changes_of_keys(old, new, _OPERATION_KEYS)
        yield from _changes_of_rate_limits(old.get("x-rate-limit", []), new.get("x-rate-limit", []))
        yield from self._changes_of_parameters(_by_name(self._old, old, old_item), _by_name(self._new, new, new_item))
        yield from self._changes_of_body(
            resolve(self._old, old.get("requestBody")), resolve(self._new, new.get("requestBody"))
        )
        yield from self._changes_of_responses(old.get("responses", {}), new.get("responses", {}))
        yield from _changes_of_security(_security(self._old, old), _security(self._new, new))

    def _changes_of_parameters(self, old: dict[tuple[str, str], Node], new: dict[tuple[str, str], Node]) -> Findings:
        removed, added = [key for key in old if key not in new], [key for key in new if key not in old]
        for key in list(removed):
            counterpart = next(
                (other for other in added if other[0] == key[0] and self._same(old[key], new[other])), None
            )
            if counterpart is not None:
                removed.remove(key)
                added.remove(counterpart)
                yield Impact.BREAKING, f"{key[0]} parameter `{key[1]}` was renamed to `{counterpart[1]}`"
        for location, name in removed:
            yield Impact.BREAKING, f"{location} parameter `{name}` was removed"
        for location, name in added:
            required = resolve(self._new, new[location, name]).get("required", False)
            impact = Impact.BREAKING if required else Impact.COMPATIBLE
            yield impact, f"{'required ' * required}{location} parameter `{name}` was added"
        for key, before in old.items():
            if key in new:
                for impact, message in self.changes_of_parameter(before, new[key]):
                    yield impact, f"{key[0]} parameter `{key[1]}`: {message}"

    def _same(self, old: Node, new: Node) -> bool:
        old, new = resolve(self._old, old), resolve(self._new, new)
        return old.get("required") == new.get("required") and self._schemas.same(old.get("schema"), new.get("schema"))

    def changes_of_parameter(self, old: Node, new: Node) -> Findings:
        """Yield the changes of a parameter, unless both are references to the same name."""
        if _is_same_reference(old, new):
            return
        old, new = resolve(self._old, old), resolve(self._new, new)
        yield from changes_of_texts(old, new)
        yield from _changes_of_required(old, new)
        yield from changes_of_keys(old, new, _PARAMETER_KEYS)
        before, after = ({"style": _style(node), "explode": _explode(node)} for node in (old, new))
        for key in before:
            yield from changes_of_key(before, after, key, Impact.BREAKING, Impact.BREAKING)
        if old.get("x-client-parameter") != new.get("x-client-parameter"):
            is_setting = new.get("x-client-parameter") is True
            breaks = is_setting or new.get("required") is True
            message = "is a setting of the client, not an argument" if is_setting else "is an argument of the method"
            yield Impact.BREAKING if breaks else Impact.COMPATIBLE, message
        yield from self._schemas.compare(old.get("schema", {}), new.get("schema", {}), self._request)
        if "content" in old or "content" in new:
            yield from self._changes_of_content(old.get("content", {}), new.get("content", {}), self._request)

    def _changes_of_body(self, old: Node | None, new: Node | None) -> Findings:
        if old is None and new is not None:
            required = new.get("required", False)
            yield Impact.BREAKING if required else Impact.COMPATIBLE, f"{'required ' * required}request body was added"
        elif old is not None and new is None:
            yield Impact.BREAKING, "request body was removed"
        elif old is not None and new is not None:
            findings = [*changes_of_texts(old, new), *_changes_of_required(old, new)]
            findings += self._changes_of_content(old.get("content", {}), new.get("content", {}), self._request)
            yield from ((impact, f"request body: {message}") for impact, message in findings)

    def _changes_of_responses(self, old: Node, new: Node) -> Findings:
        for status in [*old, *(status for status in new if status not in old)]:
            if status not in new:
                yield Impact.BREAKING if status.startswith("2") else Impact.COMPATIBLE, f"response {status} was removed"
            elif status not in old:
                yield Impact.COMPATIBLE, f"response {status} was added"
            else:
                for impact, message in self.changes_of_response(old[status], new[status]):
                    yield impact, f"response {status}: {message}"

    def changes_of_response(self, old: Node, new: Node) -> Findings:
        """Yield the changes of a response, unless both are references to the same name."""
        if _is_same_reference(old, new):
            return
        old, new = resolve(self._old, old), resolve(self._new, new)
        yield from changes_of_texts(old, new)
        yield from self._changes_of_content(old.get("content", {}), new.get("content", {}), self._response)
        before, after = _lower_case(old.get("headers", {})), _lower_case(new.get("headers", {}))

        def compare(name: str) -> Findings:
            for impact, message in self.changes_of_header(before[name], after[name]):
                yield impact, f"header `{name}`: {message}"

        yield from changes_of_table(before, after, "header `{}`", compare)
        yield from changes_of_keys(old, new, {"content", "headers"})

    def changes_of_header(self, old: Node, new: Node) -> Findings:
        """Yield the changes of a header of a response, unless both are references to the same name."""
        if _is_same_reference(old, new):
            return
        old, new = resolve(self._old, old), resolve(self._new, new)
        yield from changes_of_texts(old, new)
        if old.get("required", False) != new.get("required", False):
            is_required = new.get("required", False)
            yield (
                Impact.COMPATIBLE if is_required else Impact.BREAKING,
                f"is {'now' if is_required else 'no longer'} required",
            )
        yield from self._schemas.compare(old.get("schema", {}), new.get("schema", {}), self._response)

    def _changes_of_content(self, old: Node, new: Node, direction: Direction) -> Findings:
        def compare(media: str) -> Findings:
            yield from changes_of_texts(old[media], new[media])
            yield from changes_of_key(old[media], new[media], "encoding", Impact.BREAKING, Impact.BREAKING)
            yield from self._schemas.compare(old[media].get("schema", {}), new[media].get("schema", {}), direction)

        yield from changes_of_table(old, new, "{}", compare)


def _changes_of_required(old: Node, new: Node) -> Findings:
    if old.get("required", False) != new.get("required", False):
        is_required = new.get("required", False)
        message = f"is {'now' if is_required else 'no longer'} required"
        yield Impact.BREAKING if is_required else Impact.COMPATIBLE, message


def _changes_of_rate_limits(old: Any, new: Any) -> Findings:
    """Yield the changes of rate limits. Users of a client refer to them by name."""
    before, after = ({limit["name"]: limit for limit in _listed(limits)} for limits in (old, new))

    def compare(name: str) -> Findings:
        if before[name] != after[name]:
            yield Impact.COMPATIBLE, f"the rate limit `{name}` was changed"

    yield from changes_of_table(before, after, "the rate limit `{}`", compare)


def _security(document: Node, operation: Node) -> list[Node]:
    owner = operation if "security" in operation else document
    return list(owner.get("security", []))


def _changes_of_security(old: list[Node], new: list[Node]) -> Findings:
    """Yield the changes of security: what was sufficient must still be sufficient."""
    before, after = ([_needs(requirement) for requirement in listed] or [frozenset()] for listed in (old, new))
    for needs in before:
        if not any(other <= needs for other in after):
            yield Impact.BREAKING, f"is no longer authorized by {_name(needs)}"
    for needs in after:
        if not any(other <= needs for other in before):
            yield Impact.COMPATIBLE, f"is also authorized by {_name(needs)}"
        elif needs not in before and any(needs < other for other in before):
            yield Impact.COMPATIBLE, f"is already authorized by {_name(needs)}"


def _needs(requirement: Node) -> frozenset[str]:
    """Return what a requirement needs: schemes, and scopes of schemes."""
    schemes = list(requirement)
    return frozenset([*schemes, *(f"{scheme}: {scope}" for scheme in schemes for scope in requirement[scheme])])


def _name(needs: frozenset[str]) -> str:
    return f"`{', '.join(sorted(needs))}`" if needs else "nothing"


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _by_name(document: Node, operation: Node, item: Node) -> dict[tuple[str, str], Node]:
    """Return the parameters, as declared, by location and name; names of headers are not case-sensitive."""
    found: dict[tuple[str, str], Node] = {}
    for declared in [*item.get("parameters", []), *operation.get("parameters", [])]:
        node = resolve(document, declared)
        found[node["in"], node["name"].lower() if node["in"] == "header" else node["name"]] = declared
    return found


def _is_same_reference(old: Node, new: Node) -> bool:
    """Return whether two nodes refer to a component of the same name. Components are compared once."""
    return "$ref" in old and old["$ref"] == new.get("$ref")


def _lower_case(headers: Node) -> Node:
    return {name.lower(): header for name, header in headers.items()}


def _style(parameter: Node) -> str:
    return str(parameter.get("style", _STYLES[parameter["in"]]))


def _explode(parameter: Node) -> bool:
    return bool(parameter.get("explode", _style(parameter) == "form"))
