# Generated from spec/schemas/accounts.yaml#/Account. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, date_time, model_reader

if TYPE_CHECKING:
    from .account_credentials import AccountCredentials
    from .app import App


class Account(Model):
    """An account of an app, connected by an external user. The credentials and the fields about them are only
    included on request."""

    __slots__ = ()

    id: str
    """Id of the account (`apn_...`); used as `authProvisionId` in configured props."""

    name: str | None = None
    """Name of the account at the app, such as a login."""

    external_id: str | None = None
    """Your own id of the user who connected the account."""

    healthy: bool | None = None
    """Whether the credentials work."""

    dead: bool | None = None
    """Whether the credentials stopped working permanently, so that the user must connect again."""

    app: App | None = None
    """The app; sometimes only its `id` and `name`."""

    created_at: datetime | None = None
    """When the account was connected."""

    updated_at: datetime | None = None
    """When the account was last changed."""

    credentials: AccountCredentials | None = None
    """The credentials; only with `include_credentials`. Never pass them to a browser."""

    expires_at: datetime | None = None
    """When the credentials expire."""

    error: str | None = None
    """Error of the last refresh of the credentials."""

    last_refreshed_at: datetime | None = None
    """When the credentials were last refreshed."""

    next_refresh_at: datetime | None = None
    """When the credentials will be refreshed next."""

    project_id: int | None = None
    """Number of the project inside the service; not the `proj_...` id."""

    user_id: str | None = None
    """Appears once in the reference, next to the credentials, without an explanation."""

    authorized_scopes: list[str] | None = None
    """OAuth scopes the user granted. Not in the vendor's reference."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "id": Field("id"),
        "name": Field("name"),
        "external_id": Field("external_id"),
        "healthy": Field("healthy"),
        "dead": Field("dead"),
        "app": Field("app", model_reader("App")),
        "created_at": Field("created_at", date_time),
        "updated_at": Field("updated_at", date_time),
        "credentials": Field("credentials", secret=True),
        "expires_at": Field("expires_at", date_time),
        "error": Field("error"),
        "last_refreshed_at": Field("last_refreshed_at", date_time),
        "next_refresh_at": Field("next_refresh_at", date_time),
        "project_id": Field("project_id"),
        "user_id": Field("user_id"),
        "authorized_scopes": Field("authorized_scopes"),
    }
