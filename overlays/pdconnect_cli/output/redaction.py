"""Mask the secrets in output. Pure functions."""

from __future__ import annotations

from typing import Any

from pdconnect_api.model import Model

MASK = "***"


def display_json(model: Model, *, reveal: bool = False) -> dict[str, Any]:
    """Return the JSON object of a model, with all secrets masked unless `reveal`."""
    data = model.to_dict()
    return data if reveal else _masked(model, data)


def has_secrets(model: Model) -> bool:
    """Return whether `display_json` masks anything."""
    return display_json(model) != model.to_dict()


def _masked(model: Model, data: dict[str, Any]) -> dict[str, Any]:
    for name, field in model.FIELDS.items():
        value = data.get(field.wire)
        if value is None:
            continue
        data[field.wire] = _mask_values(value) if field.secret else _masked_parts(getattr(model, name), value)
    _mask_secret_props(model, data)
    return data


def _masked_parts(part: object, value: Any) -> Any:
    """Return the value of a field with the secrets of its nested models masked."""
    if isinstance(part, Model):
        return _masked(part, value) if isinstance(value, dict) else value  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    if isinstance(part, list) and isinstance(value, list):
        return [_masked_parts(*pair) for pair in zip(part, value, strict=True)]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return value


def _mask_secret_props(model: Model, data: dict[str, Any]) -> None:
    """Mask the configured values of secret props."""
    props: object = getattr(model, "configurable_props", None)
    configured: object = data.get("configured_props")
    if isinstance(props, list) and isinstance(configured, dict):
        for prop in props:  # pyright: ignore[reportUnknownVariableType]
            name = getattr(prop, "name", None)  # pyright: ignore[reportUnknownArgumentType]
            if getattr(prop, "secret", False) and name in configured:  # pyright: ignore[reportUnknownArgumentType]
                configured[name] = MASK


def _mask_values(value: Any) -> Any:
    """Return a secret value with everything masked but the keys of objects."""
    if isinstance(value, dict):
        return {name: _mask_values(part) for name, part in value.items()}  # pyright: ignore[reportUnknownVariableType]
    return None if value is None else MASK
