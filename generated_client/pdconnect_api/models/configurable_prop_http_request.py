# Generated from spec/schemas/props.yaml#/ConfigurablePropHttpRequest. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from ..model import Field, Model, model_reader

if TYPE_CHECKING:
    from .http_request_config import HttpRequestConfig


class ConfigurablePropHttpRequest(Model):
    """An HTTP request, built in a form."""

    __slots__ = ()

    name: str
    """Name of the prop; the key of its value in `configured_props`."""

    type: Literal["http_request"]
    """Identifies this kind."""

    default: HttpRequestConfig | None = None
    """Initial request."""

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
        "default": Field("default", model_reader("HttpRequestConfig")),
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
