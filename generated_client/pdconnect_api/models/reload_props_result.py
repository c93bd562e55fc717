# Generated from spec/schemas/components.yaml#/ReloadPropsResult. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, list_reader, model_reader

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
        "observations": Field("observations", list_reader(model_reader("Observation"))),
        "errors": Field("errors"),
        "dynamic_props": Field("dynamicProps", model_reader("DynamicProps")),
    }
