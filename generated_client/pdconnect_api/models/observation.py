# Generated from spec/schemas/components.yaml#/Observation. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, one

if TYPE_CHECKING:
    from .observation_error import ObservationError


class Observation(Model):
    """One thing a component logged while it worked. More keys are possible."""

    __slots__ = ()

    k: str
    """Kind of entry, such as `console.log` or `error`."""

    ts: float | None = None
    """When, in unix milliseconds."""

    msg: str | None = None
    """The logged text."""

    err: ObservationError | None = None
    """The failure, where the kind is `error`."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "k": Field("k"),
        "ts": Field("ts"),
        "msg": Field("msg"),
        "err": Field("err", one("ObservationError")),
    }
