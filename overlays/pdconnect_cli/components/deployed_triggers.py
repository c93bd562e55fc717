"""Deployed triggers, as they are listed and shown."""

from __future__ import annotations

from pdconnect_api.model import date_time
from pdconnect_api.models.emitter import Emitter

from ..output.streams import Column

DEPLOYED_COLUMNS = (
    Column[Emitter]("ID", lambda trigger: trigger.id, no_truncate=True),
    Column[Emitter]("COMPONENT", lambda trigger: getattr(trigger, "component_key", None)),
    Column[Emitter]("NAME", lambda trigger: getattr(trigger, "name", None)),
    Column[Emitter]("ACTIVE", lambda trigger: getattr(trigger, "active", None), preferred=True),
    Column[Emitter]("CREATED (UTC)", lambda trigger: _moment(getattr(trigger, "created_at", None))),
)
DEPLOYED_DETAILS = (
    *DEPLOYED_COLUMNS,
    Column[Emitter]("UPDATED (UTC)", lambda trigger: _moment(getattr(trigger, "updated_at", None))),
    Column[Emitter]("ENDPOINT", lambda trigger: getattr(trigger, "endpoint_url", None)),
)


def _moment(value: object) -> object:
    """A unix time as a moment."""
    return None if value is None else date_time(value)
