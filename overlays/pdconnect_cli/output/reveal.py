"""Check the --reveal option."""

from __future__ import annotations

import typer

from .streams import Output


def check_reveal(output: Output, reveal: bool, as_json: bool) -> None:
    """Refuse to print secrets on a terminal, where people or screen recordings could see them. Raises BadParameter."""
    if reveal and not as_json:
        raise typer.BadParameter("--reveal needs --json: tables never show secrets")
    if reveal and output.on_terminal:
        raise typer.BadParameter("--reveal is refused on a terminal: redirect the output to a file or a program")
