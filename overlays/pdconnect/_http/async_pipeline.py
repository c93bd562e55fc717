# Source of pipeline.py, the synchronous half: run `python -m generator` after each change.
"""The steps of a call.

    call hooks -> deadline -> (redirect, for downloads) -> retry -> auth -> rate limit -> build request -> attempt hooks -> transport

Each step hands the call to the next one and gets the response, or an error, back from it. A sender has the steps that its options need.
The module `response` then converts the response to a result. Raw calls (the proxy, workflows, files) use the same steps.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from pdconnect_api.call import Call
from pdconnect_api.redaction import remember_secret

from .._auth.access_token import access_token
from .._auth.token_request import rejected_credentials, token_call
from .._exceptions import ApiError
from .._hooks import call_hooks
from .._logging import logger
from .._tracebacks import clear_frames
from .call_state import CallState
from .deadline import Deadline
from .permissions import check_allowed
from .response import check_success, read_response
from .sent_response import SentResponse
from .steps.async_attempt_hooks import AsyncAttemptHooksStep
from .steps.async_auth import AsyncAuthStep
from .steps.async_build_request import AsyncBuildRequestStep
from .steps.async_deadline import AsyncDeadlineStep
from .steps.async_rate_limit import AsyncRateLimitStep
from .steps.async_redirect import AsyncRedirectStep
from .steps.async_retry import AsyncRetryStep
from .steps.async_transport import AsyncTransportStep

if TYPE_CHECKING:
    from .._auth.access_token import AccessToken
    from .._config import Settings
    from .._request_options import Options
    from .._runtime import AsyncClientRuntime
    from .raw_call import RawCall
    from .steps import AsyncStep

T = TypeVar("T")


def build_steps(
    settings: Settings, options: Options, runtime: AsyncClientRuntime, *, with_attempt_hooks: bool, with_redirect: bool
) -> AsyncStep:
    """Return the first of the steps that these options need."""
    step: AsyncStep = AsyncTransportStep(runtime.connections, options.max_response_bytes)
    if with_attempt_hooks:
        step = AsyncAttemptHooksStep(step, options.hooks, runtime.clock)
    step = AsyncBuildRequestStep(step, runtime.connections, settings, options)
    if options.rate_limit_mode is not None:
        step = AsyncRateLimitStep(
            step, runtime.limits, options.rate_limit_mode, options.rate_limit_share, settings, runtime.sleep
        )
    step = AsyncAuthStep(step, runtime.tokens)
    step = AsyncRetryStep(step, runtime.sleep)
    if with_redirect:
        step = AsyncRedirectStep(step, settings.base_url)
    return step if options.deadline is None else AsyncDeadlineStep(step)


class AsyncHttpSender:
    """Sends calls with the settings and options of one client, over the connections that it shares with its copies."""

    def __init__(self, settings: Settings, options: Options, runtime: AsyncClientRuntime) -> None:
        remember_secret(settings.credentials.secret)
        self._settings = settings
        self.options = options
        self._runtime = runtime
        self._steps: dict[tuple[bool, bool], AsyncStep] = {}

    async def send(self, call: Call[T]) -> T:
        """Send a call and return its result."""
        with call_hooks(self.options.hooks, call):
            return self.read(call, await self.execute(call))

    async def send_raw(self, call: RawCall, *, stream: bool = False) -> SentResponse:
        """Send a call whose response is returned as it is. With `stream`, the caller reads its body."""
        with call_hooks(self.options.hooks, call):
            sent = await self.execute(call, stream=stream)
            check_success(call, sent.response, self._secrets(sent), sent.attempts)
            return sent

    async def fetch_token(self, *, retry: bool) -> AccessToken:
        """Request an access token. Raises AuthenticationError if the service rejects the credentials."""
        call = token_call(self._settings)
        rebuild = partial(token_call, self._settings)  # an assertion is valid for one request
        with call_hooks(self.options.hooks, call):
            try:
                sent = await self.execute(call, max_retries=None if retry else 0, rebuild=rebuild)
                return access_token(call, self.read(call, sent))
            except ApiError as error:
                raise rejected_credentials(error) from None

    async def execute(
        self,
        call: Call[Any] | RawCall,
        *,
        stream: bool = False,
        max_retries: int | None = None,
        rebuild: Callable[[], Call[Any]] | None = None,
    ) -> SentResponse:
        """Return the response to a call, after as many attempts as its operation allows. `rebuild` makes the call of each retry."""
        check_allowed(self._settings, call.operation)
        options = self.options
        deadline = Deadline.after(options.deadline, self._runtime.clock)
        retries = options.max_retries if max_retries is None else max_retries
        state = CallState(call, retries, deadline, stream=stream, rebuild=rebuild)
        try:
            response = await self._first_step(call.follows_redirect).send(state)
        except BaseException as error:  # cancellations too
            clear_frames(error)
            raise
        return SentResponse(response, state.tokens, state.attempt)

    def read(self, call: Call[T], sent: SentResponse) -> T:
        """Return the result of a call. Raises ApiError, AcceptedResponseError or DecodeError."""
        try:
            return read_response(call, sent.response, self._secrets(sent), sent.attempts)
        except BaseException as error:
            clear_frames(error)
            raise

    def _first_step(self, with_redirect: bool) -> AsyncStep:
        with_attempt_hooks = bool(self.options.hooks) or logger.isEnabledFor(logging.DEBUG)  # the level may change
        step = self._steps.get((with_attempt_hooks, with_redirect))
        if step is None:
            step = self._steps[with_attempt_hooks, with_redirect] = build_steps(
                self._settings,
                self.options,
                self._runtime,
                with_attempt_hooks=with_attempt_hooks,
                with_redirect=with_redirect,
            )
        return step

    def _secrets(self, sent: SentResponse) -> tuple[str, ...]:
        """Return the values to redact from messages about this response."""
        return (self._settings.credentials.secret, *sent.tokens)
