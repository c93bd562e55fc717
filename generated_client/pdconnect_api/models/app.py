# Generated from spec/schemas/apps.yaml#/App. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, list_reader, model_reader, open_enum

if TYPE_CHECKING:
    from .app_auth_type import AppAuthType
    from .app_connect import AppConnect
    from .app_scope_profile import AppScopeProfile


class App(Model):
    """An app that accounts can be connected to. Inside an account it may contain only `id` and `name`, so every
    property is optional."""

    __slots__ = ()

    id: str | None = None
    """Id of the app (`app_...`), or of the OAuth client (`oa_...`) that the account was connected with."""

    name_slug: str | None = None
    """Machine-readable name, such as `google_sheets`."""

    name: str | None = None
    """Display name."""

    auth_type: AppAuthType | None = None
    """How accounts of this app are connected."""

    description: str | None = None
    """Description of the app."""

    img_src: str | None = None
    """URL of the logo."""

    custom_fields_json: str | None = None
    """JSON text of a list: the fields that a user fills in to connect (`name`, `label`, `description`, `default`,
    `optional`, `type`)."""

    categories: list[str] | None = None
    """Names of the categories the app is in."""

    featured_weight: float | None = None
    """A higher value comes earlier in lists."""

    connect: AppConnect | None = None
    """Settings of the proxy for this app."""

    scope_profiles: list[AppScopeProfile] | None = None
    """Predefined sets of OAuth scopes."""

    oauth_app_id: str | None = None
    """Id of Pipedream's own OAuth client for this app (`oa_...`)."""

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
        "scope_profiles": Field("scope_profiles", list_reader(model_reader("AppScopeProfile"))),
        "oauth_app_id": Field("oauth_app_id"),
    }
