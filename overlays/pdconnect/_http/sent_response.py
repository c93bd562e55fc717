"""A response, and the tokens and attempts it took."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .backend import Response


class SentResponse(NamedTuple):
    """A response, and the tokens and attempts it took."""

    response: Response
    tokens: list[str]
    """The tokens of the last attempt: two if the first one was rejected."""
    attempts: int
