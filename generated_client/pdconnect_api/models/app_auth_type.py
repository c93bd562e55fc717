# Generated from spec/schemas/apps.yaml#/AppAuthType. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ..model import OpenEnum


class AppAuthType(OpenEnum):
    """Kind of authentication. Other values are possible."""

    OAUTH = "oauth"
    KEYS = "keys"
    NONE = "none"
