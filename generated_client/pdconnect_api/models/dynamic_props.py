# Generated from spec/schemas/components.yaml#/DynamicProps. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, list_reader
from .configurable_prop import read_configurable_prop

if TYPE_CHECKING:
    from .configurable_prop import ConfigurableProp


class DynamicProps(Model):
    """A list of props that depends on configured values."""

    __slots__ = ()

    id: str | None = None
    """Id of this list (`dyp_...`). Send it as `dynamic_props_id` from now on; otherwise the component fails when
    it runs."""

    configurable_props: list[ConfigurableProp] | None = None
    """All props, old and new."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "id": Field("id"),
        "configurable_props": Field("configurableProps", list_reader(read_configurable_prop)),
    }
