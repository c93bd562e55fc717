"""The argument METHOD of the commands that send any request."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Method(StrEnum):
    """The methods of requests."""

    get = "GET"
    post = "POST"
    put = "PUT"
    patch = "PATCH"
    delete = "DELETE"


def _read_method(text: str) -> Method:
    """Return a method in any case. Typer's own choices would be listed in lower case, unlike in the help."""
    try:
        return Method(text.upper())
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not one of {', '.join(Method)}.") from None


def _complete_method(incomplete: str) -> list[str]:
    names = [method.value for method in Method if method.startswith(incomplete.upper())]
    return [name.lower() for name in names] if incomplete.islower() else names  # the shell drops what differs in case


MethodArgument = Annotated[
    Method,
    typer.Argument(
        metavar="METHOD",
        help="GET, POST, PUT, PATCH or DELETE.",
        parser=_read_method,
        autocompletion=_complete_method,
    ),
]
