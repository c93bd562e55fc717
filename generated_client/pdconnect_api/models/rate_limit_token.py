# Generated from spec/schemas/rate_limits.yaml#/RateLimitToken. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ..model import Field, Model


class RateLimitToken(Model):
    """A token for the header `x-pd-rate-limit`."""

    __slots__ = ()

    token: str
    """The token."""

    FIELDS: ClassVar[Mapping[str, Field]] = {"token": Field("token", secret=True)}
