"""The parameters of an operation, and values for them from text. Pure functions."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

import attrs
import typer

from pdconnect_api.constants import SENSITIVE

from ..openapi_document import Operation, declared_parameters, resolve

_INTEGER = re.compile(r"[+-]?[0-9]+").fullmatch
_BOOLEANS = {"true": True, "false": False, "1": True, "0": False}


@attrs.frozen
class Parameter:
    """One argument of an operation: a part of the path, a query parameter, or a property of the body."""

    name: str
    types: tuple[str, ...]
    """The JSON types of its value."""
    item_types: tuple[str, ...]
    """The JSON types of the items of an array."""
    required: bool
    in_path: bool
    description: str

    @property
    def is_array(self) -> bool:
        """Whether it takes several values."""
        return "array" in self.types

    @property
    def is_secret(self) -> bool:
        """Whether its value is a credential, which must not be on a command line."""
        return self.name in SENSITIVE


def parameters_of(document: Mapping[str, Any], operation: Operation) -> dict[str, Parameter]:
    """Return the parameters of an operation by name, without headers."""
    found = document["paths"][operation.path][operation.method.lower()]
    result = [
        _parameter(document, each["name"], each, each["schema"], each.get("required", False), each["in"] == "path")
        for each in declared_parameters(document, operation)
        if each["in"] != "header"
    ]
    for media in resolve(document, found.get("requestBody", {})).get("content", {}).values():
        body = resolve(document, media["schema"])
        required = body.get("required", ())
        result += [
            _parameter(document, name, resolve(document, schema), schema, name in required, False)
            for name, schema in body.get("properties", {}).items()
        ]
    return {parameter.name: parameter for parameter in result}


def read_value(parameter: Parameter, texts: list[str]) -> Any:
    """Return the value of a parameter from the strings that were passed for it. Raises BadParameter."""
    if parameter.is_array and not (len(texts) == 1 and texts[0].startswith("[")):
        return [_convert(parameter, parameter.item_types, text) for text in texts]
    if len(texts) > 1:
        raise typer.BadParameter(f"{parameter.name} takes one value, not {len(texts)}")
    return _convert(parameter, parameter.types, texts[0])


def check_names(given: Iterable[str], parameters: Mapping[str, Parameter], *, provided: Iterable[str] = ()) -> None:
    """Check that the given names are known, and that none is missing. Raises BadParameter."""
    given = dict.fromkeys(given)
    for name in given:
        if name in parameters:
            continue
        near = get_close_matches(name, parameters)
        known = ", ".join(parameters) or "none"
        raise typer.BadParameter(
            f"the name {name!r} is unknown; " + (f"did you mean {near[0]}?" if near else f"known names: {known}")
        )
    missing = [each.name for each in parameters.values() if each.required and each.name not in given]
    if still_missing := [name for name in missing if name not in set(provided)]:
        raise typer.BadParameter(f"missing: {', '.join(still_missing)}")


def _parameter(
    document: Mapping[str, Any],
    name: str,
    described: Mapping[str, Any],
    schema: Mapping[str, Any],
    required: bool,
    in_path: bool,
) -> Parameter:
    resolved = resolve(document, schema)
    items = resolve(document, resolved.get("items", {}))
    return Parameter(
        name, _types(resolved), _types(items), required, in_path, described.get("description", "").replace("`", "")
    )


def _types(schema: Mapping[str, Any]) -> tuple[str, ...]:
    types = schema.get("type", ())
    if isinstance(types, str):
        return (types,)
    alternatives = schema.get("oneOf") or schema.get("anyOf") or ()
    return (*types, *(name for each in alternatives for name in _types(each)))


def _convert(parameter: Parameter, types: tuple[str, ...], text: str) -> Any:
    for name in sorted(types, key=_ORDER.index):
        try:
            return _READERS[name](text)
        except (ValueError, KeyError, RecursionError):
            continue
    if not types:
        return text
    shown = "" if parameter.is_secret else f", not {text!r}"
    expected = " or ".join(_NOUNS[name] for name in types)
    raise typer.BadParameter(f"{parameter.name} must be {expected}{shown}")


def _json_of(kind: type) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        value = json.loads(text)
        if not isinstance(value, kind):
            raise ValueError
        return value

    return read


def _integer(text: str) -> int:
    if not _INTEGER(text):  # `int` also reads "1_0", " 1" and digits of other scripts
        raise ValueError
    return int(text)


def _null(text: str) -> None:
    if text != "null":
        raise ValueError


_READERS: dict[str, Callable[[str], Any]] = {
    "null": _null,
    "boolean": _BOOLEANS.__getitem__,
    "integer": _integer,
    "number": float,
    "object": _json_of(dict),
    "array": _json_of(list),
    "string": str,
}
_NOUNS = {
    "null": "null",
    "boolean": "true or false",
    "integer": "an integer",
    "number": "a number",
    "object": "a JSON object",
    "array": "a JSON array",
    "string": "a string",
}
_ORDER = list(_READERS)
"""Which type is tried first: any text is a string, so `string` comes last."""
