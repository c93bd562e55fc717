"""`python -m tests.pdconnect_cli.rendering` renders the help texts and the pictures of docs/cli.md."""

from __future__ import annotations

from pdconnect_cli.framework.app import render_help
from tests import ROOT

HELP = ROOT / "overlays/pdconnect_cli/help.txt"


def main() -> None:
    """Write the help first, since a picture shows it."""
    HELP.write_text(render_help(), encoding="utf-8")
    from . import pictures

    pictures.write()


if __name__ == "__main__":
    main()
