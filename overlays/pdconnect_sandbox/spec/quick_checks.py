"""Schemas of the description, compiled to functions that tell in no time whether a value fits.

A page of a hundred accounts takes jsonschema tens of milliseconds and these a fraction of one. They tell nothing else:
what is wrong with a value that does not fit is jsonschema's to say, and so is everything about a schema with a keyword
that is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from ..wire.types import JsonObject, as_list, as_object
from .document import Document

Check: TypeAlias = Callable[[Any], bool]

_SAYS_NOTHING = frozenset(
    ("title", "description", "examples", "example", "default", "deprecated", "readOnly", "writeOnly")
)


class UnknownKeyword(Exception):
    """A schema says something that is not known here."""


class QuickChecks:
    """The schemas of one description, each compiled when first needed."""

    def __init__(self, document: Document, formats: Mapping[str, Check]) -> None:
        """Take formats to be what these say; others mean nothing."""
        self._document = document
        self._formats = formats
        self._checks: dict[str, Check] = {}

    def fits(self, pointer: str, value: Any) -> bool:
        """Tell whether a value surely fits the schema at a pointer; False also where nobody here knows."""
        try:
            return self._check(pointer)(value)
        except UnknownKeyword:
            return False

    def _check(self, pointer: str) -> Check:
        if pointer not in self._checks:
            self._checks[pointer] = self._compiled(self._document.follow(pointer)[1])
        return self._checks[pointer]

    def _compiled(self, schema: Any) -> Check:
        if isinstance(schema, bool):
            return lambda value: schema
        return _all_of(list(self._parts(schema)))

    def _parts(self, schema: JsonObject) -> Iterator[Check]:
        for keyword, meant in schema.items():
            if keyword in _SIMPLE:
                yield _SIMPLE[keyword](meant)
            elif keyword == "$ref":
                yield self._reference(meant.removeprefix("#"))
            elif keyword == "format":
                yield self._formats.get(meant, _anything)
            elif keyword == "properties":
                yield self._properties(meant)
            elif keyword == "additionalProperties":
                yield self._other_properties(schema.get("properties", {}), meant)
            elif keyword == "items":
                yield _items(self._compiled(meant))
            elif keyword == "anyOf":
                yield _any_of([self._compiled(one) for one in meant])
            elif keyword == "not":
                yield _negated(self._compiled(meant))
            elif not (keyword in _SAYS_NOTHING or keyword.startswith("x-")):
                raise UnknownKeyword(keyword)

    def _reference(self, pointer: str) -> Check:
        """Return a check that is compiled when it is first used, as schemas may refer to themselves."""
        return lambda value: self._check(pointer)(value)

    def _properties(self, schemas: Mapping[str, Any]) -> Check:
        # First those that tell the variants of a union from each other.
        ordered = sorted(schemas.items(), key=lambda one: "const" not in (as_object(one[1]) or {}))
        checks = [(name, self._compiled(schema)) for name, schema in ordered]

        def check(value: Any) -> bool:
            fields = as_object(value) or {}
            for name, fits in checks:  # noqa: SIM110 - see below
                if name in fields and not fits(fields[name]):
                    return False
            return True

        return check

    def _other_properties(self, known: Mapping[str, Any], schema: Any) -> Check:
        fits = self._compiled(schema)

        def check(value: Any) -> bool:
            fields = as_object(value)
            return fields is None or all(fits(one) for name, one in fields.items() if name not in known)

        return check


def _anything(value: Any) -> bool:
    return True


def _items(fits: Check) -> Check:
    def check(value: Any) -> bool:
        items = as_list(value)
        return items is None or all(map(fits, items))

    return check


# Loops, as they take half the time of `all` and `any` with what they need.


def _all_of(checks: Sequence[Check]) -> Check:
    def check(value: Any) -> bool:
        for fits in checks:  # noqa: SIM110 - see above
            if not fits(value):
                return False
        return True

    return checks[0] if len(checks) == 1 else check


def _any_of(checks: Sequence[Check]) -> Check:
    def check(value: Any) -> bool:
        for fits in checks:  # noqa: SIM110 - see above
            if fits(value):
                return True
        return False

    return check


def _negated(fits: Check) -> Check:
    return lambda value: not fits(value)


def _of_type(kinds: Any) -> Check:
    names: Sequence[str] = as_list(kinds) or [kinds]
    if len(names) == 1:
        return _TYPES[names[0]]
    return _any_of([_TYPES[name] for name in names])


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_integer(value: Any) -> bool:
    return (isinstance(value, int) and not isinstance(value, bool)) or (isinstance(value, float) and value.is_integer())


_TYPES: Mapping[str, Check] = {
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": _is_integer,
    "number": _is_number,
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "null": lambda value: value is None,
}


def _one_of_values(values: Sequence[Any]) -> Check:
    # As JSON has it, true is not 1.
    return lambda value: any(value == one and isinstance(value, bool) == isinstance(one, bool) for one in values)


def _required(names: Sequence[str]) -> Check:
    return lambda value: not isinstance(value, dict) or all(name in value for name in names)


def _pattern(text: str) -> Check:
    found = re.compile(text).search
    return lambda value: not isinstance(value, str) or found(value) is not None


_SIMPLE: Mapping[str, Callable[[Any], Check]] = {
    "type": _of_type,
    "const": lambda meant: _one_of_values([meant]),
    "enum": _one_of_values,
    "required": _required,
    "pattern": _pattern,
    "minLength": lambda least: lambda value: not isinstance(value, str) or len(value) >= least,
    "maxLength": lambda most: lambda value: not isinstance(value, str) or len(value) <= most,
    "minimum": lambda least: lambda value: not _is_number(value) or value >= least,
    "maximum": lambda most: lambda value: not _is_number(value) or value <= most,
}
