"""Check one response against the specification."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

from jsonschema_rs import Draft202012Validator, Registry, ValidationError

from pdconnect_api.decoding import loads

from .deviation import DeviationKind, SpecDeviation
from .shortened import shorten
from .strict_document import ResponseSpec, StrictDocument

_URI = "urn:pdconnect:openapi"
_JSON_TYPES = {
    "dict": "object",
    "list": "array",
    "str": "string",
    "bool": "boolean",
    "int": "integer",
    "float": "number",
    "NoneType": "null",
}
"""The JSON types, by the names of the Python types that they are decoded to."""
_SERVICE_HEADER = re.compile(r"(x-)?ratelimit(-|$)|x-(pd|pipedream)-|(deprecation|sunset)$", re.IGNORECASE)
"""Headers that matter to clients of an API. Others come from caches, gateways and browsers' rules, and differ by the day."""
_FIELD_NAME = re.compile(r"(?=.{1,40}$)[A-Za-z_$]+(?:[0-9]{1,2}[A-Za-z_$]*)?")
"""A name that a programmer chose. Ids, e-mail addresses and the like are not shown."""
_MAX_NEW_FIELDS = 10
"""With more unknown fields than this, an object has most likely free keys, which can be data."""
_MEDIA_TYPE = re.compile(r"[a-z]{1,20}/[a-z0-9.+-]{1,60}")


class ResponseCheck:
    """Finds deviations of responses from a specification. Safe to use in several threads."""

    def __init__(self, document: StrictDocument) -> None:
        self._document = document
        self._registry = Registry([(_URI, document.content)])
        self._validators: dict[str, Draft202012Validator] = {}

    def deviations(
        self,
        operation_id: str,
        status: int,
        headers: Mapping[str, str],
        body: bytes | None,
        *,
        max_values: int | None,
    ) -> list[SpecDeviation]:
        """Return the deviations of a response, each once.

        Args:
            operation_id: Id of the operation. Unknown operations, such as workflows, have no deviations.
            status: Status of the response.
            headers: Headers of the response, by name in any case.
            body: The body, decompressed. None: it is not checked.
            max_values: JSON values of a deviating body that are examined: lists are shortened to items that deviate. None: all.
        """
        if operation_id not in self._document:
            return []
        found: dict[SpecDeviation, None] = {}

        def add(kind: DeviationKind, pointer: str = "", expected: str = "", actual: str = "") -> None:
            found[SpecDeviation(operation_id, status, kind, pointer, expected, actual)] = None

        if not self._document.has_status(operation_id, status):
            add("status")
        response = self._document.response(operation_id, status)
        if response is None or (status < 400 and found) or response.is_from_app:
            return list(found)  # the default response is that of errors
        for finding in self._header_findings(response, headers):
            add(*finding)
        if body is not None:
            for finding in self._body_findings(response, headers, body, max_values):
                add(*finding)
        of_wrong_type = {each.pointer for each in found if each.kind == "type"}
        return [each for each in found if each.kind != "value" or each.pointer not in of_wrong_type]

    def _header_findings(self, response: ResponseSpec, headers: Mapping[str, str]) -> Iterator[Finding]:
        present = {name.lower(): value for name, value in headers.items()}
        known = {name.lower() for name in response.headers}
        for name in present:
            if name not in known and _SERVICE_HEADER.match(name):
                yield "unknown_header", f"/{name}", "", ""
        for name, schema in response.headers.items():
            text = present.get(name.lower())
            if text is None:
                yield "missing_header", f"/{name.lower()}", "", ""
                continue
            kind = self._document.schema_at(schema)[1].get("type")
            value = int(text) if kind == "integer" and re.fullmatch(r"-?[0-9]{1,18}", text) else text
            for error in self._validator(schema).iter_errors(value):
                expected = " or ".join(error.kind.value) if error.kind.name == "type" else _violated(error)
                yield "header_value", f"/{name.lower()}", expected, ""

    def _body_findings(
        self, response: ResponseSpec, headers: Mapping[str, str], body: bytes, max_values: int | None
    ) -> Iterator[Finding]:
        if response.is_empty:
            if body:
                yield "body", "", "no body", ""
            return
        if response.schema is None:
            return
        if not body:
            yield "body", "", "JSON", "no body"
            return
        media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type != "application/json":
            shown = media_type if _MEDIA_TYPE.fullmatch(media_type) else ""
            yield "media_type", "", "application/json", shown
        try:
            value = loads(body)
        except (ValueError, RecursionError):
            yield "body", "", "JSON", ""
            return
        validator = self._validator(response.schema)
        try:
            if validator.is_valid(value) or not (max_values is None or shorten(value, validator, max_values)):
                return
        except ValueError:  # nested too deeply for the validator
            return
        for error in validator.iter_errors(value):
            yield from _findings(error)

    def _validator(self, pointer: str) -> Draft202012Validator:
        validator = self._validators.get(pointer)
        if validator is None:
            schema = {"$ref": f"{_URI}#{quote(pointer)}"}
            validator = Draft202012Validator(schema, registry=self._registry, validate_formats=True, offline=True)
            self._validators[pointer] = validator
        return validator


@cache
def bundled_check() -> ResponseCheck:
    """Return the check against the specification that this package was generated from. Clients share it: reading takes some time."""
    return ResponseCheck(StrictDocument.bundled())


Finding = tuple[DeviationKind, str, str, str]
"""A kind, a pointer, what is expected, and what was found."""


def _findings(error: ValidationError) -> Iterator[Finding]:
    """Yield what an error of the validator says, without a value."""
    resolved = _resolved(error)
    if resolved[0] is not error:
        for each in resolved:
            yield from _findings(each)
        return
    pointer = _pointer(error.evaluation_path[:-1])
    keyword = error.kind.name
    types = _mismatched_types(error, len(error.instance_path))
    if types:
        yield "type", pointer, _types(types), _json_type(error.instance)
    elif keyword == "additionalProperties":
        for name in _shown_names(error.kind.value):
            yield "unknown_field", f"{pointer}/{name}", "", ""
    elif keyword == "required":
        yield "missing_field", f"{pointer}/{_escaped(error.kind.value)}", "", ""
    elif error.evaluation_path[-5:-2] == ["allOf", 0, "properties"]:  # the check of a tag, see strict_document
        yield "variant", pointer, "", _json_type(error.instance)
    else:
        yield "value", pointer, _violated(error), _json_type(error.instance)


def _resolved(error: ValidationError) -> list[ValidationError]:
    """Return the errors of the variant that a value is most likely meant to be, in place of the error of a union.

    The error of a union remains if the value has the type of no variant.
    """
    depth = len(error.instance_path)
    candidates = [
        [leaf for each in errors for leaf in _resolved(each)]
        for errors in _variants(error)
        if not any(_mismatched_types(each, depth) for each in errors)
    ]
    return min(candidates, key=_distance, default=[error])


def _distance(errors: list[ValidationError]) -> tuple[int, int]:
    """Return how far a value is from a variant of a union: what differs near its root counts most."""
    depths = [len(error.instance_path) for error in errors]
    top = min(depths)
    at_top = [error for error, depth in zip(errors, depths, strict=True) if depth == top]
    return -top, sum(len(getattr(error.kind, "unexpected", "-")) for error in at_top)


def _variants(error: ValidationError) -> list[list[ValidationError]]:
    """Return the errors of each variant of a union; an empty list for other errors."""
    return getattr(error.kind, "context", [])


def _mismatched_types(error: ValidationError, depth: int) -> list[str]:
    """Return the types that a value at this depth should have, if it has none of them."""
    if len(error.instance_path) != depth:
        return []
    if error.kind.name == "type":
        return list(error.kind.value)
    of_variants = [[name for each in errors for name in _mismatched_types(each, depth)] for errors in _variants(error)]
    return [name for names in of_variants for name in names] if all(of_variants) else []


def _pointer(evaluation_path: list[str | int]) -> str:
    """Return the JSON pointer of a value, from the keywords that led to it: so it has only names of the specification."""
    steps: list[str] = []
    keywords = iter(evaluation_path)
    for keyword in keywords:
        if keyword == "properties":
            steps.append(_escaped(str(next(keywords))))
        elif keyword in ("items", "additionalProperties"):
            steps.append("*")
        elif keyword in ("anyOf", "oneOf", "allOf"):
            next(keywords)  # the index of the variant
    return "".join(f"/{step}" for step in steps)


def _shown_names(names: list[str]) -> list[str]:
    if len(names) > _MAX_NEW_FIELDS:
        return ["*"]
    return [_escaped(name) if _FIELD_NAME.fullmatch(name) else "*" for name in names]


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _types(names: list[str]) -> str:
    return " or ".join(sorted(dict.fromkeys(names), key="null".__eq__))


def _json_type(value: Any) -> str:
    return _JSON_TYPES.get(value.__class__.__name__, "")


def _violated(error: ValidationError) -> str:
    """Return the keyword that a value violates, with the name of the format."""
    keyword = error.kind.name
    return f"format {error.kind.value}" if keyword == "format" else keyword
