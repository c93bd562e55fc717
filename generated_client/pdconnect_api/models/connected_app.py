# Generated from spec/schemas/webhooks.yaml#/ConnectedApp. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from ..model import Field, Model, model_reader, open_enum

if TYPE_CHECKING:
    from .app_auth_type import AppAuthType
    from .app_connect import AppConnect


class ConnectedApp(Model):
    """The app of the account, as a webhook sends it. It is like any other app, except for two fields whose form
    has changed."""

    __slots__ = ()

    id: str | None = None
    """Id of the app (`app_...`), or of the OAuth client (`oa_...`)."""

    name_slug: str | None = None
    """Machine-readable name."""

    name: str | None = None
    """Display name."""

    auth_type: AppAuthType | None = None
    """How the account was connected."""

    description: str | None = None
    """Description of the app."""

    img_src: str | None = None
    """URL of the logo."""

    custom_fields_json: str | list[Any] | None = None
    """The fields that a user fills in: JSON text of a list; in an older sample the list itself."""

    categories: list[str] | str | None = None
    """Names of the categories; in an older sample one string."""

    featured_weight: float | None = None
    """A higher value comes earlier in lists."""

    connect: AppConnect | None = None
    """Settings of the proxy for this app."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "id": Field("id"),
        "name_slug": Field("name_slug"),
        "name": Field("name"),
        "auth_type": Field("auth_type", open_enum("AppAuthType")),
        "description": Field("description"),
        "img_src": Field("img_src"),
        "custom_fields_json": Field("custom_fields_json"),
        "categories": Field("categories"),
        "featured_weight": Field("featured_weight"),
        "connect": Field("connect", model_reader("AppConnect")),
    }
