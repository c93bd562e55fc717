"""`pdconnect apps`."""

from __future__ import annotations

from typing import Annotated

import typer

from pdconnect.models import App

from ..framework.command import command, new_group
from ..framework.list_command import FetchFirstPage, list_command
from ..options.common import AsJson
from ..options.completion import complete_apps
from ..output.column import Column
from ..output.redaction import display_json
from ..session import Session

group = new_group("Apps whose accounts can be connected.")

AppId = Annotated[str, typer.Argument(metavar="APP", help="Slug or id of the app.", autocompletion=complete_apps)]
Query = Annotated[str | None, typer.Option("--query", "-q", metavar="TEXT", help="Only apps that match this text.")]
HasActions = Annotated[bool, typer.Option("--has-actions", help="Only apps with actions.")]
HasTriggers = Annotated[bool, typer.Option("--has-triggers", help="Only apps with triggers.")]

_LIST = (
    Column[App]("SLUG", lambda app: app.name_slug, no_truncate=True),
    Column[App]("NAME", lambda app: app.name),
    Column[App]("AUTH", lambda app: app.auth_type),
    Column[App]("CATEGORIES", lambda app: app.categories),
)
_DETAILS = (
    *_LIST,
    Column[App]("ID", lambda app: app.id),
    Column[App]("DESCRIPTION", lambda app: app.description),
    Column[App]("PROXY DOMAINS", lambda app: app.connect and app.connect.allowed_domains),
)


@list_command(group, "list", _LIST, examples=["pdconnect apps list -q sheets", "pdconnect apps list --all --jsonl"])
def list_apps(
    session: Session, query: Query = None, has_actions: HasActions = False, has_triggers: HasTriggers = False
) -> FetchFirstPage[App]:
    """List apps."""
    return lambda size: session.client.apps.list(
        q=query, has_actions=has_actions or None, has_triggers=has_triggers or None, limit=size
    )


@command(group, "show", examples=["pdconnect apps show slack"])
def show(session: Session, app: AppId, as_json: AsJson = False) -> None:
    """Show one app."""
    found = session.client.apps.retrieve(app)
    if as_json:
        session.output.json(display_json(found))
    else:
        session.output.details(_DETAILS, found)
