# Generated from spec/schemas/components.yaml#/ComponentAnnotations. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ..model import Field, Model


class ComponentAnnotations(Model):
    """Hints for programs that choose components by themselves. They are not guaranteed."""

    __slots__ = ()

    destructive_hint: bool | None = None
    """It may delete or overwrite data."""

    idempotent_hint: bool | None = None
    """A repeated run with the same values has no further effect."""

    open_world_hint: bool | None = None
    """It accesses external systems."""

    read_only_hint: bool | None = None
    """It changes nothing."""

    title: str | None = None
    """Title for display."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "destructive_hint": Field("destructiveHint"),
        "idempotent_hint": Field("idempotentHint"),
        "open_world_hint": Field("openWorldHint"),
        "read_only_hint": Field("readOnlyHint"),
        "title": Field("title"),
    }
