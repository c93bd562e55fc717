"""Whether secrets may be written out."""

from __future__ import annotations

import typer

from .streams import Output


def check_reveal(output: Output, reveal: bool, as_json: bool) -> None:
    """Refuse to write secrets where people, or recordings of the screen, would see them. Raises BadParameter."""
    if reveal and not as_json:
        raise typer.BadParameter("--reveal goes with --json only: tables never show secrets")
    if reveal and output.on_terminal:
        raise typer.BadParameter("--reveal is not for terminals: send the output to a file or a program")
