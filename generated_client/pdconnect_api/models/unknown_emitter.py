# Generated from spec/schemas/deployed_triggers.yaml#/UnknownEmitter. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ..model import Field, Model


class UnknownEmitter(Model):
    """A kind of deployed trigger that this document does not know."""

    __slots__ = ()

    id: str
    """Id of the deployed trigger. It does not start with the prefix of a known kind."""

    type: str | None = None
    """Name of the kind."""

    FIELDS: ClassVar[Mapping[str, Field]] = {"id": Field("id"), "type": Field("type")}
