# Generated from spec/schemas/tokens.yaml#/TokenValidation. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, model_reader, open_enum

if TYPE_CHECKING:
    from .app import App
    from .environment_name import EnvironmentName


class TokenValidation(Model):
    """Whether a Connect token can be used, and the details that the page that connects accounts needs."""

    __slots__ = ()

    success: bool
    """Whether the token can be used."""

    error: str | None = None
    """Reason why it cannot be used, for display."""

    app: App | None = None
    """The app to connect."""

    project_id: str | None = None
    """Project of the token (`proj_...`)."""

    project_environment: EnvironmentName | None = None
    """Environment of the token."""

    project_app_name: str | None = None
    """Name of your product that the user sees."""

    project_support_email: str | None = None
    """Support email address that the user sees."""

    success_redirect_uri: str | None = None
    """Where the user is redirected after success."""

    error_redirect_uri: str | None = None
    """Where the user is redirected after an error."""

    oauth_app_id: str | None = None
    """OAuth client that will be used (`oa_...`)."""

    oauth_app_workday_official: bool | None = None
    """Whether that client is the official one for Workday."""

    oauth_app_connect_base_url: str | None = None
    """Known only by its name in an SDK; according to the name, the URL at which the OAuth client connects
    accounts."""

    app_override_id: str | None = None
    """App override that will be used (`ao_...`)."""

    app_override_field_names: list[str] | None = None
    """Names of the custom fields that the override already sets."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "success": Field("success"),
        "error": Field("error"),
        "app": Field("app", model_reader("App")),
        "project_id": Field("project_id"),
        "project_environment": Field("project_environment", open_enum("EnvironmentName")),
        "project_app_name": Field("project_app_name"),
        "project_support_email": Field("project_support_email"),
        "success_redirect_uri": Field("success_redirect_uri"),
        "error_redirect_uri": Field("error_redirect_uri"),
        "oauth_app_id": Field("oauth_app_id"),
        "oauth_app_workday_official": Field("oauth_app_workday_official"),
        "oauth_app_connect_base_url": Field("oauth_app_connect_base_url"),
        "app_override_id": Field("app_override_id"),
        "app_override_field_names": Field("app_override_field_names"),
    }
