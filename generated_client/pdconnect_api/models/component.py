# Generated from spec/schemas/components.yaml#/Component. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, list_reader, model_reader, open_enum
from .configurable_prop import read_configurable_prop

if TYPE_CHECKING:
    from .component_annotations import ComponentAnnotations
    from .component_stash import ComponentStash
    from .component_type import ComponentType
    from .configurable_prop import ConfigurableProp


class Component(Model):
    """An action or a trigger of the registry."""

    __slots__ = ()

    name: str
    """Display name."""

    version: str
    """Semantic version."""

    key: str
    """Machine-readable name, such as `gitlab-new-issue`; requests call it `id`."""

    configurable_props: list[ConfigurableProp] | None = None
    """The props that can be configured, in order. May be missing in lists."""

    description: str | None = None
    """Description of the component, in Markdown."""

    component_type: ComponentType | None = None
    """Kind of component."""

    stash: ComponentStash | None = None
    """Whether a run needs a file stash (`stash_id`)."""

    annotations: ComponentAnnotations | None = None
    """Hints about the effects of a run."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "name": Field("name"),
        "version": Field("version"),
        "key": Field("key"),
        "configurable_props": Field("configurable_props", list_reader(read_configurable_prop)),
        "description": Field("description"),
        "component_type": Field("component_type", open_enum("ComponentType")),
        "stash": Field("stash", open_enum("ComponentStash")),
        "annotations": Field("annotations", model_reader("ComponentAnnotations")),
    }
