# Generated from spec/schemas/apps.yaml#/AppScopeProfile. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, open_enum

if TYPE_CHECKING:
    from .app_scope_profile_name import AppScopeProfileName


class AppScopeProfile(Model):
    """A named set of OAuth scopes of an app."""

    __slots__ = ()

    name: AppScopeProfileName | None = None
    """Level of access of a set of scopes. Other values are possible."""

    scopes: list[str] | None = None
    """The app's own OAuth scopes in this set."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "name": Field("name", open_enum("AppScopeProfileName")),
        "scopes": Field("scopes"),
    }
