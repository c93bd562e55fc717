"""`pdconnect listen`."""

from __future__ import annotations

import secrets
import sys
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
    typer.Option(min=0.5, metavar="SECONDS", help="Interval between two looks for new events.", show_default=True),
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
_TEMPORARY = (pdconnect.TransportError, pdconnect.ServerError, pdconnect.TooManyRequestsError)


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

    Use it to try a webhook receiver that the service cannot reach. Nothing is deployed or changed: the command looks for new events at
    an interval, and sends each one once, with the headers and the signature of the service. A receiver that fails does not stop it.
    """
    receiver = Receiver(check_url(forward_to), _signing_key(session, signing_key_stdin))
    client = session.new_client(max_retries=0)  # the next look is the retry
    watches = {each: _watch(client, each, user) for each in dict.fromkeys(trigger)}
    pending = {each: watch.latest[-replay:] if replay else [] for each, watch in watches.items()}
    session.output.note("Waiting for events. Press Ctrl-C to stop.")
    sent = 0
    with session.system.open_http_client(TIMEOUT) as http:
        while True:
            for each, events in pending.items():
                sender = Sender(each, user, client.project_id or "", client.environment or "")
                for event in events:
                    session.output.table(
                        _COLUMNS, [deliver(http, receiver, sender, event, session.system.now())], header=not sent
                    )
                    sent += 1
                    if sent == max_events:
                        return
            session.system.sleep(interval)
            pending = {each: _new_events(session, watch) for each, watch in watches.items()}


def _watch(client: pdconnect.Client, trigger: str, user: str) -> EventWatch:
    return EventWatch(lambda n: client.deployed_triggers.list_events(trigger, external_user_id=user, n=n))


def _new_events(session: Session, watch: EventWatch) -> list[pdconnect.models.EmittedEvent]:
    """Return the new events of a trigger; none if they cannot be fetched now, so that an outage doesn't end the command."""
    try:
        return watch.new_events(session.output)
    except _TEMPORARY as error:
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
