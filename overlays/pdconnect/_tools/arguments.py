"""What a model filled in, as values of props. Pure.

Models send numbers as strings, one value in place of a list, JSON as text. What is unambiguous is converted; the form checks the rest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from pdconnect_api.errors import InvalidArgumentError
from pdconnect_api.models.configurable_prop import ConfigurableProp

from .._forms.values import fixed_options, prop_type

_MAX_ENCODINGS = 2
_BOOLEANS = {"true": True, "false": False, "yes": True, "no": False}


def parse_arguments(arguments: object) -> dict[str, Any]:
    """Return the arguments of a call as a new dict: from a mapping, or from the text of a JSON object. None, "" and null are empty.

    Some models encode the object twice, as a JSON string that contains JSON.

    Raises:
        InvalidArgumentError: They are not an object.
    """
    for _ in range(_MAX_ENCODINGS):
        if isinstance(arguments, str | bytes) and arguments:
            arguments = _decoded(arguments)
    if arguments is None or arguments in ("", b""):
        return {}
    if not isinstance(arguments, Mapping):
        raise InvalidArgumentError("arguments", f"must be one JSON object, not {type(arguments).__name__}")
    return {str(name): value for name, value in cast("Mapping[object, Any]", arguments).items()}


def _decoded(arguments: str | bytes) -> object:
    try:
        return json.loads(arguments, parse_constant=_reject_constant)
    except (ValueError, RecursionError) as error:
        raise InvalidArgumentError("arguments", f"must be one JSON object, but cannot be parsed: {error}") from None


def coerce(prop: ConfigurableProp, value: Any) -> Any:
    """Return a value in the type of the prop, where the conversion is unambiguous; otherwise the value as it is."""
    kind = prop_type(prop)
    if not kind.endswith("[]"):
        return _coerce_item(prop, kind, value)
    parsed = _parsed(value) if isinstance(value, str) else value
    items = as_list(parsed if isinstance(parsed, list) else value)
    return [_coerce_item(prop, kind.removesuffix("[]"), item) for item in items]


def as_list(value: Any) -> list[Any]:
    """Return a list as it is, and any other value as the only item of one."""
    return value if isinstance(value, list) else [value]  # pyright: ignore[reportUnknownVariableType]


def _coerce_item(prop: ConfigurableProp, kind: str, value: Any) -> Any:
    options = fixed_options(prop)
    if options:
        return _choice(options, value)
    if kind == "sql" and isinstance(value, str):
        return _sql(prop, value)
    if kind == "string":
        return _text(value)
    if kind == "integer":
        return _integer(value)
    if kind == "boolean" and isinstance(value, str):
        return _BOOLEANS.get(value.strip().lower(), value)
    if kind == "object" and isinstance(value, str):
        parsed = _parsed(value)
        return parsed if isinstance(parsed, dict) else value  # pyright: ignore[reportUnknownVariableType]
    return value


def _choice(options: list[Any], value: Any) -> Any:
    """Return the option's value for a value, its text, or a label of exactly one option."""
    for option in options:
        if option.value == value and isinstance(option.value, bool) is isinstance(value, bool):
            return option.value
    wanted = str(value).strip().casefold()
    for texts in ([str(option.value) for option in options], [str(option.label) for option in options]):
        found = [option.value for option, text in zip(options, texts, strict=True) if text.casefold() == wanted]
        if len(found) == 1:
            return found[0]
    return value


def _sql(prop: ConfigurableProp, query: str) -> dict[str, Any]:
    """Return the value of a prop of type `sql`. Sources differ on its members, so it has those of all sources."""
    app: object = getattr(getattr(prop, "auth", None), "app", None)
    auth = {"auth": {"app": app}} if isinstance(app, str) else {}
    return {**auth, "value": query, "query": query, "params": [], "usePreparedStatements": False}


def _text(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else value


def _integer(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        parsed = _parsed(value)
        if isinstance(parsed, int | float) and not isinstance(parsed, bool):
            return _integer(parsed)
    return value


def _parsed(text: str) -> object:
    try:
        return json.loads(text, parse_constant=_reject_constant)
    except (ValueError, RecursionError):
        return None


def _reject_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")
