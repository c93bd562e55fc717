"""What a form is set to, for people: as a table, and as the command that sets the same."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from typing import Any, cast

from rich.table import Table
from rich.text import Text

import pdconnect

from ..output.formatting import printable
from ..output.redaction import MASK
from ..output.streams import Output
from .any_form import AnyForm


def masked_props(form: AnyForm) -> dict[str, Any]:
    """What is set, as the service gets it, secrets masked."""
    secret = _secret_names(form)
    return {name: MASK if name in secret else value for name, value in form.configured_props.items()}


def show_summary(output: Output, form: AnyForm, command: Sequence[str]) -> None:
    """Show what is set, and the command that does the same without asking; secrets are left to be asked for."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    words = list(command)
    secret = _secret_names(form)
    for prop in form.props:
        if prop.is_set:
            shown = MASK if prop.name in secret else _text(prop.value)
            table.add_row(f"  {prop.name}", Text(printable(shown)))
            words += [] if prop.name in secret else _options(prop)
    output.messages.print()
    output.messages.print(table)
    output.note(f"The same without questions: {shlex.join(words)}", unbroken=True)


def _secret_names(form: AnyForm) -> set[str]:
    return {prop.name for prop in form.props if getattr(prop.prop, "secret", False)}


def _options(prop: pdconnect.FormProp) -> list[str]:
    """The options that set a prop to what it is set to."""
    value = cast("list[object] | object", prop.value)
    texts = [_text(item) for item in value] if isinstance(value, list) and value else [_text(value)]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return [word for text in texts for word in ("--set", f"{prop.name}={text}")]


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
