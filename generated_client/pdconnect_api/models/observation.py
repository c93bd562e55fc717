# Generated from spec/schemas/components.yaml#/Observation. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, model_reader

if TYPE_CHECKING:
    from .observation_error import ObservationError


class Observation(Model):
    """One log entry of a component. More properties are possible."""

    __slots__ = ()

    k: str
    """Kind of entry, such as `console.log` or `error`."""

    ts: float | None = None
    """Time of the entry, in Unix milliseconds."""

    msg: str | None = None
    """The logged text."""

    err: ObservationError | None = None
    """The error, if the kind is `error`."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "k": Field("k"),
        "ts": Field("ts"),
        "msg": Field("msg"),
        "err": Field("err", model_reader("ObservationError")),
    }
