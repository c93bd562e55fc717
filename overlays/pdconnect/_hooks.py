"""Hooks that observe calls, and the log of attempts."""

from __future__ import annotations

import logging
from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from typing import TYPE_CHECKING, NamedTuple

from pdconnect_api.call import Operation
from pdconnect_api.lazy_annotations import set_lazy_annotations
from pdconnect_api.redaction import redact

from ._exceptions import PdconnectError, request_id
from ._logging import logger

if TYPE_CHECKING:
    from pdconnect_api.http_types import HttpRequest, HttpResponse

    from ._http.errors import SentCall


class Attempt(NamedTuple):
    """One request of a call, about to be sent."""

    operation: Operation
    path: str
    """The path, with credentials hidden."""
    number: int
    """Counts from 1."""
    request: HttpRequest
    """What is sent, its Authorization header included: headers may be added to it, and it must not be logged whole."""


class AttemptResult(NamedTuple):
    """The result of one request: a response or an error."""

    attempt: Attempt
    duration: float
    """Seconds from sending the request to the end of the response, or to its headers if the caller reads the body."""
    response: HttpResponse | None = None
    error: PdconnectError | None = None

    @property
    def status_code(self) -> int | None:
        """The status code of the response; None if there is no response."""
        return None if self.response is None else self.response.status_code

    @property
    def request_id(self) -> str | None:
        """The service's own id of the request, or None."""
        return None if self.response is None else request_id(self.response.headers)


class Hooks:
    """Base class of hooks that observe calls: pass `hooks=[…]` to a client, and override the methods you need.

    Hooks are called in the thread or task that sends, and must not block. An error in `call` or `before_attempt` ends the call
    before anything is sent. An error in `after_attempt` is logged and ignored, so that it does not lose a response.
    """

    def call(self, operation: Operation, path: str) -> AbstractContextManager[object]:
        """Return a context for the whole call with all its attempts. The error of a failed call passes through it.

        Args:
            operation: The operation, with its id and its method.
            path: The path of the request, with credentials hidden.
        """
        return nullcontext()

    def before_attempt(self, attempt: Attempt) -> None:
        """Observe a request before it is sent.

        Args:
            attempt: The request, and which attempt of the call it is.
        """

    def after_attempt(self, result: AttemptResult) -> None:
        """Observe a request that has a response or has failed.

        Args:
            result: The attempt, its duration in seconds, and its response or error.
        """


_NO_HOOKS = nullcontext()


def call_hooks(hooks: Sequence[Hooks], call: SentCall) -> AbstractContextManager[object]:
    """Return the contexts of all hooks around a call."""
    return _contexts(hooks, call) if hooks else _NO_HOOKS


@contextmanager
def _contexts(hooks: Sequence[Hooks], call: SentCall) -> Generator[None]:
    path = redact(call.path, call.secrets)
    with ExitStack() as stack:
        for hook in hooks:
            stack.enter_context(hook.call(call.operation, path))
        yield


def run_before_attempt(hooks: Sequence[Hooks], attempt: Attempt) -> None:
    """Call the hooks before a request."""
    for hook in hooks:
        hook.before_attempt(attempt)


def run_after_attempt(hooks: Sequence[Hooks], result: AttemptResult) -> None:
    """Log how a request ended, and call the hooks."""
    if logger.isEnabledFor(logging.DEBUG):
        outcome = result.status_code if result.error is None else type(result.error).__name__
        attempt = result.attempt
        text = f"{attempt.operation.id} {attempt.operation.method} {attempt.path}: {outcome} in {result.duration:.3f} s"
        logger.debug("%s", text, extra=_fields(result))
    for hook in hooks:
        try:
            hook.after_attempt(result)
        except Exception:
            logger.exception("a hook failed after %s", result.attempt.operation.id, extra=_fields(result))


def _fields(result: AttemptResult) -> dict[str, object]:
    """Return the fields of the log record, which never contain a body, a header or a query."""
    return {
        "operation": result.attempt.operation.id,
        "attempt": result.attempt.number,
        "status": result.status_code,
        "request_id": result.request_id,
        "duration": result.duration,
    }


set_lazy_annotations(globals(), dict.fromkeys(("HttpRequest", "HttpResponse"), "pdconnect_api.http_types"))
