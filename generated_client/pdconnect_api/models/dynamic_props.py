# Generated from spec/schemas/components.yaml#/DynamicProps. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import attrs

from ..model import Field, Model, many
from .configurable_prop import ConfigurableProp, read_configurable_prop


@attrs.frozen(kw_only=True, eq=False, repr=False, weakref_slot=False)
class DynamicProps(Model):
    """A list of props that depends on configured values."""

    id: str | None = None
    """Id of this list (`dyp_...`). Send it as `dynamic_props_id` from now on, or the component will fail when run."""

    configurable_props: list[ConfigurableProp] | None = None
    """All props, the old and the new ones."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "id": Field("id"),
        "configurable_props": Field("configurableProps", many(read_configurable_prop)),
    }
