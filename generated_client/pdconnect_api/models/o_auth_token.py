# Generated from spec/schemas/oauth_tokens.yaml#/OAuthToken. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ..model import Field, Model


class OAuthToken(Model):
    """An access token for the `Authorization` header."""

    __slots__ = ()

    access_token: str
    """The token. Send it as `Bearer <access_token>`."""

    token_type: str
    """Type of the token: `Bearer`."""

    expires_in: int
    """Seconds for which the token is valid; usually 3600."""

    created_at: int | None = None
    """When the token was created, in Unix seconds."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "access_token": Field("access_token", secret=True),
        "token_type": Field("token_type"),
        "expires_in": Field("expires_in"),
        "created_at": Field("created_at"),
    }
