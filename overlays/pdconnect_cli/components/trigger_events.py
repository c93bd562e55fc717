"""Print the events of a deployed trigger."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from pdconnect.models import EmittedEvent
from pdconnect_api.model import date_time

from ..output.column import Column
from ..output.streams import Output
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


class EventWatch:
    """The events of one deployed trigger that arrive from now on."""

    def __init__(self, fetch: FetchEvents) -> None:
        self._fetch = fetch
        self.latest = oldest_first(fetch(MAX_EVENTS))
        """The latest events when the watch began, oldest first."""
        self._seen = {event.id for event in self.latest}

    def new_events(self, output: Output) -> list[EmittedEvent]:
        """Return the events since the last call, oldest first. Print a note if some may be missing."""
        found = self._fetch(MAX_EVENTS)
        new = [event for event in found if event.id not in self._seen]
        if len(new) == MAX_EVENTS:
            output.note("More events arrived than the service returns at once; some may be missing here.", "yellow")
        self._seen = {event.id for event in found}
        return oldest_first(new)


def follow(session: Session, fetch: FetchEvents, number: int, interval: float, as_json_lines: bool) -> None:
    """Print the latest events, then new ones as they arrive, until Ctrl-C."""
    watch = EventWatch(fetch)
    print_events(session, watch.latest[-number:], as_json_lines)
    session.output.note("Waiting for events. Press Ctrl-C to stop.")
    while True:
        session.system.sleep(interval)
        print_events(session, watch.new_events(session.output), as_json_lines, header=False)
