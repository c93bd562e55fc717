"""`pdconnect listen`."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Annotated

import typer

import pdconnect
from pdconnect_api.model import date_time

from ..components.event_relay import TIMEOUT, Delivery, Receiver, Sender, check_url, deliver
from ..components.trigger_events import EventWatch
from ..framework.command import command
from ..options.common import UserOption
from ..output.column import Column
from ..session import Session

Triggers = Annotated[list[str], typer.Argument(metavar="TRIGGER...", help="Ids of deployed triggers (dc_…).")]
ForwardTo = Annotated[
    str, typer.Option(metavar="URL", help="Where to send the events, such as http://localhost:8000/hook.")
]
Interval = Annotated[
    float,
    typer.Option(min=0.5, metavar="SECONDS", help="Interval between requests for new events.", show_default=True),
]
Replay = Annotated[
    int,
    typer.Option(
        min=0, max=100, metavar="N", help="First send the latest N events of each trigger.", show_default=True
    ),
]
MaxEvents = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Stop after this many events. Default: no limit.")
]
KeyFromStdin = Annotated[
    bool,
    typer.Option(
        "--signing-key-stdin", help="Read the signing key from standard input. Default: a new key, which is printed."
    ),
]
_COLUMNS = (
    Column[Delivery]("TIME (UTC)", lambda delivery: date_time(delivery.event.ts)),
    Column[Delivery]("TRIGGER", lambda delivery: delivery.trigger, no_truncate=True),
    Column[Delivery]("EVENT", lambda delivery: delivery.event.id, no_truncate=True),
    Column[Delivery]("ACCEPTED", lambda delivery: delivery.accepted, preferred=True),
    Column[Delivery]("OUTCOME", lambda delivery: delivery.outcome),
)
_RETRYABLE = (pdconnect.TransportError, pdconnect.ServerError, pdconnect.TooManyRequestsError)


def register(app: typer.Typer, section: str) -> None:
    """Add the command."""
    examples = ["pdconnect listen dc_1a2b3c --user user-1 --forward-to http://localhost:8000/hook"]
    command(app, "listen", section=section, examples=examples)(listen)


def listen(
    session: Session,
    trigger: Triggers,
    user: UserOption,
    forward_to: ForwardTo,
    interval: Interval = 5,
    replay: Replay = 0,
    max_events: MaxEvents = None,
    signing_key_stdin: KeyFromStdin = False,
) -> None:
    """Send the events of deployed triggers to a receiver on your machine, until Ctrl-C.

    Use it to try a webhook receiver that the service cannot reach. Nothing is deployed or changed: the command requests new events
    at an interval, and sends each one once, with the headers and the signature of the service. A receiver that fails does not stop it.
    """
    receiver = Receiver(check_url(forward_to), _signing_key(session, signing_key_stdin))
    client = session.new_client(max_retries=0)  # the next request for events is the retry
    watches = {each: _watch(client, each, user) for each in dict.fromkeys(trigger)}
    session.output.note("Waiting for events. Press Ctrl-C to stop.")
    with session.system.open_http_client(TIMEOUT) as http:
        for number, (trigger_id, event) in enumerate(islice(_events(session, watches, interval, replay), max_events)):
            sender = Sender(trigger_id, user, client.project_id or "", client.environment or "")
            delivery = deliver(http, receiver, sender, event, session.system.now())
            session.output.table(_COLUMNS, [delivery], header=number == 0)


def _watch(client: pdconnect.Client, trigger: str, user: str) -> EventWatch:
    return EventWatch(lambda n: client.deployed_triggers.list_events(trigger, external_user_id=user, n=n))


def _events(
    session: Session, watches: Mapping[str, EventWatch], interval: float, replay: int
) -> Iterator[tuple[str, pdconnect.models.EmittedEvent]]:
    """Yield the latest events of each trigger, then the new ones, each with the id of its trigger. It never ends."""
    for trigger_id, watch in watches.items():
        yield from ((trigger_id, event) for event in (watch.latest[-replay:] if replay else ()))
    while True:
        session.system.sleep(interval)
        for trigger_id, watch in watches.items():
            yield from ((trigger_id, event) for event in _new_events(session, watch))


def _new_events(session: Session, watch: EventWatch) -> list[pdconnect.models.EmittedEvent]:
    """Return the new events of a trigger; none if they cannot be fetched now, so that an outage doesn't end the command."""
    try:
        return watch.new_events(session.output)
    except _RETRYABLE as error:
        session.output.note(f"{error}. Trying again.", "yellow")
        return []


def _signing_key(session: Session, from_stdin: bool) -> str:
    if from_stdin:
        key = sys.stdin.readline().strip()
        if not key:
            raise typer.BadParameter("--signing-key-stdin: standard input is empty")
        return key
    key = secrets.token_hex(32)
    session.output.note(f"Signing key of this run: {key}", "none", unbroken=True)
    return key
