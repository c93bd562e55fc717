"""`pdconnect users`."""

from __future__ import annotations

from typing import Annotated

import typer

from pdconnect.models import ExternalUser

from ..framework.command import command, new_group
from ..framework.list_command import FetchFirstPage, list_command
from ..interrupts import defer_interrupt
from ..options.common import Yes
from ..output.column import Column
from ..prompts.confirm import confirm
from ..session import Session

group = new_group("Your users.")

UserId = Annotated[str, typer.Argument(metavar="USER", help="Your own id for the user.")]
Query = Annotated[str | None, typer.Option("--query", "-q", metavar="TEXT", help="Only ids that contain this text.")]

_LIST = (
    Column[ExternalUser]("USER", lambda user: user.external_id, no_truncate=True),
    Column[ExternalUser]("ID", lambda user: user.id),
    Column[ExternalUser]("CREATED (UTC)", lambda user: user.created_at),
)


@list_command(group, "list", _LIST)
def list_users(session: Session, query: Query = None) -> FetchFirstPage[ExternalUser]:
    """List users."""
    return lambda size: session.client.users.list(q=query, limit=size)


@command(group, "delete", examples=["pdconnect users delete user-1"])
def delete(session: Session, user: UserId, yes: Yes = False) -> None:
    """Delete a user, with all accounts and deployed triggers."""
    output = session.output
    confirm(output, f"Delete the user {user} with all accounts and deployed triggers?", yes=yes)
    with defer_interrupt(output):
        session.client.users.delete_external_user(user)
        output.success(f"Deleted the user {user}.")
