"""What an error means for whoever typed the command: a message, a hint, an exit code. Decides, and does no I/O."""

from __future__ import annotations

import httpx

import pdconnect

from .._way import WayBlocked
from . import _codes
from ._store import KeyringUnavailable


class Failure(pdconnect.ConnectError):
    """A command could not do what it was asked; `code` is the exit code."""

    def __init__(self, message: str, code: int = _codes.FAILED, hint: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint


class Declined(Failure):
    """A question was answered with no."""


_CODES: tuple[tuple[type[BaseException], int], ...] = (
    (pdconnect.InvalidArgument, _codes.USAGE),
    (pdconnect.FormIncomplete, _codes.USAGE),
    (pdconnect.ConfigurationError, _codes.SETTINGS),
    (pdconnect.TransportError, _codes.NO_ANSWER),
    (pdconnect.NotFound, _codes.NOT_FOUND),
    (pdconnect.Unauthorized, _codes.NOT_ALLOWED),
    (pdconnect.Forbidden, _codes.NOT_ALLOWED),
    (pdconnect.TooManyRequests, _codes.THROTTLED),
    (pdconnect.RateLimitExceeded, _codes.THROTTLED),
    (pdconnect.ServerError, _codes.SERVICE_FAILED),
    (pdconnect.ApiError, _codes.REFUSED),
    (pdconnect.AuthenticationError, _codes.NOT_ALLOWED),
    (pdconnect.ActionFailed, _codes.COMPONENT_FAILED),
    (pdconnect.ComponentError, _codes.COMPONENT_FAILED),
    (pdconnect.AsynchronousAnswer, _codes.COMPONENT_FAILED),
    (pdconnect.DecodeError, _codes.SERVICE_FAILED),
    (pdconnect.PaginationError, _codes.SERVICE_FAILED),
    (httpx.HTTPError, _codes.NO_ANSWER),
)

_HINTS: dict[int, str] = {
    _codes.SETTINGS: "`pdconnect login` stores credentials; `pdconnect doctor` tells what is missing",
    _codes.NOT_ALLOWED: "`pdconnect doctor` tells which credentials are used and what is wrong with them",
    _codes.NO_ANSWER: "`pdconnect doctor` tells whether the service can be reached",
    _codes.NOT_FOUND: "each environment has its own accounts, users and triggers: try the other --environment",
}

_CATALOGUE = {f"{group}_retrieve": group for group in ("actions", "apps", "components", "triggers")}
"""Operations that look something up which is the same in every environment, by their ids, and the commands that list it."""


def exit_code(error: BaseException) -> int:
    """The exit code of an error."""
    if isinstance(error, Failure):
        return error.code
    if isinstance(error, pdconnect.AuthenticationError) and isinstance(error.__cause__, pdconnect.TransportError):
        return _codes.NO_ANSWER  # the credentials were never judged
    if isinstance(error, pdconnect.AuthenticationError) and isinstance(
        error.__cause__, pdconnect.ServerError | pdconnect.TooManyRequests | pdconnect.DecodeError
    ):
        return exit_code(error.__cause__)
    return next((code for kind, code in _CODES if isinstance(error, kind)), _codes.FAILED)


def hint_of(error: BaseException) -> str | None:
    """What to do about an error; None where nothing general can be said."""
    if isinstance(error, Failure):
        return error.hint
    if isinstance(error, WayBlocked):
        return error.mend
    if isinstance(error, KeyringUnavailable):
        return None  # it says itself what to do
    if isinstance(error, pdconnect.FormIncomplete):
        return "give them with --set name=value or --props file.json, or run this in a terminal to be asked"
    if isinstance(error, pdconnect.NotFound) and error.operation in _CATALOGUE:
        return f"`pdconnect {_CATALOGUE[error.operation]} list --query TEXT` finds what there is"
    if isinstance(error, pdconnect.TooManyRequests) and error.retry_after:
        return f"the service asks to wait {error.retry_after:.0f} seconds"
    if isinstance(
        error,
        pdconnect.AuthenticationError | pdconnect.ConfigurationError | pdconnect.ApiError | pdconnect.TransportError,
    ):
        return _HINTS.get(exit_code(error))
    return None
