"""Options and arguments that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

UserOption = Annotated[
    str,
    typer.Option("--user", "-u", "--external-user-id", metavar="ID", help="Your own id for the user."),
]
OptionalUser = Annotated[
    str | None,
    typer.Option("--user", "-u", "--external-user-id", metavar="ID", help="Only for this user; your own id."),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Don't ask for confirmation.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Reveal = Annotated[bool, typer.Option("--reveal", help="Don't mask secrets in the JSON. Refused on a terminal.")]
Headers = Annotated[
    list[str] | None, typer.Option("--header", "-H", metavar="NAME:VALUE", help="A request header. Repeatable.")
]
Data = Annotated[
    str | None,
    typer.Option("--data", "-d", metavar="TEXT", help="Request body: text, @FILE, or @- for standard input."),
]
