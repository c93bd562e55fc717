# Generated from spec/schemas/usage.yaml#/ConnectUsage. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ..model import Field, Model


class ConnectUsage(Model):
    """Credits used in one period."""

    __slots__ = ()

    credits_used: int
    """Total number of credits."""

    action_run_credits_used: int | None = None
    """Credits for action runs."""

    proxy_credits_used: int | None = None
    """Credits for requests through the proxy."""

    source_emit_credits_used: int | None = None
    """Credits for events of deployed triggers."""

    usage_start_ts: int
    """Start of the period, in Unix seconds."""

    usage_end_ts: int
    """End of the period, in Unix seconds."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "credits_used": Field("credits_used"),
        "action_run_credits_used": Field("action_run_credits_used"),
        "proxy_credits_used": Field("proxy_credits_used"),
        "source_emit_credits_used": Field("source_emit_credits_used"),
        "usage_start_ts": Field("usage_start_ts"),
        "usage_end_ts": Field("usage_end_ts"),
    }
