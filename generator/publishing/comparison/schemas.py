"""Compare two schemas. Different spellings of the same values, such as `type: [string, "null"]` and an `anyOf` of both, are equal."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import attrs

from ...openapi import branches, resolve
from .change import (
    Direction,
    Finding,
    Findings,
    Impact,
    Node,
    changes_of_key,
    changes_of_keys,
    changes_of_texts,
    code,
    narrowed,
    widened,
    without_texts,
)

_LOWER_LIMITS = ("minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties", "minContains")
_UPPER_LIMITS = ("maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties", "maxContains")
_RESTRICTIONS = (
    *("pattern", "format", "multipleOf", "uniqueItems", "not", "contains", "propertyNames", "patternProperties"),
    *("dependentRequired", "dependentSchemas", "unevaluatedProperties", "unevaluatedItems", "prefixItems"),
    *("contentEncoding", "contentMediaType", "contentSchema"),
)
"""Keywords that allow fewer values if they are present."""
_COMPARED_SEPARATELY = {
    *_LOWER_LIMITS,
    *_UPPER_LIMITS,
    *_RESTRICTIONS,
    *("type", "nullable", "anyOf", "oneOf", "enum", "const", "x-extensible-enum", "discriminator", "default"),
    *("properties", "required", "items", "additionalProperties", "$ref"),
}
_NO_EFFECT: dict[str, Any] = {"uniqueItems": False, "minLength": 0, "minItems": 0, "minProperties": 0}
"""Values that mean the same as a missing keyword."""


@attrs.frozen
class _Form:
    """One kind of values that a schema allows: those of a named schema, or those of one JSON type."""

    schema: Node
    name: str = ""
    """The name of the schema that it refers to."""
    type: str = ""
    """The JSON type; empty for any."""

    def __str__(self) -> str:
        return self.name or self.type or "any value"


class SchemaComparison:
    """Compares schemas of two documents."""

    def __init__(self, old: Node, new: Node) -> None:
        self._old, self._new = old, new
        self._open: set[tuple[str, str]] = set()
        """The pairs of named schemas whose contents are being compared, since schemas may refer to themselves."""

    def compare(self, old: Any, new: Any, direction: Direction) -> Findings:
        """Yield the changes of a schema. Schemas to which both refer by the same name are compared elsewhere."""
        old, new = _as_mapping(old), _as_mapping(new)
        if old == new:
            return
        default_impact = Impact.BREAKING if Direction.REQUEST in direction else Impact.COMPATIBLE
        yield from changes_of_texts(old, new)
        yield from changes_of_key(old, new, "default", default_impact, default_impact)
        yield from _changes_of_discriminator(old.get("discriminator"), new.get("discriminator"))
        yield from changes_of_keys(old, new, _COMPARED_SEPARATELY)
        old_forms, old_nullable = _forms(self._old, old)
        new_forms, new_nullable = _forms(self._new, new)
        if old_nullable != new_nullable:
            yield (
                (widened(direction), "may now be null") if new_nullable else (narrowed(direction), "is no longer null")
            )
        yield from self._changes_of_forms(old_forms, new_forms, direction)

    def same(self, old: Any, new: Any) -> bool:
        """Return whether two schemas of differently named parts are the same, except for texts and the names of those parts."""
        before, after = ({**without_texts(schema), "x-also-named": None} for schema in (old, new))
        return bool(before == after)

    def _changes_of_forms(self, old: list[_Form], new: list[_Form], direction: Direction) -> Findings:
        pairs, removed, added = _pair(old, new)
        for before, after in pairs:
            yield from self._changes_of_form(before, after, direction)
        for form in removed:
            yield narrowed(direction), f"can no longer be: {form}"
        is_open = any(_is_fallback(self._old, form, old) for form in old)
        for form in added:
            yield Impact.COMPATIBLE if is_open else widened(direction), f"can now be: {form}"

    def _changes_of_form(self, old: _Form, new: _Form, direction: Direction) -> Findings:
        if old.name and old.name == new.name:
            return
        if old.name or new.name:
            yield from self._changes_of_references(old, new, direction)
            return
        if old.type != new.type:
            yield _change_of_type(old, new, direction)
            return
        yield from _changes_of_values(old.schema, new.schema, direction)
        yield from _changes_of_limits(old.schema, new.schema, direction)
        yield from self._changes_of_properties(old.schema, new.schema, direction)
        if "items" in old.schema or "items" in new.schema:
            found = self.compare(old.schema.get("items", {}), new.schema.get("items", {}), direction)
            yield from ((impact, f"items: {message}") for impact, message in found)
        yield from self._changes_of_additional_properties(old.schema, new.schema, direction)

    def _changes_of_references(self, old: _Form, new: _Form, direction: Direction) -> Findings:
        """Yield one change for another name, with the impact of the differences of their contents."""
        pair = (old.name, new.name)
        if pair in self._open:
            return
        self._open.add(pair)
        contents = list(
            self.compare(resolve(self._old, old.schema), resolve(self._new, new.schema), direction),
        )
        self._open.discard(pair)
        impact = max((impact for impact, _ in contents), default=Impact.TEXT)
        if old.name and new.name:
            yield max(impact, Impact.COMPATIBLE), f"refers to {new.name}, and no longer to {old.name}"
        else:
            yield from contents

    def _changes_of_properties(self, old: Node, new: Node, direction: Direction) -> Findings:
        before, after = old.get("properties", {}), new.get("properties", {})
        required_before, required_after = set(old.get("required", [])), set(new.get("required", []))
        removed = [name for name in before if name not in after]
        added = [name for name in after if name not in before]
        for name in list(removed):
            counterpart = next((other for other in added if self.same(before[name], after[other])), None)
            if counterpart is not None:
                removed.remove(name)
                added.remove(counterpart)
                yield Impact.BREAKING, f"property `{name}` was renamed to `{counterpart}`"
        for name in removed:
            yield Impact.BREAKING, f"property `{name}` was removed"
        for name in added:
            must = Direction.REQUEST in direction and name in required_after
            yield (
                Impact.BREAKING if must else Impact.COMPATIBLE,
                f"{'required ' * must}property `{name}` was added",
            )
        for name in before.keys() & after.keys() | (required_before ^ required_after) - {*before, *after}:
            if name in required_after and name not in required_before:
                yield narrowed(direction), f"property `{name}` is now required"
            if name in required_before and name not in required_after:
                yield widened(direction), f"property `{name}` is no longer required"
        for name in before:
            if name in after:
                for impact, message in self.compare(before[name], after[name], direction):
                    yield impact, f"`{name}`: {message}"

    def _changes_of_additional_properties(self, old: Node, new: Node, direction: Direction) -> Findings:
        before, after = old.get("additionalProperties", True), new.get("additionalProperties", True)
        before, after = (True if value == {} else value for value in (before, after))
        if isinstance(before, dict) and isinstance(after, dict):
            for impact, message in self.compare(before, after, direction):
                yield impact, f"additional properties: {message}"
        elif before != after:
            more = after is True or before is False
            yield (widened if more else narrowed)(direction), f"allows {'more' if more else 'fewer'} other properties"


def _as_mapping(schema: Any) -> Node:
    """Return a schema as a mapping; true and false are schemas too."""
    return schema if isinstance(schema, dict) else {} if schema is not False else {"not": {}}


def _forms(document: Node, schema: Node) -> tuple[list[_Form], bool]:
    """Return the kinds of values that a schema allows, and whether null is one of them."""
    if "$ref" in schema:
        return [_Form({"$ref": schema["$ref"]}, name=schema["$ref"].split("/")[-1])], False
    nullable = schema.get("nullable") is True
    forms: list[_Form] = []
    if branches(schema):
        for branch in branches(schema):
            inner, null = _forms(document, _as_mapping(branch))
            nullable = nullable or null
            forms += inner
        return forms, nullable
    listed = schema.get("type", [])
    types = [listed] if isinstance(listed, str) else list(listed)
    if "null" in types:
        nullable = True
        types.remove("null")
        if not types:
            return [], True
    return [_Form(schema, type=name) for name in types or [""]], nullable


def _pair(old: list[_Form], new: list[_Form]) -> tuple[list[tuple[_Form, _Form]], list[_Form], list[_Form]]:
    """Return the pairs of forms that belong together, those without a counterpart in `new`, and those without one in `old`."""
    pairs: list[tuple[_Form, _Form]] = []
    removed, added = list(old), list(new)
    rules: tuple[Callable[[_Form, _Form], bool], ...] = (
        lambda left, right: bool(left.name) and left.name == right.name,
        lambda left, right: left.schema == right.schema and left.type == right.type,
        lambda left, right: without_texts(left.schema) == without_texts(right.schema) and left.type == right.type,
        lambda left, right: not left.name and not right.name and left.type == right.type,
    )
    for belongs in rules:
        for form in list(removed):
            counterpart = next((other for other in added if belongs(form, other)), None)
            if counterpart is not None:
                pairs.append((form, counterpart))
                removed.remove(form)
                added.remove(counterpart)
    if len(removed) == len(added) == 1:
        return [*pairs, (removed[0], added[0])], [], []
    return pairs, removed, added


def _is_fallback(document: Node, form: _Form, forms: list[_Form]) -> bool:
    """Return whether a form is the open fallback of a union: readers already expect variants that they do not know."""
    variants = [resolve(document, other.schema).get("properties", {}) for other in forms if other.name]
    own = resolve(document, form.schema).get("properties", {})
    tagged = [any("const" in resolve(document, child) for child in variant.values()) for variant in variants]
    return bool(form.name) and any(tagged) and not any("const" in resolve(document, child) for child in own.values())


def _change_of_type(old: _Form, new: _Form, direction: Direction) -> Finding:
    message = f"type {old} -> {new}"
    if (old.type, new.type) == ("integer", "number") or not new.type:
        return widened(direction), message
    if (old.type, new.type) == ("number", "integer") or not old.type:
        return narrowed(direction), message
    return Impact.BREAKING, message


def _changes_of_discriminator(old: Node | None, new: Node | None) -> Findings:
    if old is None and new is not None:
        yield Impact.COMPATIBLE, "discriminator was added"
    elif old is not None and new is None:
        yield Impact.BREAKING, "discriminator was removed"
    elif old is not None and new is not None:
        yield from changes_of_key(old, new, "propertyName", Impact.BREAKING, Impact.BREAKING)
        before, after = old.get("mapping", {}), new.get("mapping", {})
        for tag in [*before, *(tag for tag in after if tag not in before)]:
            if before.get(tag) != after.get(tag):
                message = f"discriminator `{tag}`: {code(before.get(tag))} -> {code(after.get(tag))}"
                yield Impact.COMPATIBLE if tag not in before else Impact.BREAKING, message


def _changes_of_values(old: Node, new: Node, direction: Direction) -> Findings:
    """Yield the changes of an enumeration. A new value of an open one breaks no reader; a known value is a name in generated clients."""
    before, after = _closed(old), _closed(new)
    if before is None and after is not None:
        yield narrowed(direction), "allows only certain values"
    if before is not None and after is None:
        yield widened(direction), "allows other values than those listed"
    for value in _known(new):
        if value not in _known(old):
            is_new = before is not None and after is not None
            yield widened(direction) if is_new else Impact.COMPATIBLE, f"new value {value}"
    for value in _known(old):
        if value not in _known(new):
            is_open = before is None or after is None
            yield Impact.BREAKING if is_open else narrowed(direction), f"value {value} was removed"


def _closed(schema: Node) -> list[Any] | None:
    values: list[Any] | None = schema.get("enum", [schema["const"]] if "const" in schema else None)
    return values


def _known(schema: Node) -> list[str]:
    """Return the listed values as JSON."""
    return [json.dumps(value) for value in _closed(schema) or schema.get("x-extensible-enum", [])]


def _changes_of_limits(old: Node, new: Node, direction: Direction) -> Findings:
    for key in (*_LOWER_LIMITS, *_UPPER_LIMITS, *_RESTRICTIONS):
        before, after = (_effective(node, key) for node in (old, new))
        if before == after:
            continue
        message = f"{key} {code(before)} -> {code(after)}"
        if after is None:
            yield widened(direction), message
        elif before is None:
            yield narrowed(direction), message
        elif key in _RESTRICTIONS:
            yield Impact.BREAKING, message
        else:
            yield (narrowed if (after > before) == (key in _LOWER_LIMITS) else widened)(direction), message


def _effective(schema: Node, key: str) -> Any:
    value = without_texts(schema.get(key))
    return None if value == _NO_EFFECT.get(key) else value
