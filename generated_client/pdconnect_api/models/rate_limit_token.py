# Generated from spec/schemas/rate_limits.yaml#/RateLimitToken. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import attrs

from ..model import Field, Model


@attrs.frozen(kw_only=True, eq=False, repr=False, weakref_slot=False)
class RateLimitToken(Model):
    """A token for the header `x-pd-rate-limit`."""

    token: str
    """The token."""

    FIELDS: ClassVar[Mapping[str, Field]] = {"token": Field("token", secret=True)}
