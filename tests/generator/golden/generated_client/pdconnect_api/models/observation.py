# Generated from spec/schemas/common.yaml#/Observation. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ..model import Field, Model


class Observation(Model):
    """A log entry."""

    __slots__ = ()

    k: str | None = None
    """Kind of the entry."""

    msg: str | None = None
    """The text of the entry."""

    FIELDS: ClassVar[Mapping[str, Field]] = {"k": Field("k"), "msg": Field("msg")}
