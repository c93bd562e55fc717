"""Exit codes and hints for errors. Pure functions."""

from __future__ import annotations

import pdconnect

from . import exit_codes
from .client_internals import HTTPError, NetworkSettingsError
from .credentials.keyring import KeyringUnavailableError


class CommandError(pdconnect.PdconnectError):
    """A command failed. `code` is its exit code, `hint` what the user can do."""

    def __init__(self, message: str, code: int = exit_codes.FAILED, hint: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint


class Aborted(CommandError):
    """The user answered no to a confirmation."""


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
    (HTTPError, exit_codes.NO_RESPONSE),
)

_HINTS: dict[int, str] = {
    exit_codes.CONFIGURATION: "`pdconnect login` stores credentials; `pdconnect doctor` shows what is missing",
    exit_codes.ACCESS_DENIED: "`pdconnect doctor` shows which credentials are used and what is wrong with them",
    exit_codes.NO_RESPONSE: "`pdconnect doctor` checks whether the service can be reached",
    exit_codes.NOT_FOUND: "each environment has its own accounts, users and triggers: try the other --environment",
}

_LISTS = {
    **{name: f"{name} list --query TEXT" for name in ("actions", "apps", "components", "triggers")},
    **{name: f"{name.replace('_', '-')} list" for name in ("projects", "oauth_apps", "app_overrides")},
}
"""Resources whose items are the same in every environment, and the commands that list them."""


def exit_code_for(error: BaseException) -> int:
    """Return the exit code for an error."""
    if isinstance(error, CommandError):
        return error.code
    return next((code for kind, code in _CODES if isinstance(error, kind)), exit_codes.FAILED)


def hint_for(error: BaseException) -> str | None:
    """Return what the user can do about an error, or None."""
    if isinstance(error, CommandError):
        return error.hint
    if isinstance(error, NetworkSettingsError):
        return error.fix
    if isinstance(error, KeyringUnavailableError):
        return None  # its message says what to do
    if isinstance(error, pdconnect.FormIncompleteError):
        return "give them with --set name=value or --props file.json, or run this in a terminal to be prompted"
    if (
        isinstance(error, pdconnect.NotFoundError)
        and (resource := (error.operation or "").rpartition("_")[0]) in _LISTS
    ):
        return f"`pdconnect {_LISTS[resource]}` lists what is available"
    if isinstance(error, pdconnect.TooManyRequestsError) and error.retry_after:
        return f"the service asks to wait {error.retry_after:.0f} seconds"
    if isinstance(
        error,
        pdconnect.ConfigurationError | pdconnect.ApiError | pdconnect.TransportError,
    ):
        return _HINTS.get(exit_code_for(error))
    return None
