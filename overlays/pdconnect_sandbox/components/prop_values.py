"""Values of props: remove their labels, and check their types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..apps import ComponentError
from ..wire.types import JsonObject, as_list, as_object

_INTEGERS = (int,)
_SCALARS = (str, int, float, bool)
_TYPES: Mapping[str, tuple[type, ...]] = {
    "boolean": (bool,),
    "integer": _INTEGERS,
    "integer[]": _INTEGERS,
    "object": (dict,),
    **dict.fromkeys(("string", "string[]", "data_store", "$.discord.channel", "$.discord.channel[]"), _SCALARS),
    **dict.fromkeys((f"$.airtable.{kind}Id" for kind in ("base", "table", "view", "field")), _SCALARS),
}


def without_label(value: Any) -> Any:
    """Return a configured value without the label that may be stored with it."""
    if (items := as_list(value)) is not None:
        return [without_label(item) for item in items]
    fields = as_object(value)
    if fields is None or "__lv" not in fields:
        return value
    labelled = fields["__lv"]
    if (items := as_list(labelled)) is not None:
        return [(as_object(item) or {}).get("value") for item in items]
    return (as_object(labelled) or {}).get("value")


def values_without_labels(props: Sequence[JsonObject], configured: Mapping[str, Any]) -> JsonObject:
    """Return all values without labels, or raise ComponentError for values of the wrong type."""
    values = {name: without_label(value) for name, value in configured.items()}
    wrong = [prop for prop in props if not _fits(prop["type"], values.get(prop["name"]))]
    if wrong:
        raise ComponentError("; ".join(f"{prop['name']}: expected a value of type {prop['type']}" for prop in wrong))
    return values


def _fits(kind: str, value: Any) -> bool:
    types = _TYPES.get(kind)
    if value is None or types is None:
        return True
    # A single value is accepted for a list, as forms send it.
    values = as_list(value) if kind.endswith("[]") else None
    return all(_is_of(types, item) for item in ([value] if values is None else values))


def _is_of(types: tuple[type, ...], value: Any) -> bool:
    return isinstance(value, types) and (types is not _INTEGERS or not isinstance(value, bool))
