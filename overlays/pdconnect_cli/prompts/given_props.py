"""Props from the command line: `--set` and `--props`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import typer

from pdconnect_api.models.configurable_prop import ConfigurableProp

from .prop_values import read_texts


class GivenProps:
    """The given props that are not set yet."""

    def __init__(self, texts: dict[str, list[str]], values: dict[str, Any]) -> None:
        self._texts = texts
        self._values = values

    @classmethod
    def read(cls, sets: list[str] | None, props: str | None) -> GivenProps:
        """Parse both options; `--set` overrides the file. Raises BadParameter."""
        texts: dict[str, list[str]] = {}
        for entry in sets or []:
            name, equals, text = entry.partition("=")
            if not name or not equals:
                raise typer.BadParameter("--set takes NAME=VALUE")  # not quoted: the text may be a secret
            texts.setdefault(name, []).append(text)
        values = {} if props is None else _read_file(props)
        return cls(texts, {name: value for name, value in values.items() if name not in texts})

    @property
    def names(self) -> list[str]:
        """The names of the props."""
        return [*self._values, *self._texts]

    def pop(self, prop: ConfigurableProp) -> Any:
        """Remove and return the value for a prop."""
        if prop.name in self._texts:
            return read_texts(prop, self._texts.pop(prop.name))
        return self._values.pop(prop.name)


def _read_file(name: str) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        values = json.loads(text)
    except OSError as error:
        raise typer.BadParameter(f"--props {name} cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise typer.BadParameter(f"--props {name} is not JSON: {error}") from None
    if not isinstance(values, dict):
        raise typer.BadParameter(f"--props {name} must contain a JSON object of props")
    return values  # pyright: ignore[reportUnknownVariableType]
