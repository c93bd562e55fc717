"""`pdconnect mcp`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from .. import exit_codes
from ..errors import CommandError
from ..framework.command import command
from ..missing_extras import missing_extra
from ..options.common import UserOption
from ..options.completion import complete_actions, complete_apps
from ..session import Session

Apps = Annotated[
    list[str] | None,
    typer.Option(
        "--app",
        metavar="SLUG",
        help="Actions of this app. Repeatable. Default: the apps of which the user has an account.",
        autocompletion=complete_apps,
    ),
]
Actions = Annotated[
    list[str] | None,
    typer.Option("--action", metavar="KEY", help="Only this action. Repeatable.", autocompletion=complete_actions),
]
Http = Annotated[bool, typer.Option("--http", help="Serve streamable HTTP at /mcp instead of stdin and stdout.")]
Host = Annotated[str, typer.Option(help="Address to listen on, with --http.")]
Port = Annotated[int, typer.Option(help="Port to listen on, with --http.", min=1, max=65535)]


def register(app: typer.Typer, section: str) -> None:
    """Add the command."""
    examples = [
        "pdconnect mcp --user user-1 --app slack",
        "pdconnect mcp --user user-1 --action slack-send-message --action slack-find-message",
        "pdconnect mcp --user user-1 --http --port 8000",
    ]
    command(app, "mcp", section=section, examples=examples)(mcp)


def mcp(
    session: Session,
    user: UserOption,
    apps: Apps = None,
    actions: Actions = None,
    http: Http = False,
    host: Host = "127.0.0.1",
    port: Port = 8000,
) -> None:
    """Serve the actions of a user's apps as tools for an assistant, by the Model Context Protocol (MCP).

    An assistant starts this command by itself: put the command line into its settings. The tools act on behalf of the user.
    """
    missing = missing_extra("mcp", extra="mcp")
    if missing:
        raise CommandError(missing, exit_codes.USAGE)
    options: dict[str, Any] = {"apps": apps or None, "actions": actions or None}
    server = session.client.mcp_server(user, **options)
    if http:
        session.output.note(f"serving http://{host}:{port}/mcp until Ctrl-C")
        server.run("streamable-http", host=host, port=port)
        return
    if session.output.can_prompt:
        session.output.note("this command exchanges JSON with an assistant on stdin and stdout; Ctrl-C stops it")
    server.run("stdio")
