# Generated from spec/schemas/parcels.yaml#/UnknownStop. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ..model import Field, Model


class UnknownStop(Model):
    """A stop of another kind."""

    __slots__ = ()

    id: str
    """Id of the stop."""

    type: str | None = None
    """Name of the kind."""

    FIELDS: ClassVar[Mapping[str, Field]] = {"id": Field("id"), "type": Field("type")}
