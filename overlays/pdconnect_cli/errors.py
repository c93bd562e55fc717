"""What an error means for whoever typed the command: a message, a hint, an exit code. Decides, and does no I/O."""

from __future__ import annotations

import httpx

import pdconnect

from . import exit_codes
from .client_internals import NetworkSettingsError
from .credentials.keyring import KeyringUnavailableError


class CommandError(pdconnect.PdconnectError):
    """A command could not do what it was asked; `code` is the exit code."""

    def __init__(self, message: str, code: int = exit_codes.FAILED, hint: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint


class Aborted(CommandError):
    """A question was answered with no."""


_CODES: tuple[tuple[type[BaseException], int], ...] = (
    (pdconnect.InvalidArgumentError, exit_codes.USAGE),
    (pdconnect.FormIncompleteError, exit_codes.USAGE),
    (pdconnect.ConfigurationError, exit_codes.CONFIGURATION),
    (pdconnect.TransportError, exit_codes.NO_RESPONSE),
    (pdconnect.NotFoundError, exit_codes.NOT_FOUND),
    (pdconnect.AuthenticationError, exit_codes.ACCESS_DENIED),
    (pdconnect.ForbiddenError, exit_codes.ACCESS_DENIED),
    (pdconnect.TooManyRequestsError, exit_codes.RATE_LIMITED),
    (pdconnect.RateLimitExceededError, exit_codes.RATE_LIMITED),
    (pdconnect.ServerError, exit_codes.SERVICE_FAILED),
    (pdconnect.ApiError, exit_codes.REFUSED),
    (pdconnect.ActionFailedError, exit_codes.COMPONENT_FAILED),
    (pdconnect.ComponentError, exit_codes.COMPONENT_FAILED),
    (pdconnect.AcceptedResponseError, exit_codes.COMPONENT_FAILED),
    (pdconnect.DecodeError, exit_codes.SERVICE_FAILED),
    (pdconnect.PaginationError, exit_codes.SERVICE_FAILED),
    (httpx.HTTPError, exit_codes.NO_RESPONSE),
)

_HINTS: dict[int, str] = {
    exit_codes.CONFIGURATION: "`pdconnect login` stores credentials; `pdconnect doctor` tells what is missing",
    exit_codes.ACCESS_DENIED: "`pdconnect doctor` tells which credentials are used and what is wrong with them",
    exit_codes.NO_RESPONSE: "`pdconnect doctor` tells whether the service can be reached",
    exit_codes.NOT_FOUND: "each environment has its own accounts, users and triggers: try the other --environment",
}

_CATALOGUE = {f"{group}_retrieve": group for group in ("actions", "apps", "components", "triggers")}
"""Operations that look something up which is the same in every environment, by their ids, and the commands that list it."""


def exit_code_for(error: BaseException) -> int:
    """The exit code of an error."""
    if isinstance(error, CommandError):
        return error.code
    return next((code for kind, code in _CODES if isinstance(error, kind)), exit_codes.FAILED)


def hint_for(error: BaseException) -> str | None:
    """What to do about an error; None where nothing general can be said."""
    if isinstance(error, CommandError):
        return error.hint
    if isinstance(error, NetworkSettingsError):
        return error.fix
    if isinstance(error, KeyringUnavailableError):
        return None  # it says itself what to do
    if isinstance(error, pdconnect.FormIncompleteError):
        return "give them with --set name=value or --props file.json, or run this in a terminal to be asked"
    if isinstance(error, pdconnect.NotFoundError) and error.operation in _CATALOGUE:
        return f"`pdconnect {_CATALOGUE[error.operation]} list --query TEXT` finds what there is"
    if isinstance(error, pdconnect.TooManyRequestsError) and error.retry_after:
        return f"the service asks to wait {error.retry_after:.0f} seconds"
    if isinstance(
        error,
        pdconnect.ConfigurationError | pdconnect.ApiError | pdconnect.TransportError,
    ):
        return _HINTS.get(exit_code_for(error))
    return None
