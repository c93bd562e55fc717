# Generated from generator/runtime/errors.py. Do not edit: change that file and run `python -m generator`.
"""The root of every error, and the three that making calls and reading their answers can meet.

The errors of sending are added by the package `pdconnect`, whose `_errors` module draws the whole tree.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .models.observation import Observation


class PdconnectError(Exception):
    """Root of every error of this client: `except PdconnectError` catches whatever can go wrong in a call.

    What is known of the call stands in attributes, which are None where it isn't known. The text of an error holds no credentials.
    """

    operation: str | None = None
    """The operationId of the call, such as `accounts_list`."""
    method: str | None = None
    path: str | None = None
    """Path of the request, without its query."""
    status_code: int | None = None
    body: Any = None
    """The answer's body: decoded JSON, or the beginning of the text where it isn't JSON. It is data as it came, credentials included."""
    content: bytes | None = None
    """The answer's body as bytes, as far as it came; that of an error answer up to 1 MiB."""
    attempts: int | None = None
    """How often the request was sent."""
    cursor: str | None = None
    """Where a list could not be walked on: `list(after=…)` (`before=…` when walking backwards) goes on there. None: at its start."""
    request_id: str | None = None
    """The service's own id of the request, if it gave one; the thing to quote in a support case."""

    def __reduce__(self) -> tuple[Any, ...]:
        """What is pickled, and may end in somebody's queue or log, holds no credentials: the bytes are left out, the body is masked."""
        from .redaction import redact_json  # no call needs it that goes well

        kept = {name: value for name, value in self.__dict__.items() if name != "content"}
        if "body" in kept:
            kept["body"] = redact_json(kept["body"])
        return _remake, (type(self), self.args, kept)

    def __copy__(self) -> PdconnectError:
        return _remake(type(self), self.args, self.__dict__)

    def __deepcopy__(self, memo: dict[int, Any]) -> PdconnectError:
        return _remake(type(self), self.args, copy.deepcopy(self.__dict__, memo))


def _remake(cls: type[PdconnectError], args: tuple[Any, ...], state: dict[str, Any]) -> PdconnectError:
    """Copy and unpickle an error without calling its `__init__`, whose arguments are not `args`."""
    error = cls.__new__(cls, *args)
    error.__dict__.update(state)
    return error


class InvalidArgumentError(PdconnectError, ValueError):
    """An argument was refused before anything was sent.

    `argument` is its name; the message says what would be right. The refused value is not repeated where it may be a secret.
    """

    argument: str

    def __init__(self, argument: str, reason: str) -> None:
        super().__init__(f"{argument} {reason}")
        self.argument = argument


class DecodeError(PdconnectError):
    """An answer is not of the shape that the operation promises; `body` holds what came.

    A field that is missing, null, unknown or of another type never raises this: see `pdconnect_api.model`.
    """


class ActionFailedError(PdconnectError):
    """An action ran and failed, which the service reports in an answer of success. `errors` holds what it reported."""

    errors: list[Observation]

    def __init__(self, errors: list[Observation], body: dict[str, Any]) -> None:
        super().__init__(f"the action failed: {_first_message(errors)}")
        self.errors = errors
        self.body = body


def _first_message(errors: list[Observation]) -> str:
    error = getattr(errors[0], "err", None)
    name, message = getattr(error, "name", None), getattr(error, "message", None)
    return ": ".join(str(part) for part in (name, message) if part) or "it reported an error without a message"
