"""Options and arguments of the commands for components."""

from __future__ import annotations

from typing import Annotated

import typer

from .completion import complete_actions, complete_apps, complete_components, complete_triggers

App = Annotated[
    str | None, typer.Option(metavar="SLUG", help="Only for this app; slug or id.", autocompletion=complete_apps)
]
Query = Annotated[str | None, typer.Option("--query", "-q", metavar="TEXT", help="Only items that match this text.")]
Version = Annotated[
    str | None,
    typer.Option("--component-version", metavar="VERSION", help="Version of the component. Default: the latest."),
]
ComponentKey = Annotated[
    str, typer.Argument(metavar="KEY", help="Key of the component.", autocompletion=complete_components)
]
ActionKey = Annotated[str, typer.Argument(metavar="KEY", help="Key of the action.", autocompletion=complete_actions)]
TriggerKey = Annotated[str, typer.Argument(metavar="KEY", help="Key of the trigger.", autocompletion=complete_triggers)]
PropName = Annotated[str, typer.Argument(metavar="PROP", help="Name of the prop.")]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", "-s", metavar="NAME=VALUE", help="Set a prop. Repeatable; for a list, once per item."),
]
Props = Annotated[
    str | None, typer.Option(metavar="FILE", help="JSON file with an object of props; - for standard input.")
]
NoInput = Annotated[bool, typer.Option("--no-input", help="Don't prompt; fail if a prop is missing.")]
