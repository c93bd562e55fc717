"""Checking a value against a schema of the description, and saying in words what is wrong.

The words never repeat the value: it may be a secret, and the text travels into logs.
"""

# The stubs of jsonschema and the types of referencing are only partly filled in, so pyright cannot
# know what comes out of them. No other module touches either.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from ..wire.types import JsonObject, as_list
from .document import Document
from .quick_checks import Check, QuickChecks

_URI = "urn:pdconnect:openapi"
_FORMATS = FormatChecker(formats=())


class Schemas:
    """The schemas of one description, ready for use; a validator is made when first needed."""

    def __init__(self, document: Document) -> None:
        """Make every `$ref` of the description resolvable."""
        resource = Resource.from_contents(document.content, default_specification=DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource(_URI, resource)
        self._validators: dict[str, Draft202012Validator] = {}
        self._quick = QuickChecks(document, {"uri": _is_uri, "date-time": _passes(_is_date_time)})

    def problems(self, pointer: str, value: Any, where: str) -> list[str]:
        """Return everything that is wrong with a value, each as `<where>: <what>`."""
        if self._quick.fits(pointer, value):
            return []
        return _problems(self._validator(pointer), value, where)

    def _validator(self, pointer: str) -> Draft202012Validator:
        if pointer not in self._validators:
            self._validators[pointer] = Draft202012Validator(
                {"$ref": f"{_URI}#{quote(pointer)}"}, registry=self._registry, format_checker=_FORMATS
            )
        return self._validators[pointer]


@cache
def schemas_of(document: Document) -> Schemas:
    """Return the schemas of a description; making them ready takes a while, so it is done once."""
    return Schemas(document)


def problems_with(schema: JsonObject, value: Any, where: str) -> list[str]:
    """Return everything that is wrong with a value by a schema that stands alone."""
    return _problems(Draft202012Validator(schema), value, where)


def _problems(validator: Draft202012Validator, value: Any, where: str) -> list[str]:
    return sorted({text for error in validator.iter_errors(value) for text in _tell(error, where)})


def _tell(error: ValidationError, where: str) -> Iterator[str]:
    while error.context:
        # Of a union, the variant that was followed deepest is most likely the one that was meant.
        error = max(error.context, key=lambda one: len(one.absolute_path))
    place = ".".join([where, *(str(step) for step in error.absolute_path)])
    limit: Any = error.validator_value
    if error.validator == "required":
        given: Any = error.instance
        yield from (f"{place}.{name}: is missing" for name in limit if name not in given)
    else:
        words = _WORDS.get(str(error.validator), "does not fit {0}")
        choices = [str(one) for one in as_list(limit) or [limit]]
        yield f"{place}: {words.format(' or '.join(choices))}"


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
    "additionalProperties": "has a property that is not known here",
}


def _passes(check: Check) -> Check:
    """Return the check with False for a value that makes it raise."""

    def passes(value: Any) -> bool:
        try:
            return check(value)
        except ValueError:
            return False

    return passes


@_FORMATS.checks("uri")
def _is_uri(value: object) -> bool:
    if not isinstance(value, str):
        return True
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return bool(parts.scheme and parts.netloc) and not any(char.isspace() for char in value)


@_FORMATS.checks("date-time", raises=ValueError)
def _is_date_time(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None
