# Generated from spec/schemas/apps.yaml#/AppScopeProfileName. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ..model import OpenEnum


class AppScopeProfileName(OpenEnum):
    """Level of access of a set of scopes. Other values are possible."""

    READ_ONLY = "read_only"
    READ_WRITE = "read_write"
    ADMIN = "admin"
