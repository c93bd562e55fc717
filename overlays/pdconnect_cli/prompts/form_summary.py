"""Summarize a form: as a table, and as the command that sets the same props."""

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
    """Return the configured props as sent to the service, with secrets masked."""
    secret = _secret_names(form)
    return {name: MASK if name in secret else value for name, value in form.configured_props.items()}


def show_summary(output: Output, form: AnyForm, command: Sequence[str]) -> None:
    """Print the props that are set, and the command that does the same without prompts. Secrets are not in the command."""
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
    output.note(f"The same without prompts: {shlex.join(words)}", unbroken=True)


def _secret_names(form: AnyForm) -> set[str]:
    return {prop.name for prop in form.props if getattr(prop.prop, "secret", False)}


def _options(prop: pdconnect.FormProp) -> list[str]:
    """Return the command-line options that set a prop to its current value."""
    value = cast("list[object] | object", prop.value)
    texts = [_text(item) for item in value] if isinstance(value, list) and value else [_text(value)]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return [word for text in texts for word in ("--set", f"{prop.name}={text}")]


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
