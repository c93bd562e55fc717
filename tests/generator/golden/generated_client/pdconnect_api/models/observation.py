# Generated from spec/schemas/common.yaml#/Observation. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import attrs

from ..model import Field, Model


@attrs.frozen(kw_only=True, eq=False, repr=False, weakref_slot=False)
class Observation(Model):
    """Something noted on the way."""

    k: str | None = None
    """Kind of the note."""

    msg: str | None = None
    """The note."""

    FIELDS: ClassVar[Mapping[str, Field]] = {"k": Field("k"), "msg": Field("msg")}
