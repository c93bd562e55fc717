"""Props from the command line: `--set` and `--props`."""

from __future__ import annotations

from typing import Any

import typer

from pdconnect_api.models.configurable_prop import ConfigurableProp

from ..options.requests import read_json_object
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
        values = {} if props is None else read_json_object("--props", props)
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
