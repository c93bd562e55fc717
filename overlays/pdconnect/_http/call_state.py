"""The state of one call: the request, its limits, and its progress.

Each step of `_http/steps` passes it to the next one. Its methods make decisions and do no I/O.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .._exceptions import DeadlineExceededError, RateLimitExceededError, TransportError
from .errors import with_call
from .retry_policy import Outcome, retry_delay

if TYPE_CHECKING:
    from pdconnect_api.call import Call

    from .._rate_limit.limits import LimitReached
    from .._request_options import RateLimitMode
    from .backend import Request, Response
    from .body import BodyReader
    from .deadline import Deadline
    from .raw_call import RawCall


class CallState:
    """The state of one call."""

    __slots__ = (
        "abandon_connection",
        "attempt",
        "body",
        "call",
        "deadline",
        "is_abandoned",
        "max_retries",
        "rebuild",
        "request",
        "requests_sent",
        "stream",
        "token",
        "tokens",
    )

    def __init__(
        self,
        call: Call[Any] | RawCall,
        max_retries: int,
        deadline: Deadline | None,
        *,
        stream: bool = False,
        rebuild: Callable[[], Call[Any]] | None = None,
    ) -> None:
        self.call = call
        self.max_retries = max_retries
        self.deadline = deadline
        self.stream = stream
        """Whether the caller reads the body."""
        self.rebuild = rebuild
        """Makes the call of each retry, where one cannot be sent twice."""
        self.attempt = 1
        self.token: str | None = None
        """The token of the next request; None where none is needed."""
        self.tokens: list[str] = []
        self.request: Request
        """The request of the current attempt, once it is built."""
        self.requests_sent = 0
        """Requests that the service may have seen, over all attempts."""
        self.body: BodyReader | None = None
        """The body of the last response, while it is read."""
        self.abandon_connection: Callable[[CallState], None] | None = None
        """Ends the request under way from another thread. It has this state as an argument: a reference to it would be a cycle."""
        self.is_abandoned = False
        """Whether the caller no longer waits for the call. Then nothing more is sent."""

    @property
    def sent(self) -> bool:
        """Whether the service may have seen a request."""
        return self.requests_sent > 0

    @property
    def may_renew_token(self) -> bool:
        """Whether the request may be sent once more after a 401.

        The 401 of a raw call may be the app's own, given after it has executed the request: then only idempotent requests are sent again.
        """
        return self.call.replayable and (self.call.status_is_from_service or self.call.operation.idempotent)

    def abandon(self) -> None:
        """End the current request, from another thread."""
        self.is_abandoned = True
        if self.abandon_connection is not None:
            self.abandon_connection(self)

    def begin_attempt(self) -> None:
        """Prepare for an attempt."""
        self.tokens = []
        self.token = None

    def redirect(self, call: RawCall) -> None:
        """Continue with the call to the target of a redirect. It has retries of its own."""
        self.call, self.attempt, self.body = call, 1, None

    def next_attempt(self) -> None:
        """Count an attempt, and prepare the call of the next one."""
        self.attempt += 1
        if self.rebuild is not None:
            self.call = self.rebuild()

    def retry_delay_for_response(self, response: Response) -> float | None:
        """Return the seconds until the next attempt; None if this response is final. Responses of raw calls always are."""
        if response.status_code < 400 or not self.call.status_is_from_service:
            return None
        return self._retry_delay(Outcome.of_response(response))

    def retry_delay_for_error(self, error: TransportError) -> float | None:
        """Return the seconds until the next attempt; None if the error is final."""
        if not self.call.replayable or isinstance(error, DeadlineExceededError):
            return None
        return self._retry_delay(Outcome.of_error(error))

    def longest_rate_limit_wait(self, mode: RateLimitMode) -> float | None:
        """Return the seconds that the call may wait for a local limit; None for any time."""
        if mode == "fail":
            return 0.0
        return None if self.deadline is None else self.deadline.remaining()

    def rate_limit_delay(self, mode: RateLimitMode, reached: LimitReached) -> float:
        """Return the seconds to wait before a local limit is asked again. Raises RateLimitExceededError if the call must not wait."""
        if mode != "fail" and self._within_deadline(reached.wait) is not None:
            return reached.pause
        raise with_call(RateLimitExceededError(reached.limit, reached.wait), self.call)

    def reads_body(self, response: Response) -> bool:
        """Return whether the transport step reads the body. A caller who streams reads it, except that of an error."""
        return not self.stream or self.call.is_error(response.status_code)

    def check_deadline(self) -> None:
        """Raise DeadlineExceededError if no time is left."""
        if self.deadline is not None and self.deadline.remaining() <= 0:
            raise self.deadline_error()

    def deadline_error(self) -> DeadlineExceededError:
        """Return the error for a call whose deadline has passed, with the received part of the response."""
        seconds = 0.0 if self.deadline is None else self.deadline.seconds
        error = with_call(DeadlineExceededError(f"the deadline of {seconds:g} s passed"), self.call)
        error.sent, error.attempts = self.sent, self.attempt
        body = self.body
        if body is not None:
            error.status_code, error.content = body.status_code, body.content
            error.request_id = body.request_id
        return error

    def _retry_delay(self, outcome: Outcome) -> float | None:
        delay = retry_delay(outcome, self.attempt, self.max_retries, idempotent=self.call.operation.idempotent)
        return self._within_deadline(delay)

    def _within_deadline(self, delay: float | None) -> float | None:
        """Return the delay if it leaves time for anything after it."""
        return delay if delay is None or self.deadline is None or self.deadline.allows(delay) else None
