# Generated from spec/resources/rate_limits.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...call import AsyncSender, Sender
from ...lazy_annotations import set_lazy_annotations
from ...models.rate_limit_token import RateLimitToken
from ...resource_property import resource_property

if TYPE_CHECKING:
    from .with_raw_response import AsyncRateLimitsWithRawResponse, RateLimitsWithRawResponse


class RateLimits:
    """Your own rate limits, lower than those of the service."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> RateLimitsWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import RateLimitsWithRawResponse

        return RateLimitsWithRawResponse(self._sender)

    def create(self, *, window_size_seconds: int, requests_per_window: int) -> RateLimitToken:
        """Create your own rate limit.

        Creates a token for your own rate limit. Requests that carry it in the header `x-pd-rate-limit` share
        that limit, so one customer or job cannot use up the capacity that all others need. The response to a
        request over the limit is not documented; presumably it is 429. Each call creates another token. No
        official SDK has it. Not in the vendor's reference.

        Args:
            window_size_seconds: Length of the window, in seconds.
            requests_per_window: Requests allowed in one window.

        Returns:
            The `RateLimitToken`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .rate_limits_create import rate_limits_create

        return self._sender.send(
            rate_limits_create(window_size_seconds=window_size_seconds, requests_per_window=requests_per_window)
        )


class AsyncRateLimits:
    """Your own rate limits, lower than those of the service."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> AsyncRateLimitsWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import AsyncRateLimitsWithRawResponse

        return AsyncRateLimitsWithRawResponse(self._sender)

    async def create(self, *, window_size_seconds: int, requests_per_window: int) -> RateLimitToken:
        """Create your own rate limit.

        Creates a token for your own rate limit. Requests that carry it in the header `x-pd-rate-limit` share
        that limit, so one customer or job cannot use up the capacity that all others need. The response to a
        request over the limit is not documented; presumably it is 429. Each call creates another token. No
        official SDK has it. Not in the vendor's reference.

        Args:
            window_size_seconds: Length of the window, in seconds.
            requests_per_window: Requests allowed in one window.

        Returns:
            The `RateLimitToken`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .rate_limits_create import rate_limits_create

        return await self._sender.send(
            rate_limits_create(window_size_seconds=window_size_seconds, requests_per_window=requests_per_window)
        )


set_lazy_annotations(
    globals(),
    {"AsyncRateLimitsWithRawResponse": ".with_raw_response", "RateLimitsWithRawResponse": ".with_raw_response"},
)
