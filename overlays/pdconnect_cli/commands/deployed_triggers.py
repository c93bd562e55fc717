"""`pdconnect triggers`: the commands for deployed triggers."""

from __future__ import annotations

from typing import Annotated

import typer

from pdconnect_api.models.emitter import Emitter

from ..components.deployed_triggers import DEPLOYED_COLUMNS, DEPLOYED_DETAILS
from ..components.trigger_events import FetchEvents, follow, oldest_first, print_events
from ..framework.command import command
from ..framework.list_command import FetchFirstPage, list_command
from ..interrupts import defer_interrupt
from ..options.common import AsJson, UserOption, Yes
from ..output.redaction import display_json
from ..prompts.confirm import confirm
from ..session import Session
from .triggers import group

TriggerId = Annotated[str, typer.Argument(metavar="TRIGGER", help="Id of the deployed trigger (dc_…).")]
Follow = Annotated[bool, typer.Option("--follow", "-f", help="Keep running and print new events, until Ctrl-C.")]
Interval = Annotated[
    float,
    typer.Option(min=0.5, metavar="SECONDS", help="Interval between the requests of --follow.", show_default=True),
]
Number = Annotated[
    int, typer.Option("--limit", "-n", min=1, max=100, metavar="N", help="Maximum number of events.", show_default=True)
]
AsJsonLines = Annotated[bool, typer.Option("--jsonl", help="Print one JSON object per line.")]
IgnoreHookErrors = Annotated[
    bool, typer.Option("--ignore-hook-errors", help="Delete even if the trigger's own clean-up fails.")
]


@list_command(group, "deployed", DEPLOYED_COLUMNS, examples=["pdconnect triggers deployed --user user-1"])
def deployed(session: Session, user: UserOption) -> FetchFirstPage[Emitter]:
    """List the deployed triggers of a user."""
    return lambda size: session.client.deployed_triggers.list(external_user_id=user, limit=size)


@command(group, "status", examples=["pdconnect triggers status dc_1a2b3c --user user-1"])
def status(session: Session, trigger: TriggerId, user: UserOption, as_json: AsJson = False) -> None:
    """Show one deployed trigger."""
    found = session.client.deployed_triggers.retrieve(trigger, external_user_id=user)
    if as_json:
        session.output.json(display_json(found))
    else:
        session.output.details(DEPLOYED_DETAILS, found)


@command(group, "events", examples=["pdconnect triggers events dc_1a2b3c --user user-1 --follow"])
def events(
    session: Session,
    trigger: TriggerId,
    user: UserOption,
    following: Follow = False,
    interval: Interval = 5,
    number: Number = 10,
    as_json_lines: AsJsonLines = False,
) -> None:
    """Print the latest events of a deployed trigger, oldest first."""
    fetch: FetchEvents = lambda n: session.client.deployed_triggers.list_events(trigger, external_user_id=user, n=n)  # noqa: E731 - typed
    if following:
        follow(session, fetch, number, interval, as_json_lines)
    else:
        print_events(session, oldest_first(fetch(number)), as_json_lines)


@command(group, "undeploy", examples=["pdconnect triggers undeploy dc_1a2b3c --user user-1"])
def undeploy(
    session: Session,
    trigger: TriggerId,
    user: UserOption,
    ignore_hook_errors: IgnoreHookErrors = False,
    yes: Yes = False,
) -> None:
    """Delete a deployed trigger."""
    output = session.output
    confirm(output, f"Delete the deployed trigger {trigger}? It will emit no more events.", yes=yes)
    with defer_interrupt(output):
        session.client.deployed_triggers.delete(
            trigger, external_user_id=user, ignore_hook_errors=ignore_hook_errors or None
        )
        output.success(f"Deleted {trigger}.")
