# Generated from spec/schemas/webhooks.yaml#/ConnectedApp. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from ..model import Field, Model, one, open_enum

if TYPE_CHECKING:
    from .app_auth_type import AppAuthType
    from .app_connect import AppConnect


class ConnectedApp(Model):
    """The app of the account, as a webhook tells it. It is an app like any other, but for two fields whose form
    has changed."""

    __slots__ = ()

    id: str | None = None
    """Id of the app (`app_...`), or of the OAuth client (`oa_...`)."""

    name_slug: str | None = None
    """Name for programs."""

    name: str | None = None
    """Name for people."""

    auth_type: AppAuthType | None = None
    """How the account was connected."""

    description: str | None = None
    """What the app is."""

    img_src: str | None = None
    """Address of the logo."""

    custom_fields_json: str | list[Any] | None = None
    """The fields a user fills in; JSON text of a list, in an older sample the list itself."""

    categories: list[str] | str | None = None
    """Names of the categories; in an older sample one text."""

    featured_weight: float | None = None
    """The higher, the nearer to the top of lists."""

    connect: AppConnect | None = None
    """What the proxy allows for this app."""

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
        "connect": Field("connect", one("AppConnect")),
    }
