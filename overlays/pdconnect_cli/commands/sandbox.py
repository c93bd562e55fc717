"""`pdconnect sandbox`."""

from __future__ import annotations

from typing import Annotated

import typer

from .. import exit_codes
from ..errors import CommandError
from ..framework.help_format import Command
from ..missing_extras import missing_extra

Arguments = Annotated[
    list[str] | None, typer.Argument(metavar="[SANDBOX-OPTION]...", help="See pdconnect sandbox -- --help.")
]


def register(app: typer.Typer, section: str) -> None:
    """Add the command."""
    settings = {"ignore_unknown_options": True, "help_option_names": ["-h", "--help"]}
    app.command("sandbox", cls=Command, context_settings=settings, rich_help_panel=section)(sandbox)


def sandbox(options: Arguments = None) -> None:
    """Run a local sandbox of the service, without network or account, until Ctrl-C.

    It prints the settings to paste into another terminal. Its options, such as --port, are those of `python -m pdconnect.sandbox`.
    """
    missing = missing_extra("jsonschema_rs", "starlette", "uvicorn")
    if missing:
        raise CommandError(missing, exit_codes.USAGE)
    from pdconnect_sandbox.__main__ import main

    raise typer.Exit(main(options or []))
