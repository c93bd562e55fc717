"""`pdconnect sandbox`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from .. import exit_codes
from ..errors import CommandError
from ..framework.help_format import Command
from ..missing_extras import missing_extra

Arguments = Annotated[list[str] | None, typer.Argument(metavar="", hidden=True)]
_PACKAGES = ("attrs", "cattrs", "jinja2", "jsonschema_rs", "starlette", "uvicorn")


class SandboxCommand(Command):
    """A command whose options are those of `python -m pdconnect.sandbox`, which reads them itself."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the parts of the usage line after the name."""
        return ["[OPTIONS]"]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options of the sandbox."""
        if missing_extra(*_PACKAGES):
            return
        from pdconnect_sandbox.options import option_help

        with formatter.section("Options"):
            formatter.write_dl([*option_help(), ("-h, --help", "Show this message and exit.")])


def register(app: typer.Typer, section: str) -> None:
    """Add the command."""
    settings = {"ignore_unknown_options": True, "help_option_names": ["-h", "--help"]}
    app.command("sandbox", cls=SandboxCommand, context_settings=settings, rich_help_panel=section)(sandbox)


def sandbox(options: Arguments = None) -> None:
    """Run a local sandbox of the service, without network or account, until Ctrl-C.

    It prints the settings to paste into another terminal, and the address of a page that shows its requests.
    """
    missing = missing_extra(*_PACKAGES)
    if missing:
        raise CommandError(missing, exit_codes.USAGE)
    from pdconnect_sandbox.__main__ import main

    raise typer.Exit(main(options or [], command="pdconnect sandbox"))
