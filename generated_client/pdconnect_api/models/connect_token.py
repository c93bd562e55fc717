# Generated from spec/schemas/tokens.yaml#/ConnectToken. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from ..model import Field, date_time
from ..model_mixins import ConnectLinkMixin


class ConnectToken(ConnectLinkMixin):
    """A Connect token. It can connect one account; API calls may use it any number of times until it expires."""

    __slots__ = ()

    token: str
    """The token: `ctok_` and 32 hexadecimal digits."""

    expires_at: datetime
    """When the token expires."""

    connect_link_url: str
    """Page on which the user connects an account; contains the token. Add the query parameter `app` (name slug)
    before use."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "token": Field("token", secret=True),
        "expires_at": Field("expires_at", date_time),
        "connect_link_url": Field("connect_link_url", secret=True),
    }
