# Generated from spec/schemas/projects.yaml#/Project. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ..model import Field, Model


class Project(Model):
    """A project of the workspace."""

    __slots__ = ()

    id: str
    """Id of the project (`proj_...`)."""

    name: str
    """Name of the project."""

    app_name: str | None = None
    """Name of your product that users see when they connect."""

    support_email: str | None = None
    """Support email address that users see."""

    connect_require_key_auth_test: bool | None = None
    """Whether keys are tested at the app before the account is accepted."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "id": Field("id"),
        "name": Field("name"),
        "app_name": Field("app_name"),
        "support_email": Field("support_email"),
        "connect_require_key_auth_test": Field("connect_require_key_auth_test"),
    }
