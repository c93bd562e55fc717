"""Between the records of a sandbox and JSON, by the types that they are declared with."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import Field, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin, get_type_hints

APART: Mapping[str, bool] = {"pdconnect.apart": True}
"""Metadata of the fields that are no part of their record, because they are kept elsewhere."""

Own: TypeAlias = Mapping[type, tuple[Callable[[Any], Any], Callable[[Any], Any]]]
"""Types that are written and read in ways of their own."""


class Codec:
    """Writes and reads records: dataclasses of plain values, collections, bytes and other such dataclasses."""

    def __init__(self, own: Own) -> None:
        """Treat these types in their own ways."""
        self._own = own

    def to_json(self, kind: Any, value: Any) -> Any:
        """Return a value of that type as JSON."""
        kind = _without_none(kind)
        if value is None or kind is Any:
            return value
        if kind in self._own:
            return self._own[kind][0](value)
        if kind is bytes:
            return base64.b64encode(value).decode()
        if _is_record(kind):
            return {name: self.to_json(hint, getattr(value, name)) for name, hint in _hints(kind).items()}
        origin, inner = get_origin(kind), get_args(kind)
        if origin is dict:
            return {str(key): self.to_json(inner[1], one) for key, one in value.items()}
        if origin is frozenset:
            return sorted(value)
        return [self.to_json(inner[0], one) for one in value] if origin in (list, tuple) else value

    def from_json(self, kind: Any, written: Any) -> Any:
        """Return the value of that type that was written."""
        kind = _without_none(kind)
        if written is None or kind is Any:
            return written
        if kind in self._own:
            return self._own[kind][1](written)
        if kind is bytes:
            return base64.b64decode(written)
        if _is_record(kind):
            hints = _hints(kind)
            written = {_FORMER_FIELDS.get((kind.__name__, name), name): one for name, one in written.items()}
            return kind(**{name: self.from_json(hints[name], one) for name, one in written.items() if name in hints})
        origin: Any = get_origin(kind)
        inner = get_args(kind)
        if origin is dict:
            return {inner[0](key): self.from_json(inner[1], one) for key, one in written.items()}
        return origin(self.from_json(inner[0], one) for one in written) if origin in _COLLECTIONS else written


_FORMER_FIELDS = {
    ("Account", "dead_since"): "revoked_at",
    ("ConnectToken", "place"): "environment",
    ("Timer", "seen_to"): "handled_until",
    ("Timer", "since"): "started_at",
    ("Trigger", "kept"): "service_db",
    ("Trigger", "emitted"): "emitted_count",
    ("Budget", "seen"): "counted",
    ("Databases", "kept"): "snapshots",
    ("Records", "of"): "by_store",
}
"""Names of fields in state files written before November 2026."""

_COLLECTIONS: tuple[Any, ...] = (list, tuple, frozenset)

PLAIN = Codec({})
"""Writes and reads records in which no type has ways of its own."""


def _is_record(kind: Any) -> bool:
    return is_dataclass(kind)


def _without_none(kind: Any) -> Any:
    """Return the type of a value that may also be None."""
    if get_origin(kind) not in (Union, UnionType):
        return kind
    [one] = [part for part in get_args(kind) if part is not NoneType]
    return one


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    """Return the fields that belong to a record, with their types."""
    hints = get_type_hints(kind)
    own: tuple[Field[Any], ...] = fields(kind)
    return {one.name: hints[one.name] for one in own if one.init and not one.metadata.get("pdconnect.apart")}
