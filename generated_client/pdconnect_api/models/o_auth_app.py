# Generated from spec/schemas/oauth_apps.yaml#/OAuthApp. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, date_time, list_reader, model_reader, open_enum

if TYPE_CHECKING:
    from .app_auth_type import AppAuthType
    from .app_connect import AppConnect
    from .app_scope_profile import AppScopeProfile


class OAuthApp(Model):
    """An OAuth client: details of its app, and the client's own fields. Its secret is never returned."""

    __slots__ = ()

    id: str | None = None
    """Id of the OAuth client (`oa_...`)."""

    client_id: str | None = None
    """The client's id at the app. Null if it was registered before the app issued one."""

    scopes: list[str] | None = None
    """The app's own scopes that users are asked for."""

    additional_scopes: list[str] | None = None
    """More of the app's own scopes, which users may grant in addition."""

    redirect_uri: str | None = None
    """URL to register at the app as the redirect URI."""

    owner_id: str | None = None
    """Owner: a workspace (`o_...`) or a project (`proj_...`)."""

    created_at: datetime | None = None
    """When it was created."""

    updated_at: datetime | None = None
    """When it was last changed."""

    name_slug: str | None = None
    """Name slug of the app."""

    name: str | None = None
    """Name of the client; the app's name if it has none."""

    auth_type: AppAuthType | None = None
    """How accounts of the app are connected."""

    description: str | None = None
    """Description of the client; the app's description if it has none."""

    img_src: str | None = None
    """URL of the app's logo."""

    custom_fields_json: str | None = None
    """JSON text of a list: the fields that a user fills in to connect, as in `App`."""

    categories: list[str] | None = None
    """Names of the categories the app is in."""

    featured_weight: float | None = None
    """A higher value comes earlier in lists."""

    connect: AppConnect | None = None
    """Settings of the proxy for the app."""

    scope_profiles: list[AppScopeProfile] | None = None
    """Predefined sets of the app's OAuth scopes."""

    oauth_app_id: str | None = None
    """Id of Pipedream's own OAuth client for the app (`oa_...`), as in `App`."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "id": Field("id"),
        "client_id": Field("client_id"),
        "scopes": Field("scopes"),
        "additional_scopes": Field("additional_scopes"),
        "redirect_uri": Field("redirect_uri"),
        "owner_id": Field("owner_id"),
        "created_at": Field("created_at", date_time),
        "updated_at": Field("updated_at", date_time),
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
