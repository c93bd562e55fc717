"""Check values against schemas of the specification, and describe the problems in words.

The descriptions never repeat the value: it may be a secret, and the text is written to logs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

from jsonschema_rs import Draft202012Validator, Registry, ValidationError

from ..wire.types import JsonObject, as_list
from .document import Document

_URI = "urn:pdconnect:openapi"


class Schemas:
    """The schemas of one specification. The validator of a schema is built when it is first needed, and then reused."""

    def __init__(self, document: Document) -> None:
        """Make every `$ref` of the specification resolvable."""
        self._registry = Registry([(_URI, document.content)])
        self._validators: dict[str, Draft202012Validator] = {}

    def problems(self, pointer: str, value: Any, where: str) -> list[str]:
        """Return everything that is wrong with a value, each as `<where>: <what>`.

        Args:
            pointer: JSON pointer of the schema in the specification.
            value: The JSON value to check.
            where: Name of the value in the descriptions, such as `body`.
        """
        return _problems(self._validator(pointer), value, where)

    def _validator(self, pointer: str) -> Draft202012Validator:
        if pointer not in self._validators:
            self._validators[pointer] = _build_validator({"$ref": f"{_URI}#{quote(pointer)}"}, self._registry)
        return self._validators[pointer]


@cache
def schemas_of(document: Document) -> Schemas:
    """Return the schemas of a specification. They are prepared once, as this takes some milliseconds."""
    return Schemas(document)


def problems_with(schema: JsonObject, value: Any, where: str) -> list[str]:
    """Return everything that is wrong with a value by a schema that needs no other; see `Schemas.problems`."""
    return _problems(_build_validator(schema), value, where)


def _build_validator(schema: JsonObject, registry: Registry | None = None) -> Draft202012Validator:
    return Draft202012Validator(schema, registry=registry, formats=dict(_FORMATS), validate_formats=True, offline=True)


def _problems(validator: Draft202012Validator, value: Any, where: str) -> list[str]:
    try:
        return _descriptions(validator, value, where)
    except ValueError:  # a value that JSON has no type for
        return _problems_as_sent(validator, value, where)


def _problems_as_sent(validator: Draft202012Validator, value: Any, where: str) -> list[str]:
    """Check the JSON that Python writes for a value, such as a string for a key that is an integer."""
    try:
        return _descriptions(validator, json.loads(json.dumps(value)), where)
    except (TypeError, ValueError):
        return [f"{where}: must be JSON"]


def _descriptions(validator: Draft202012Validator, value: Any, where: str) -> list[str]:
    if validator.is_valid(value):
        return []
    return sorted({_describe(error, where) for error in validator.iter_errors(value)})


def _describe(error: ValidationError, where: str) -> str:
    while variants := list(_errors_of_variants(error)):
        # In a union, the variant that fits down to the deepest level is most likely the intended one.
        error = max(variants, key=lambda variant: len(variant.instance_path))
    location = ".".join([where, *(str(step) for step in error.instance_path)])
    keyword, limit = error.kind.name, error.kind.value
    if keyword == "falseSchema" and error.schema_path:
        keyword = str(error.schema_path[-1])  # the keyword whose value is `false`
    if keyword == "required":
        return f"{location}.{limit}: is missing"
    limits = [str(choice) for choice in as_list(limit) or [limit]]
    if keyword == "type":
        limits.sort(key="null".__eq__)
    return f"{location}: {_WORDS.get(keyword, 'does not fit {0}').format(' or '.join(limits))}"


def _errors_of_variants(error: ValidationError) -> Iterator[ValidationError]:
    for variant in getattr(error.kind, "context", ()):
        yield from variant


_WORDS = {
    "type": "must be of type {0}",
    "enum": "must be {0}",
    "const": "must be {0}",
    "minLength": "must have at least {0} characters",
    "maxLength": "must have at most {0} characters",
    "minimum": "must be at least {0}",
    "maximum": "must be at most {0}",
    "minItems": "must have at least {0} items",
    "maxItems": "must have at most {0} items",
    "pattern": "must match {0}",
    "format": "must be a valid {0}",
    "additionalProperties": "has an unknown property",
}


def _is_uri(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    has_host = bool(parts.scheme and parts.netloc)
    return (has_host or value.startswith("data:image/")) and not any(char.isspace() for char in value)


def _is_date_time(value: str) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


_FORMATS: Mapping[str, Callable[[str], bool]] = {"uri": _is_uri, "date-time": _is_date_time}
