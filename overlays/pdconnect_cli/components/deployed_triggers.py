"""Columns and details of deployed triggers."""

from __future__ import annotations

from pdconnect_api.model import date_time
from pdconnect_api.models.emitter import Emitter

from ..output.column import Column

DEPLOYED_COLUMNS = (
    Column[Emitter]("ID", lambda trigger: trigger.id, no_truncate=True),
    Column[Emitter]("COMPONENT", lambda trigger: getattr(trigger, "component_key", None)),
    Column[Emitter]("NAME", lambda trigger: getattr(trigger, "name", None)),
    Column[Emitter]("ACTIVE", lambda trigger: getattr(trigger, "active", None), preferred=True),
    Column[Emitter]("CREATED (UTC)", lambda trigger: _from_unix_time(getattr(trigger, "created_at", None))),
)
DEPLOYED_DETAILS = (
    *DEPLOYED_COLUMNS,
    Column[Emitter]("UPDATED (UTC)", lambda trigger: _from_unix_time(getattr(trigger, "updated_at", None))),
    Column[Emitter]("ENDPOINT", lambda trigger: getattr(trigger, "endpoint_url", None)),
)


def _from_unix_time(value: object) -> object:
    """Convert a Unix time to a datetime."""
    return None if value is None else date_time(value)
