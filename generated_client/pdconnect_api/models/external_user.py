# Generated from spec/schemas/users.yaml#/ExternalUser. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from ..model import Field, Model, date_time


class ExternalUser(Model):
    """One of your users, as the service stores them."""

    __slots__ = ()

    id: str
    """The service's id of the user (`exu_...`); the `owner_id` of deployed triggers."""

    external_id: str
    """Your own id of the user."""

    created_at: datetime | None = None
    """When the service first saw the user."""

    updated_at: datetime | None = None
    """When the user was last changed."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "id": Field("id"),
        "external_id": Field("external_id"),
        "created_at": Field("created_at", date_time),
        "updated_at": Field("updated_at", date_time),
    }
