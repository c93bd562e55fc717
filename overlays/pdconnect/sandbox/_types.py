"""The few shapes that every module of the sandbox shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeGuard, cast

JsonObject: TypeAlias = dict[str, Any]

ENVIRONMENTS = ("development", "production")


def as_object(value: Any) -> JsonObject | None:
    """Return the value if it is a JSON object."""
    return cast(JsonObject, value) if isinstance(value, dict) else None


def _is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def as_list(value: Any) -> list[Any] | None:
    """Return the value if it is a JSON array."""
    return value if _is_list(value) else None


@dataclass(frozen=True)
class Reply:
    """What goes back over the wire; a body of None is sent as no body at all."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


class Refusal(Exception):
    """A request that is turned down, with the status and the text the caller gets."""

    def __init__(self, status: int, error: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(error)
        self.reply = Reply(status, {"error": error}, headers or {})


NO_CONTENT = Reply(204)
