# Generated from generator/runtime/errors.py. Do not edit: change that file and run `python -m generator`.
"""The base of all errors, and the errors of building calls and reading their responses.

The package `pdconnect` adds the errors of sending; its module `_exceptions` shows the whole tree.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from .lazy_annotations import set_lazy_annotations

if TYPE_CHECKING:
    from .models.observation import Observation


class PdconnectError(Exception):
    """Base of all errors of this client: `except PdconnectError` catches every failure of a call.

    The attributes describe the call; an attribute is None if it is not known. The text of an error contains no credentials.
    """

    operation: str | None = None
    """The operationId of the call, such as `accounts_list`."""
    method: str | None = None
    path: str | None = None
    """Path of the request, without its query."""
    status_code: int | None = None
    body: Any = None
    """The body of the response: decoded JSON, or the beginning of the text if it is not JSON. It may contain credentials."""
    content: bytes | None = None
    """The bytes of the response body that were received; of an error response at most 1 MiB."""
    attempts: int | None = None
    """The number of times that the request was sent."""
    cursor: str | None = None
    """The cursor where iteration over a list failed: continue with `list(after=…)` (`before=…` when
    the list is read backwards). None: at its start."""
    request_id: str | None = None
    """The service's own id of the request, for support cases; None if the response has none."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the error without credentials: without `content`, the rest redacted. A pickle may be stored in a queue or log."""
        from .redaction import redact_state  # only failed calls need it

        state = {name: redact_state(value) for name, value in self.__dict__.items() if name != "content"}
        return _rebuild, (type(self), tuple(map(redact_state, self.args)), state)

    def __copy__(self) -> PdconnectError:
        return _rebuild(type(self), self.args, self.__dict__)

    def __deepcopy__(self, memo: dict[int, Any]) -> PdconnectError:
        try:
            state = copy.deepcopy(self.__dict__, memo)
        except RecursionError:  # a body can be nested deeper than `deepcopy` can follow
            state = self.__dict__
        return _rebuild(type(self), self.args, state)


def _rebuild(cls: type[PdconnectError], args: tuple[Any, ...], state: dict[str, Any]) -> PdconnectError:
    """Rebuild an error without calling its `__init__`, whose arguments differ from `args`."""
    error = cls.__new__(cls, *args)
    error.__dict__.update(state)
    return error


class InvalidArgumentError(PdconnectError, ValueError):
    """An argument is invalid; nothing was sent.

    `argument` is its name; the message says what is valid. It does not contain the value if that may be a secret.
    """

    argument: str

    def __init__(self, argument: str, reason: str) -> None:
        super().__init__(f"{argument} {reason}")
        self.argument = argument


class DecodeError(PdconnectError):
    """The response does not have the structure that the specification says; `body` contains it.

    A field that is missing, null, unknown or of another type never raises this: see `pdconnect_api.model`.
    """


class ActionFailedError(PdconnectError):
    """An action ran and failed. The service reports that in a response with status 200; `errors` contains the reported errors."""

    errors: list[Observation]

    def __init__(self, errors: list[Observation], body: dict[str, Any]) -> None:
        super().__init__(f"the action failed: {_first_message(errors)}")
        self.errors = errors
        self.body = body


def _first_message(errors: list[Observation]) -> str:
    error: object = getattr(errors[0], "err", None) or getattr(errors[0], "msg", None)
    parts = (error,) if isinstance(error, str) else (getattr(error, "name", None), getattr(error, "message", None))
    return ": ".join(str(part) for part in parts if part) or "it reported an error without a message"


set_lazy_annotations(globals(), {"Observation": ".models.observation"})
