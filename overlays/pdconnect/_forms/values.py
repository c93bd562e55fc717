"""What a prop takes: a value is checked against the prop and brought into the form that the service wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pdconnect_api.errors import InvalidArgumentError
from pdconnect_api.models.account import Account
from pdconnect_api.models.configurable_prop import ConfigurableProp
from pdconnect_api.models.prop_option import PropOption

SERVICE_MANAGED_TYPES = frozenset({"alert", "$.service.db", "$.interface.http", "$.interface.apphook"})
"""Kinds of props that the service fills in itself, or that only show something."""

_SIMPLE: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "object": (Mapping,),
}
_LISTS: dict[str, tuple[type, ...]] = {"string[]": (str,), "integer[]": (int,)}
_NAMES: dict[type, str] = {str: "a text", int: "an integer", bool: "true or false", Mapping: "an object"}


def to_wire(prop: ConfigurableProp, value: object, labels: Mapping[str, str]) -> Any:
    """The value of a prop as the service wants it. `labels` are those of options seen before, by the value's text.

    Raises InvalidArgumentError, which names the prop and what it takes.
    """
    if prop.type == "app":
        return _account(prop.name, value)
    if prop.type in _LISTS:
        return _list(prop, value, labels)
    if prop.type == "$.interface.timer":
        return _timer(prop.name, value)
    plain = value.value if isinstance(value, PropOption) else _unwrapped(value)
    _check(prop, plain, _SIMPLE.get(str(prop.type)))
    return _labelled(prop, value, plain, labels)


def plain_value(value: Any) -> Any:
    """A configured value as people know it: without its label, an account as its id."""
    if isinstance(value, list):
        return [plain_value(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        if "authProvisionId" in value:
            return value["authProvisionId"]  # pyright: ignore[reportUnknownVariableType]
        return _unwrapped(value)  # pyright: ignore[reportUnknownArgumentType]
    return value


def fixed_choices(prop: ConfigurableProp) -> list[Any] | None:
    """The values that the prop itself lists; None where it lists none, or where the service has more."""
    options: object = getattr(prop, "options", None)
    if prop.remote_options or not isinstance(options, list) or not options:
        return None
    return [option.value if isinstance(option, PropOption) else option for option in options]  # pyright: ignore[reportUnknownVariableType]


def _account(name: str, value: object) -> dict[str, Any]:
    if isinstance(value, Account):
        value = value.id
    if isinstance(value, Mapping):
        value = value.get("authProvisionId")  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
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
        raise InvalidArgumentError(prop.name, f"must be a list, not {_kind(value)}")
    found: list[Any] = []
    for item in value:  # pyright: ignore[reportUnknownVariableType]
        plain = item.value if isinstance(item, PropOption) else _unwrapped(item)
        _check(prop, plain, _LISTS[str(prop.type)])
        found.append(_labelled(prop, item, plain, labels))  # pyright: ignore[reportUnknownArgumentType]
    return found


def _check(prop: ConfigurableProp, plain: object, kinds: tuple[type, ...] | None) -> None:
    if plain is None:
        raise InvalidArgumentError(prop.name, "must not be null; leave the prop out or unset it")
    choices = fixed_choices(prop)
    if choices is not None:
        if plain not in choices:
            raise InvalidArgumentError(prop.name, f"must be one of {', '.join(map(repr, choices))}, not {plain!r}")
        return
    if kinds is None or prop.remote_options:
        return  # the service's own choices can be of any simple type, whatever the type of the prop
    if not isinstance(plain, kinds) or (isinstance(plain, bool) and bool not in kinds):
        raise InvalidArgumentError(prop.name, f"must be {_NAMES[kinds[0]]}, not {_kind(plain)}")
    low, high = getattr(prop, "min", None), getattr(prop, "max", None)
    if isinstance(plain, int) and ((low is not None and plain < low) or (high is not None and plain > high)):
        limits = [f"at least {low}"] * (low is not None) + [f"at most {high}"] * (high is not None)
        raise InvalidArgumentError(prop.name, f"must be {' and '.join(limits)}, not {plain}")


def _labelled(prop: ConfigurableProp, value: object, plain: Any, labels: Mapping[str, str]) -> Any:
    """The value with its label where the prop wants one."""
    if not prop.with_label:
        return plain
    if isinstance(value, PropOption):
        label = value.label
    elif isinstance(value, Mapping) and "__lv" in value:
        return dict(value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    else:
        label = labels.get(str(plain), str(plain))
    return {"__lv": {"label": label, "value": plain}}


def _unwrapped(value: Any) -> Any:
    if isinstance(value, Mapping):
        inner: Any = value.get("__lv")  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        if isinstance(inner, Mapping) and "value" in inner:
            return inner["value"]  # pyright: ignore[reportUnknownVariableType]
        if isinstance(inner, list):
            return [item["value"] for item in inner]  # pyright: ignore[reportUnknownVariableType]
    return value  # pyright: ignore[reportUnknownVariableType]


def _kind(value: object) -> str:
    return "null" if value is None else f"{type(value).__name__} {value!r}"[:80]
