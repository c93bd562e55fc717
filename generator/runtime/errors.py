"""The root of every error, and the two errors that reading and describing calls can meet.

The errors of sending are added by the package `pdconnect`, whose `errors` module draws the whole tree.
"""

from __future__ import annotations


class ConnectError(Exception):
    """Root of every error of this client: `except ConnectError` catches whatever can go wrong in a call."""


class InvalidArgument(ConnectError, ValueError):
    """An argument was refused before anything was sent.

    `argument` is its name; the message says what would be right. The refused value is not repeated, since it may be a secret.
    """

    def __init__(self, argument: str, reason: str) -> None:
        super().__init__(argument, reason)
        self.argument = argument
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.argument} {self.reason}"


class DecodeError(ConnectError):
    """An answer is not of the shape that the operation promises, so nothing of it can be handed out as a model.

    A field that is missing, null, unknown or of another type never raises this: see `pdconnect_api.model`.
    """
