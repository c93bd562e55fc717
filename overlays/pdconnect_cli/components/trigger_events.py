"""Print the events of a deployed trigger."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from pdconnect.models import EmittedEvent
from pdconnect_api.model import date_time

from ..output.streams import Column
from ..session import Session

FetchEvents = Callable[[int], list[EmittedEvent]]
"""Fetches at most this many of the latest events."""

MAX_EVENTS = 100
"""Maximum number of events per request."""

_COLUMNS = (
    Column[EmittedEvent]("TIME (UTC)", lambda event: date_time(event.ts)),
    Column[EmittedEvent]("ID", lambda event: event.id, no_truncate=True),
    Column[EmittedEvent]("SUMMARY", lambda event: event.sum or json.dumps(event.e, ensure_ascii=False)),
)


def oldest_first(events: Sequence[EmittedEvent]) -> list[EmittedEvent]:
    """Return the events in order of arrival. The service returns the latest first, and several can have the same timestamp."""
    latest_last = list(reversed(events))
    return sorted(latest_last, key=lambda event: event.ts)


def print_events(session: Session, events: Sequence[EmittedEvent], as_json_lines: bool, *, header: bool = True) -> None:
    """Print events in the given order."""
    if as_json_lines:
        for event in events:
            session.output.json_line(event.to_dict())
    else:
        session.output.table(_COLUMNS, events, header=header)


def follow(session: Session, fetch: FetchEvents, number: int, interval: float, as_json_lines: bool) -> None:
    """Print the latest events, then new ones as they arrive, until Ctrl-C."""
    found = fetch(MAX_EVENTS)
    print_events(session, oldest_first(found)[-number:], as_json_lines)
    session.output.note("Waiting for events. Press Ctrl-C to stop.")
    while True:
        seen = {event.id for event in found}
        session.system.sleep(interval)
        found = fetch(MAX_EVENTS)
        new = [event for event in found if event.id not in seen]
        if len(new) == MAX_EVENTS:
            session.output.note(
                "More events arrived than the service returns at once; some may be missing here.", "yellow"
            )
        print_events(session, oldest_first(new), as_json_lines, header=False)
