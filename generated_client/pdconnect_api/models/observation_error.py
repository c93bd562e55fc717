# Generated from spec/schemas/components.yaml#/ObservationError. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ..model import Field, Model


class ObservationError(Model):
    """An error inside a component."""

    __slots__ = ()

    name: str | None = None
    """Class of the error."""

    message: str | None = None
    """Message for display."""

    stack: str | None = None
    """Stack trace."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "name": Field("name"),
        "message": Field("message"),
        "stack": Field("stack"),
    }
