"""Rules for examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from jsonschema_rs import Draft202012Validator, Registry, ValidationError, ValidationErrorKind

from ..openapi import media_types, resolve
from ..problems import escape

_SECRETS = (
    re.compile(r"ctok_(?!0{8}|[0-9a-f]*(?:0123|dead|cafe|beef|feed))[0-9a-f]{32}"),
    re.compile(r"eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}"),
    re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY"),
    re.compile(r"gh[pousr]_[A-Za-z0-9]{36}|xox[abprs]-[0-9A-Za-z-]{20,}|AKIA[0-9A-Z]{16}"),
)


def is_valid(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check every example against the schema of its body."""
    registry = Registry([("urn:document", {"$schema": "https://json-schema.org/draft/2020-12/schema", **document})])
    for pointer, media, _ in media_types(document):
        schema = {"$ref": f"urn:document#{quote(pointer)}/schema"} if "schema" in media else {}
        try:
            validator = Draft202012Validator(schema, registry=registry, validate_formats=True)
        except ValueError as error:
            yield f"{pointer}/schema", f"cannot be used to validate examples: {str(error).splitlines()[0]}"
            continue
        for name, reference in media.get("examples", {}).items():
            example = resolve(document, reference)
            location = (
                reference["$ref"].removeprefix("#") if "$ref" in reference else f"{pointer}/examples/{escape(name)}"
            )
            if "summary" not in example:
                yield location, "has no summary"
            if "value" not in example:
                yield location, "has no value"
                continue
            for violation in map(_most_specific, validator.iter_errors(example["value"])):
                steps = "".join(f"/{escape(str(step))}" for step in violation.instance_path)
                yield f"{location}/value{steps}", f"does not match the schema at {pointer}: {violation.message[:300]}"


def _most_specific(error: ValidationError) -> ValidationError:
    """Return the error itself. For a value that has none of several forms, return the deepest error of the form that fits best."""
    while True:
        if isinstance(error.kind, ValidationErrorKind.OneOfMultipleValid):
            return error
        forms: list[list[ValidationError]] = getattr(error.kind, "context", [])
        inner = [found for errors in forms for found in errors if len(found.instance_path) > len(error.instance_path)]
        if not inner:
            return error  # no form fits better than another one
        error = max(inner, key=lambda found: len(found.instance_path))


def contains_no_secret(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that no value looks like a real credential."""
    for name, example in document.get("components", {}).get("examples", {}).items():
        for pointer, text in _strings(f"/components/examples/{escape(name)}/value", example.get("value")):
            if any(pattern.search(text) for pattern in _SECRETS):
                yield pointer, "looks like a real credential; use an obviously fake value"


def _strings(pointer: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield pointer, value
    elif isinstance(value, dict):
        for name, child in value.items():
            yield from _strings(f"{pointer}/{escape(str(name))}", child)
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _strings(f"{pointer}/{index}", child)
