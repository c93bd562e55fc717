# Generated from spec/schemas/deployed_triggers.yaml#/EmittedEvent. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from ..model import Field, Model


class EmittedEvent(Model):
    """One event of a deployed trigger."""

    __slots__ = ()

    e: Any
    """The event itself, usually an object; the body that webhooks receive."""

    k: str
    """Kind of entry: `emit`."""

    ts: int
    """Time of the entry, in Unix milliseconds."""

    id: str
    """Id of the event."""

    sum: str | None = None
    """Summary of the event for display."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "e": Field("e"),
        "k": Field("k"),
        "ts": Field("ts"),
        "id": Field("id"),
        "sum": Field("sum"),
    }
