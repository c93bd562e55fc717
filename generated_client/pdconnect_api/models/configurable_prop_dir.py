# Generated from spec/schemas/props.yaml#/ConfigurablePropDir. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from ..model import Field, Model, open_enum

if TYPE_CHECKING:
    from .prop_dir_access_mode import PropDirAccessMode


class ConfigurablePropDir(Model):
    """A folder for files."""

    __slots__ = ()

    name: str
    """Name of the prop; the key of its value in `configured_props`."""

    type: Literal["dir"]
    """Tag of this kind."""

    access_mode: PropDirAccessMode | None = None
    """What the component does with the files."""

    sync: bool | None = None
    """The folder is synchronised with the file stash."""

    label: str | None = None
    """Text to show in place of the name."""

    description: str | None = None
    """Explanation for people, in Markdown."""

    optional: bool | None = None
    """A value may be left out."""

    disabled: bool | None = None
    """The prop is switched off."""

    read_only: bool | None = None
    """The value is shown but may not be changed."""

    hidden: bool | None = None
    """The prop is not shown in forms."""

    remote_options: bool | None = None
    """The choices come from the configure operation."""

    use_query: bool | None = None
    """Those choices can be narrowed by a `query`."""

    reload_props: bool | None = None
    """After setting it the props must be reloaded."""

    with_label: bool | None = None
    """The value is sent with its label, as `__lv`."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "name": Field("name"),
        "type": Field("type"),
        "access_mode": Field("accessMode", open_enum("PropDirAccessMode")),
        "sync": Field("sync"),
        "label": Field("label"),
        "description": Field("description"),
        "optional": Field("optional"),
        "disabled": Field("disabled"),
        "read_only": Field("readOnly"),
        "hidden": Field("hidden"),
        "remote_options": Field("remoteOptions"),
        "use_query": Field("useQuery"),
        "reload_props": Field("reloadProps"),
        "with_label": Field("withLabel"),
    }
