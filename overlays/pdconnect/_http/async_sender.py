"""The life of one call, for tasks: limit, token, request, answer, further attempts. Its twin for threads is `_sending`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import httpx

from pdconnect_api.call import Call

from .._exceptions import AuthenticationError, PdconnectError, TransportError
from .attempt import (
    MIN_TOKEN_AGE,
    TIMEOUT_SLACK,
    Exchange,
    Plan,
    check_allowed,
    deadline_after,
    hidden,
    log_retry,
    request_builder,
    token_call,
    watched,
    watching,
)
from .request import RequestBuilder
from .response import KeptStream, Progress, check_success, read_answer

if TYPE_CHECKING:
    from .._auth.token_manager import AccessToken
    from .._config import Settings
    from .._request_options import Options
    from .._runtime import AsyncShared
    from .raw_call import RawCall

T = TypeVar("T")


class AsyncSending:
    """Sends calls with the settings and options of one client, over what it shares with its copies."""

    def __init__(self, settings: Settings, options: Options, shared: AsyncShared) -> None:
        self.settings = settings
        self.options = options
        self.shared = shared
        self._requests: RequestBuilder | None = None

    async def send(self, call: Call[T]) -> T:
        """Send a call and read its answer."""
        with watching(self.options, call):
            exchange = await self.exchange(call)
            return self.read(call, exchange)

    async def send_raw(self, call: RawCall, *, stream: bool = False) -> Exchange:
        """Send a call whose answer is handed through as it is."""
        with watching(self.options, call):
            exchange = await self.exchange(call, stream=stream)
            check_success(call, exchange.response, self._secrets(exchange), exchange.attempts)
            return exchange

    def read(self, call: Call[T], exchange: Exchange) -> T:
        """The result of a call."""
        return read_answer(call, exchange.response, self._secrets(exchange), exchange.attempts)

    async def exchange(
        self,
        call: Call[Any] | RawCall,
        *,
        stream: bool = False,
        max_retries: int | None = None,
        remake: Callable[[], Call[Any]] | None = None,
    ) -> Exchange:
        """The answer to a call, after as many attempts as its operation may take. `remake` makes the call of each further one."""
        check_allowed(self.settings, call.operation)
        deadline = deadline_after(self.options.deadline, self.shared.clock)
        max_retries = self.options.max_retries if max_retries is None else max_retries
        return await self._attempts(Plan(call, max_retries, deadline, Progress(), stream, remake))

    async def fetch_token(self, *, patient: bool, refused: str | None = None) -> AccessToken:
        """Ask for a token; only a caller who cannot do without one is patient enough for further attempts."""
        from .._auth.token_manager import AccessToken

        call = token_call(self.settings)
        remake = partial(token_call, self.settings)  # an assertion is good for one request
        try:
            with watching(self.options, call):
                exchange = await self.exchange(call, max_retries=None if patient else 0, remake=remake)
                return AccessToken.of(self.read(call, exchange))
        except PdconnectError as error:
            raise AuthenticationError(f"no access token: {error}") from error

    async def _attempts(self, plan: Plan) -> Exchange:
        operation, attempt = plan.call.operation, 1
        while True:
            try:
                exchange = await self._attempt_in_time(plan, attempt)
                delay, status = plan.delay_after_answer(exchange), exchange.response.status_code
                if delay is None:
                    return exchange
            except TransportError as error:
                error.attempts = attempt
                delay, status = plan.delay_after_failure(error, attempt), error.status_code or 0
                if delay is None:
                    error.sent = plan.progress.sent  # in any of the attempts
                    raise
            log_retry(operation, attempt, status, delay)
            await self.shared.sleep(delay)
            attempt += 1
            plan = plan.again()

    async def _stay_within_limits(self, plan: Plan) -> None:
        """Wait until the limits that we keep have room, or refuse. Asked last: what is counted now must arrive now."""
        while (reached := await self.shared.limits.acquire(plan.call, self.settings)) is not None:
            await self.shared.sleep(plan.delay_at_limit(self.options.rate_limit_mode, reached))

    async def _attempt_in_time(self, plan: Plan, attempt: int) -> Exchange:
        """One attempt, given up when the deadline has come."""
        if plan.deadline is None:
            return await self._attempt(plan, attempt)
        from .deadline import OutOfTime, run_within_async

        plan.check_time()
        try:
            return await run_within_async(plan.deadline.remaining(), partial(self._attempt, plan, attempt), _discard)
        except OutOfTime:
            raise plan.too_late() from None

    async def _attempt(self, plan: Plan, attempt: int) -> Exchange:
        """One attempt; a token that is refused is replaced once, and the call sent again."""
        call, http = plan.call, await self.shared.connections.http()
        if not call.operation.authenticated:
            return Exchange(await self._transmit(http, plan, attempt, None), [], attempt)
        token = await self.shared.tokens.token()
        response = await self._transmit(http, plan, attempt, token)
        if response.status_code != 401 or not call.replayable:
            return Exchange(response, [token], attempt)
        try:
            renewed = await self.shared.tokens.replace(token, min_age=0.0 if isinstance(call, Call) else MIN_TOKEN_AGE)
        except BaseException:
            await response.aclose()
            raise
        if renewed is None:
            return Exchange(response, [token], attempt)
        await response.aclose()
        return Exchange(await self._transmit(http, plan, attempt, renewed), [token, renewed], attempt)

    async def _transmit(self, http: httpx.AsyncClient, plan: Plan, number: int, token: str | None) -> httpx.Response:
        """Send one request, watched by whoever wants to."""
        if self.options.rate_limit_mode is not None and plan.call.operation.rate_limits:
            await self._stay_within_limits(plan)
        plan.check_time()  # whoever has waited too long must not send any more
        longest = None if plan.deadline is None else max(0.0, plan.deadline.remaining()) + TIMEOUT_SLACK
        request = self._prepared(http).build(plan.call, token, longest)
        if not watched(self.options):
            return await self._answer(http, plan, request)
        from .._hooks import AttemptResult, attempt_of, tell_after, tell_before

        attempt = attempt_of(plan.call, number, request)
        tell_before(self.options.hooks, attempt)
        begin = self.shared.clock()
        try:
            response = await self._answer(http, plan, request)
        except PdconnectError as error:
            tell_after(self.options.hooks, AttemptResult(attempt, self.shared.clock() - begin, error=error))
            raise
        tell_after(self.options.hooks, AttemptResult(attempt, self.shared.clock() - begin, response))
        return response

    async def _answer(self, http: httpx.AsyncClient, plan: Plan, request: httpx.Request) -> httpx.Response:
        """The answer to one request, with its body unless the caller reads that."""
        plan.progress.begin()
        try:
            with hidden(plan.call.secrets):
                response = await http.send(request, stream=True, auth=None, follow_redirects=False)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            from .transport_errors import transport_error

            failure = transport_error(plan.call, error)
            if not failure.sent:
                plan.progress.undo()
            raise failure from error
        if plan.reads_body(response):
            await self._read_body(plan, response)
        return response

    async def _read_body(self, plan: Plan, response: httpx.Response) -> None:
        kept = plan.progress.kept = KeptStream(response, plan.check_time)
        try:
            await response.aread()
        except httpx.HTTPError as error:
            from .transport_errors import transport_error

            await response.aclose()
            raise transport_error(plan.call, error, response, kept.content) from error
        except BaseException:
            await response.aclose()
            raise
        kept.forget()

    def _secrets(self, exchange: Exchange) -> tuple[str, ...]:
        """What no text about this answer may show."""
        return (self.settings.credentials.secret, *exchange.tokens)

    def _prepared(self, http: httpx.AsyncClient) -> RequestBuilder:
        """What is the same for every request."""
        if self._requests is None:
            self._requests = request_builder(self.settings, self.options, http)
        return self._requests


async def _discard(exchange: Exchange) -> None:
    await exchange.response.aclose()
