"""What the two senders share: the values they handle, and what they decide."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx

from pdconnect_api.arguments import Unset
from pdconnect_api.call import Call, Operation

from .._config import PrivateKey, Settings, StaticToken
from .._exceptions import ConfigurationError, DeadlineExceededError, RateLimitExceededError, TransportError
from .._request_options import Options, RateLimitMode
from .request import RequestBuilder
from .response import Progress

if TYPE_CHECKING:
    from pdconnect_api.models.o_auth_token import OAuthToken

    from .._rate_limit.limiter import LimitReached
    from .deadline import Deadline
    from .raw_call import RawCall

logger = logging.getLogger("pdconnect")
_NOTHING = nullcontext()
MIN_TOKEN_AGE = 60.0
"""Seconds. Where a 401 may be that of somebody else, as behind the proxy, a token younger than this is not replaced for it."""
TIMEOUT_SLACK = 1.0
"""Seconds that a phase may outlast a deadline, so that it is the deadline that ends the call, and not by chance the phase."""


class Exchange(NamedTuple):
    """An answer and how it was come by."""

    response: httpx.Response
    tokens: list[str]
    """The tokens that the last attempt was sent with: two where the first was refused."""
    attempts: int


class Plan(NamedTuple):
    """How one call is sent."""

    call: Call[Any] | RawCall
    max_retries: int
    deadline: Deadline | None
    progress: Progress
    stream: bool = False
    remake: Callable[[], Call[Any]] | None = None
    """Makes the call of each further attempt, where one cannot be sent twice."""

    def again(self) -> Plan:
        """The plan of the next attempt."""
        return self if self.remake is None else self._replace(call=self.remake())

    def delay_after_answer(self, exchange: Exchange) -> float | None:
        """Seconds until the next attempt; None if this answer is the one. What a raw call brings is handed through, whatever it is."""
        call = self.call
        if exchange.response.status_code < 400 or not isinstance(call, Call):
            return None
        from .retry_policy import Outcome, delay_of  # no call needs them that goes well

        return self._in_time(delay_of(call, self.max_retries, exchange.attempts, Outcome.of_answer(exchange.response)))

    def delay_after_failure(self, error: TransportError, attempt: int) -> float | None:
        """Seconds until the next attempt; None if the failure must be told."""
        call = self.call
        if not call.replayable or isinstance(error, DeadlineExceededError):
            return None
        from .retry_policy import Outcome, delay_of

        return self._in_time(delay_of(call, self.max_retries, attempt, Outcome.of_failure(error)))

    def delay_at_limit(self, mode: RateLimitMode | None, reached: LimitReached) -> float:
        """Seconds until a limit of our own has room. Raises RateLimitExceededError where that is not to be waited for."""
        if mode == "wait" and self._in_time(reached.wait) is not None:
            return reached.wait
        from .errors import of_call

        raise of_call(RateLimitExceededError(reached.limit, reached.wait), self.call)

    def reads_body(self, response: httpx.Response) -> bool:
        """Whether the body is read here: unless the caller does, or gets an error anyhow."""
        return not self.stream or (not isinstance(self.call, Call) and self.call.refuses(response))

    def check_time(self) -> None:
        """Raise DeadlineExceededError if no time is left."""
        if self.deadline is not None and self.deadline.remaining() <= 0:
            raise self.too_late()

    def too_late(self) -> DeadlineExceededError:
        """The error of a call that has used up its time, with what has come by now."""
        from .errors import of_call

        seconds = 0.0 if self.deadline is None else self.deadline.seconds
        error = of_call(DeadlineExceededError(f"the deadline of {seconds:g} s ran out"), self.call)
        error.sent = self.progress.sent
        kept = self.progress.kept
        if kept is not None:
            error.status_code, error.content, error.request_id = kept.status_code, kept.content, kept.request_id
        return error

    def _in_time(self, delay: float | None) -> float | None:
        """The delay if it leaves time for anything after it."""
        return delay if delay is None or self.deadline is None or self.deadline.leaves(delay) else None


def deadline_after(seconds: float | None, clock: Callable[[], float]) -> Deadline | None:
    """The deadline in so many seconds; none for None."""
    if seconds is None:
        return None
    from .deadline import Deadline

    return Deadline(clock, seconds, clock() + seconds)


def watching(options: Options, call: Call[Any] | RawCall) -> AbstractContextManager[object]:
    """The contexts of all hooks around a call."""
    if not options.hooks:
        return _NOTHING
    from .._hooks import contexts

    return contexts(options.hooks, call)


def watched(options: Options) -> bool:
    """Whether anybody wants to know of attempts."""
    return bool(options.hooks) or logger.isEnabledFor(logging.DEBUG)


def log_retry(operation: Operation, attempt: int, status: int, delay: float) -> None:
    """Tell the log that a call will be sent again; a status of 0 stands for no answer."""
    if logger.isEnabledFor(logging.INFO):
        text = f"{operation.id}: attempt {attempt} gave {status or 'no answer'}, again in {delay:.3f} s"
        logger.info("%s", text, extra={"operation": operation.id, "attempt": attempt, "status": status, "delay": delay})


def hidden(secrets: tuple[object, ...]) -> AbstractContextManager[object]:
    """A context in which httpx logs no URL with these in it."""
    if not secrets:
        return _NOTHING
    from .._logging import hiding

    return hiding(secrets)


def phase_limits(options: Options, http: httpx.Client | httpx.AsyncClient) -> httpx.Timeout:
    """How long each phase of an attempt may take."""
    return http.timeout if isinstance(options.timeout, Unset) else httpx.Timeout(options.timeout)


def request_builder(settings: Settings, options: Options, http: httpx.Client | httpx.AsyncClient) -> RequestBuilder:
    """Prepare what is the same for every request."""
    cancellable = isinstance(http, httpx.AsyncClient)
    return RequestBuilder(settings, http.headers, options.headers, phase_limits(options, http), cancellable)


def token_call(settings: Settings) -> Call[OAuthToken]:
    """The token request. With a private key each one has an assertion of its own, which is why it is never sent twice."""
    from pdconnect_api.api.oauth_tokens.oauth_tokens_create import oauth_tokens_create  # not needed to build a client

    client = settings.credentials
    assert not isinstance(client, StaticToken)  # a token that was given is never fetched
    if isinstance(client, PrivateKey):
        from .._auth.private_key_jwt import ASSERTION_TYPE, client_assertion

        assertion = client_assertion(client, settings.base_url)
        return oauth_tokens_create(
            client_id=client.client_id, client_assertion_type=ASSERTION_TYPE, client_assertion=assertion
        )
    return oauth_tokens_create(client_id=client.client_id, client_secret=client.client_secret)


def check_allowed(settings: Settings, operation: Operation) -> None:
    """Refuse here what the service refuses a Connect token. Raises ConfigurationError."""
    credentials = settings.credentials
    if (
        isinstance(credentials, StaticToken)
        and credentials.connect
        and not operation.connect_token
        and operation.authenticated
    ):
        raise ConfigurationError(f"{operation.id} is not for Connect tokens: it needs a client with OAuth credentials")
