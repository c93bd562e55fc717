"""`python -m tests.integration.official_sdks.migration` writes the table of calls in docs/moving-from-the-official-sdk.md."""

from __future__ import annotations

import inspect
import json
import re
import subprocess
import typing
from collections.abc import Iterator

import pdconnect
from pdconnect.sandbox import Sandbox
from tests import ROOT

from . import FOLDER
from .sdk_programs import python

PAGE = ROOT / "docs/moving-from-the-official-sdk.md"
_TABLE = re.compile(r"(?<=\| official call \| here \|\n\|---\|---\|\n)(\|.*\n)+")
_RENAMED = {"s_3_key": "s3_key"}
_ELSEWHERE = {"request_options": "with_options"}
"""Arguments of the official SDK that are options of the client here."""


def with_table(page: str) -> str:
    """Return the page with the table of calls as both clients have them now."""
    return _TABLE.sub(lambda _: "".join(f"{row}\n" for row in _rows()), page)


def _rows() -> Iterator[str]:
    program, *_ = python()
    line = [program, str(FOLDER / "list_methods.py")]
    official = json.loads(subprocess.run(line, check=True, capture_output=True, text=True).stdout)
    with Sandbox().client() as client:
        for name, parameters in official.items():
            yield f"| `{name}({', '.join(_without_options(parameters))})` | {_ours(client, name, parameters)} |"


def _ours(client: pdconnect.Client, name: str, official: list[str]) -> str:
    """Return what our method has in addition, or under another name. Raises AttributeError if there is no such method."""
    resource, _, method = name.rpartition(".")
    found = getattr(getattr(client, resource) if resource else client, method)
    ours = list(_parameters(found))
    wanted = [_RENAMED.get(each, each) for each in _without_options(official)]
    missing = [each for each in wanted if each not in ours]
    assert not missing, (name, missing)
    renamed = [f"`{new}` for `{old}`" for old, new in _RENAMED.items() if old in official]
    added = [f"`{each}`" for each in ours if each not in wanted]
    notes = [*renamed, *([f"also {', '.join(added)}"] if added else [])]
    return "the same" + "".join(f"; {note}" for note in notes)


def _parameters(function: object) -> Iterator[str]:
    """Yield the names of the parameters; those of an unpacked TypedDict too."""
    assert callable(function)
    hints = typing.get_type_hints(function)
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            (options,) = typing.get_args(hints[parameter.name])
            yield from typing.get_type_hints(options)
        else:
            yield parameter.name


def _without_options(parameters: list[str]) -> list[str]:
    return [each for each in parameters if each not in _ELSEWHERE]


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
