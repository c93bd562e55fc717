# Generated from spec/schemas/apps.yaml#/AppScopeProfileName. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ..model import OpenEnum


class AppScopeProfileName(OpenEnum):
    """How far a set of scopes reaches. Other values may come."""

    READ_ONLY = "read_only"
    READ_WRITE = "read_write"
    ADMIN = "admin"
