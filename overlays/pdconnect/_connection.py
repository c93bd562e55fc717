"""What the two clients share: what they send with, and what may be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

import httpx

from pdconnect_api.call import Call, Operation

from ._errors import ConfigurationError, TransportError
from ._raw import RawCall
from ._requests import RequestBuilder
from ._retries import Outcome, RetryPolicy, retry_delay
from ._settings import GivenToken, PrivateKey, Settings

if TYPE_CHECKING:
    from pdconnect_api.models.o_auth_token import OAuthToken

HttpT = TypeVar("HttpT", httpx.Client, httpx.AsyncClient)
Timeout = float | httpx.Timeout | None
MIN_TOKEN_AGE = 60.0
"""Seconds. Where a 401 may be that of somebody else, as behind the proxy, a token younger than this is not replaced for it."""
DEFAULT_MAX_RETRIES = 2


class NotGiven:
    """The type of a default that is neither a time nor None."""


NOT_GIVEN = NotGiven()


class Wire(NamedTuple, Generic[HttpT]):
    """What a client sends with."""

    http: HttpT
    requests: RequestBuilder


class Exchange(NamedTuple):
    """An answer and how it was come by."""

    response: httpx.Response
    tokens: list[str]
    """The tokens that the last attempt was sent with: two where the first was refused."""
    attempts: int


def check_max_retries(value: int) -> int:
    """Check a number of retries. Raises ConfigurationError."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:  # pyright: ignore[reportUnnecessaryIsInstance]
        raise ConfigurationError("max_retries must be a number of retries: 0 or more")
    return value


def delay_after_answer(policy: RetryPolicy, call: Call[Any] | RawCall, exchange: Exchange) -> float | None:
    """Seconds until the next attempt; None if this answer is the one. What a raw call brings is handed through, whatever it is."""
    if isinstance(call, RawCall) or exchange.response.status_code < 400:
        return None
    outcome = Outcome.of_answer(exchange.response)
    return retry_delay(policy, exchange.attempts, outcome, idempotent=call.operation.idempotent)


def delay_after_failure(
    policy: RetryPolicy, call: Call[Any] | RawCall, error: TransportError, attempt: int
) -> float | None:
    """Seconds until the next attempt; None if the failure must be told."""
    if not call.replayable:
        return None
    return retry_delay(policy, attempt, Outcome.of_failure(error), idempotent=call.operation.idempotent)


async def task_sleep(seconds: float) -> None:
    """Wait without holding up the event loop, whichever it is."""
    from anyio import sleep  # costs something to import, and a synchronous program has no use for it

    await sleep(seconds)


def wire(settings: Settings, http: HttpT, timeout: Timeout | NotGiven) -> Wire[HttpT]:
    """Prepare what is the same for every request."""
    limit = http.timeout if isinstance(timeout, NotGiven) else httpx.Timeout(timeout)
    return Wire(http, RequestBuilder(settings, http.headers, limit))


def token_call(settings: Settings) -> Call[OAuthToken]:
    """The token request. With a private key each one has an assertion of its own, which is why it is never sent twice."""
    from pdconnect_api.api.oauth_tokens.oauth_tokens_create import oauth_tokens_create  # not needed to build a client

    client = settings.credentials
    assert not isinstance(client, GivenToken)  # a token that was given is never fetched
    if isinstance(client, PrivateKey):
        from ._assertion import ASSERTION_TYPE, client_assertion

        assertion = client_assertion(client, settings.base_url)
        return oauth_tokens_create(
            client_id=client.client_id, client_assertion_type=ASSERTION_TYPE, client_assertion=assertion
        )
    return oauth_tokens_create(client_id=client.client_id, client_secret=client.client_secret)


def check_allowed(settings: Settings, operation: Operation) -> None:
    """Refuse here what the service refuses a Connect token. Raises ConfigurationError."""
    credentials = settings.credentials
    if (
        isinstance(credentials, GivenToken)
        and credentials.connect
        and not operation.connect_token
        and operation.authenticated
    ):
        raise ConfigurationError(f"{operation.id} is not for Connect tokens: it needs a client with OAuth credentials")


def check_extras(settings: Settings) -> None:
    """What can only be checked with the extras at hand."""
    if isinstance(settings.credentials, PrivateKey):
        from ._assertion import check_key

        check_key(settings.credentials)
