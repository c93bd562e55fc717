"""Events of a deployed trigger: the latest, and those that come."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from pdconnect.models import EmittedEvent
from pdconnect_api.model import date_time

from ..output.streams import Column
from ..session import Session

Ask = Callable[[int], list[EmittedEvent]]
"""Fetches the latest events, that many at most."""

AT_ONCE = 100
"""Events that the service gives at most."""

_COLUMNS = (
    Column[EmittedEvent]("TIME (UTC)", lambda event: date_time(event.ts)),
    Column[EmittedEvent]("ID", lambda event: event.id, no_truncate=True),
    Column[EmittedEvent]("SUMMARY", lambda event: event.sum or json.dumps(event.e, ensure_ascii=False)),
)


def oldest_first(events: Sequence[EmittedEvent]) -> list[EmittedEvent]:
    """Events in the order in which they came. The service gives the latest first, and multiple can be of the same millisecond."""
    latest_last = list(reversed(events))
    return sorted(latest_last, key=lambda event: event.ts)


def print_events(session: Session, events: Sequence[EmittedEvent], as_json_lines: bool, *, head: bool = True) -> None:
    """Print events, in the order given."""
    if as_json_lines:
        for event in events:
            session.output.json_line(event.to_dict())
    else:
        session.output.table(_COLUMNS, events, head=head)


def follow(session: Session, ask: Ask, number: int, interval: float, as_json_lines: bool) -> None:
    """Print the latest events, then those that come, until Ctrl-C."""
    found = ask(AT_ONCE)
    print_events(session, oldest_first(found)[-number:], as_json_lines)
    session.output.note("Waiting for events. Ctrl-C ends it.")
    while True:
        seen = {event.id for event in found}
        session.system.sleep(interval)
        found = ask(AT_ONCE)
        new = [event for event in found if event.id not in seen]
        if len(new) == AT_ONCE:
            session.output.note("More events came than the service tells at once; some may be missing here.", "yellow")
        print_events(session, oldest_first(new), as_json_lines, head=False)
