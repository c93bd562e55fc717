# Generated from spec/schemas/app_overrides.yaml#/AppOverride. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, date_time, model_reader

if TYPE_CHECKING:
    from .app import App
    from .json_object import JsonObject


class AppOverride(Model):
    """Preset values for the custom fields of an app, under a name."""

    __slots__ = ()

    id: str
    """Id of the app override (`ao_...`)."""

    name: str | None = None
    """Name of the override; unique for each owner."""

    app: App | None = None
    """The app."""

    oauth_app_id: str | None = None
    """OAuth client used with it (`oa_...`)."""

    cfmap: JsonObject | None = None
    """The values by the names of the app's custom fields."""

    owner_id: str | None = None
    """Owner: a workspace (`o_...`) or a project (`proj_...`)."""

    created_at: datetime | None = None
    """When it was created."""

    updated_at: datetime | None = None
    """When it was last changed."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "id": Field("id"),
        "name": Field("name"),
        "app": Field("app", model_reader("App")),
        "oauth_app_id": Field("oauth_app_id"),
        "cfmap": Field("cfmap"),
        "owner_id": Field("owner_id"),
        "created_at": Field("created_at", date_time),
        "updated_at": Field("updated_at", date_time),
    }
