# Generated from spec/schemas/components.yaml#/ReloadPropsResult. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, many, one

if TYPE_CHECKING:
    from .dynamic_props import DynamicProps
    from .observation import Observation


class ReloadPropsResult(Model):
    """The props of a component for the values configured so far."""

    __slots__ = ()

    observations: list[Observation] | None = None
    """Log entries of the component."""

    errors: list[str] | None = None
    """Errors inside the component. An entry may be JSON text with `name` and `message`."""

    dynamic_props: DynamicProps | None = None
    """The new list of props with its id."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "observations": Field("observations", many(one("Observation"))),
        "errors": Field("errors"),
        "dynamic_props": Field("dynamicProps", one("DynamicProps")),
    }
