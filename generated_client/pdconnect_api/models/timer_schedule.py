# Generated from spec/schemas/props.yaml#/TimerSchedule. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ..model import Field, Model


class TimerSchedule(Model):
    """Either an interval or a cron expression."""

    __slots__ = ()

    interval_seconds: float | None = None
    """Seconds between runs."""

    cron: str | None = None
    """Cron expression."""

    timezone: str | None = None
    """Time zone of the cron expression. Default: UTC."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "interval_seconds": Field("intervalSeconds"),
        "cron": Field("cron"),
        "timezone": Field("timezone"),
    }
