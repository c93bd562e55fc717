# Generated from spec/schemas/props.yaml#/ConfigurablePropStringArray. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from ..model import Field, Model, list_reader, model_reader, multi_form_reader

if TYPE_CHECKING:
    from .prop_option import PropOption


class ConfigurablePropStringArray(Model):
    """A list of strings."""

    __slots__ = ()

    name: str
    """Name of the prop; the key of its value in `configured_props`."""

    type: Literal["string[]"]
    """Identifies this kind."""

    secret: bool | None = None
    """Whether the values are secrets; forms must hide them."""

    format: str | None = None
    """`file-ref` if each string is the path or URL of a file."""

    default: list[str] | None = None
    """Initial value."""

    options: list[PropOption] | None = None
    """Fixed choices."""

    label: str | None = None
    """Text to show instead of the name."""

    description: str | None = None
    """Explanation for display, in Markdown."""

    optional: bool | None = None
    """Whether the value may be left out."""

    disabled: bool | None = None
    """Whether the prop is disabled."""

    read_only: bool | None = None
    """Whether the value is shown but cannot be changed."""

    hidden: bool | None = None
    """Whether the prop is left out of forms."""

    remote_options: bool | None = None
    """Whether the choices come from the configure operation."""

    use_query: bool | None = None
    """Whether a `query` can filter those choices."""

    reload_props: bool | None = None
    """Whether the props must be reloaded after this prop is set."""

    with_label: bool | None = None
    """Whether the value is sent with its label, as `__lv`."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "name": Field("name"),
        "type": Field("type"),
        "secret": Field("secret"),
        "format": Field("format"),
        "default": Field("default"),
        "options": Field(
            "options",
            list_reader(multi_form_reader(model_reader("PropOption"), wrapped_in="__lv", scalar_as=("label", "value"))),
        ),
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
