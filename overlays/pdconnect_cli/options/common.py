"""Options and arguments that several commands take."""

from __future__ import annotations

from typing import Annotated

import typer

UserOption = Annotated[
    str,
    typer.Option("--user", "-u", "--external-user-id", metavar="ID", help="Your own id of the user."),
]
OptionalUser = Annotated[
    str | None,
    typer.Option("--user", "-u", "--external-user-id", metavar="ID", help="Only of this user, by your own id."),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Don't ask for a confirmation.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Reveal = Annotated[bool, typer.Option("--reveal", help="Don't mask secrets in the JSON; never on a terminal.")]
Headers = Annotated[
    list[str] | None, typer.Option("--header", "-H", metavar="NAME:VALUE", help="A header to send along. Repeatable.")
]
Data = Annotated[
    str | None, typer.Option("--data", "-d", metavar="TEXT", help="A body: text, @FILE, or @- for standard input.")
]
