"""Values of props: checked against the prop, and converted to the form that the service expects.

The service can send a prop with odd attributes, such as a limit that is a string. An odd attribute counts as absent.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any, cast

from pdconnect_api.arguments import short_repr
from pdconnect_api.errors import InvalidArgumentError
from pdconnect_api.models.account import Account
from pdconnect_api.models.configurable_prop import ConfigurableProp
from pdconnect_api.models.prop_option import PropOption

from .._json_body import encode_json

SERVICE_MANAGED_TYPES = frozenset({"alert", "$.service.db", "$.interface.http", "$.interface.apphook"})
"""Types of props that the service fills in itself, or that only display something."""

_SIMPLE: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "object": (Mapping,),
}
_LISTS: dict[str, tuple[type, ...]] = {"string[]": (str,), "integer[]": (int,)}
_NAMES: dict[type, str] = {str: "a string", int: "an integer", bool: "true or false", Mapping: "an object"}


def prop_type(prop: ConfigurableProp) -> str:
    """Return the type of a prop; empty if the service sent something else than a string."""
    value = cast(object, prop.type)  # the service can send anything
    return value if isinstance(value, str) else ""


def to_wire(prop: ConfigurableProp, value: object, labels: Mapping[str, str]) -> Any:
    """Return the value of a prop as the service expects it.

    Args:
        prop: The prop.
        value: An account, an option, or the plain value.
        labels: The labels of the options that were seen, by `str` of the option's value.

    Raises:
        InvalidArgumentError: The prop does not take this value; the message names the prop and what it takes.
    """
    try:
        return json.loads(encode_json(_wire_value(prop, value, labels)))
    except InvalidArgumentError as error:
        reason = str(error).removeprefix(f"{error.argument} ")
    except RecursionError:
        reason = "is nested too deeply"
    raise InvalidArgumentError(prop.name, reason)


def _wire_value(prop: ConfigurableProp, value: object, labels: Mapping[str, str]) -> Any:
    if prop_type(prop) == "app":
        return _account(prop.name, value)
    if prop_type(prop) in _LISTS:
        return _list(prop, value, labels)
    if prop_type(prop) == "$.interface.timer":
        return _timer(prop.name, value)
    plain = value.value if isinstance(value, PropOption) else _without_label(value)
    _check(prop, plain, _SIMPLE.get(prop_type(prop)))
    return _with_label(prop, value, plain, labels)


def plain_value(value: Any) -> Any:
    """Return a configured value without its label; an account is returned as its id."""
    if isinstance(value, list):
        return [plain_value(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        if "authProvisionId" in value:
            return value["authProvisionId"]  # pyright: ignore[reportUnknownVariableType]
        return _without_label(value)  # pyright: ignore[reportUnknownArgumentType]
    return value


def readable_options(options: object) -> list[PropOption]:
    """Return the options of a list that have a value. Each has a label; that of a plain or unlabelled value is the value as a string."""
    found: list[PropOption] = []
    for item in cast("list[object]", options) if isinstance(options, list) else []:
        if isinstance(item, PropOption) and item.value is not None:
            label = cast(object, item.label)  # the service can send anything
            found.append(item if isinstance(label, str) and label else item.replace(label=str(item.value)))
        elif isinstance(item, str | int | float):
            found.append(PropOption(label=str(item), value=cast("Any", item)))
    return found


def fixed_choices(prop: ConfigurableProp) -> list[Any] | None:
    """Return the values that the prop itself lists; None if it lists none, or if the service has more."""
    return [option.value for option in fixed_options(prop)] or None


def fixed_options(prop: ConfigurableProp) -> list[PropOption]:
    """Return the options that the prop itself lists; an empty list if it lists none, or if the service has more."""
    return [] if prop.remote_options else readable_options(getattr(prop, "options", None))


def limits(prop: ConfigurableProp) -> tuple[int | float | None, int | float | None]:
    """Return the smallest and the largest value of a prop; None where there is no limit."""
    low, high = (_number(getattr(prop, name, None)) for name in ("min", "max"))
    return low, high


def _number(value: object) -> int | float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) else None


def _account(name: str, value: object) -> dict[str, Any]:
    if isinstance(value, Mapping):
        value = value.get("authProvisionId")  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    if isinstance(value, Account):
        value = value.id
    if not isinstance(value, str) or not value:
        raise InvalidArgumentError(name, "must be an Account or its id (apn_…)")
    return {"authProvisionId": value}


def _timer(name: str, value: object) -> dict[str, Any]:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return {"intervalSeconds": value}
    if isinstance(value, Mapping) and ("intervalSeconds" in value or "cron" in value):
        return dict(value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    raise InvalidArgumentError(name, "must be seconds, {'intervalSeconds': …} or {'cron': …, 'timezone': …}")


def _list(prop: ConfigurableProp, value: object, labels: Mapping[str, str]) -> list[Any]:
    if isinstance(value, str | bytes) or not isinstance(value, Sequence):
        raise InvalidArgumentError(prop.name, f"must be a list, got {_shown(prop, value)}")
    found: list[Any] = []
    for item in cast("Sequence[object]", value):
        plain = item.value if isinstance(item, PropOption) else _without_label(item)
        _check(prop, plain, _LISTS[prop_type(prop)])
        found.append(_with_label(prop, item, plain, labels))
    return found


def _check(prop: ConfigurableProp, plain: object, types: tuple[type, ...] | None) -> None:
    if plain is None:
        raise InvalidArgumentError(prop.name, "must not be null; leave the prop out or unset it")
    choices = fixed_choices(prop)
    if choices is not None:
        if plain not in choices:
            raise InvalidArgumentError(
                prop.name, f"must be one of {', '.join(map(repr, choices))}, got {_shown(prop, plain)}"
            )
        return
    if types is None or prop.remote_options:
        return  # options of the service can have any simple type, whatever the type of the prop
    if not isinstance(plain, types) or (isinstance(plain, bool) and bool not in types):
        raise InvalidArgumentError(prop.name, f"must be {_NAMES[types[0]]}, got {_shown(prop, plain)}")
    low, high = limits(prop)
    if isinstance(plain, int) and ((low is not None and plain < low) or (high is not None and plain > high)):
        bounds = [f"at least {low}"] * (low is not None) + [f"at most {high}"] * (high is not None)
        raise InvalidArgumentError(prop.name, f"must be {' and '.join(bounds)}, got {_shown(prop, plain)}")


def _with_label(prop: ConfigurableProp, value: object, plain: Any, labels: Mapping[str, str]) -> Any:
    """Return the value with its label if the prop expects one."""
    if not prop.with_label:
        return plain
    if isinstance(value, Mapping) and "__lv" in value:
        return dict(value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    text = _text(plain)
    label: object = value.label if isinstance(value, PropOption) else labels.get(text)
    return {"__lv": {"label": label if isinstance(label, str) else text, "value": plain}}


def _text(plain: object) -> str:
    """Return a value as its label shows it."""
    try:
        return str(plain)
    except ValueError:  # an integer of thousands of digits, which cannot be sent either
        return ""


def _without_label(value: Any) -> Any:
    if isinstance(value, Mapping):
        inner: Any = value.get("__lv")  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        if isinstance(inner, Mapping) and "value" in inner:
            return inner["value"]  # pyright: ignore[reportUnknownVariableType]
        if isinstance(inner, list):
            items = cast("list[object]", inner)
            return [item["value"] for item in items if isinstance(item, Mapping) and "value" in item]  # pyright: ignore[reportUnknownVariableType]
    return value  # pyright: ignore[reportUnknownVariableType]


def _shown(prop: ConfigurableProp, value: object) -> str:
    """Return a wrong value for a message; of a secret prop only its type."""
    if value is None:
        return "null"
    kind = type(value).__name__
    return kind if getattr(prop, "secret", None) else f"{kind}: {short_repr(value)}"[:80]
