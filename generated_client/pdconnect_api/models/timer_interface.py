# Generated from spec/schemas/deployed_triggers.yaml#/TimerInterface. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from ..model import Field, Model


class TimerInterface(Model):
    """A trigger without a component that emits on a schedule."""

    __slots__ = ()

    id: str
    """Id of the deployed trigger (`ti_...`)."""

    interval_seconds: float | None = None
    """Seconds between events; null if there is a `cron`."""

    cron: str | None = None
    """Cron expression; null if there is an interval."""

    timezone: str | None = None
    """Time zone of the cron expression."""

    schedule_changed_at: int | None = None
    """When the schedule was last changed, in the same unit as `created_at`."""

    created_at: int | None = None
    """When it was deployed, in Unix seconds in all examples."""

    updated_at: int | None = None
    """When it was last changed, in the same unit."""

    type: Literal["TimerInterface"] | None = None
    """Identifies this kind; often missing."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "id": Field("id"),
        "interval_seconds": Field("interval_seconds"),
        "cron": Field("cron"),
        "timezone": Field("timezone"),
        "schedule_changed_at": Field("schedule_changed_at"),
        "created_at": Field("created_at"),
        "updated_at": Field("updated_at"),
        "type": Field("type"),
    }
