# Generated from spec/resources/rate_limits.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ...call import AsyncSender, Sender
from ...models.rate_limit_token import RateLimitToken
from ...raw_response import APIResponse


class RateLimitsWithRawResponse:
    """The methods of `RateLimits`, which here return the HTTP response too."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def create(self, *, window_size_seconds: int, requests_per_window: int) -> APIResponse[RateLimitToken]:
        """Create your own rate limit. See `RateLimits.create`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `RateLimitToken`.
        """
        from .rate_limits_create import rate_limits_create

        return self._sender.send_raw_response(
            rate_limits_create(window_size_seconds=window_size_seconds, requests_per_window=requests_per_window)
        )


class AsyncRateLimitsWithRawResponse:
    """The methods of `AsyncRateLimits`, which here return the HTTP response too."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def create(self, *, window_size_seconds: int, requests_per_window: int) -> APIResponse[RateLimitToken]:
        """Create your own rate limit. See `AsyncRateLimits.create`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `RateLimitToken`.
        """
        from .rate_limits_create import rate_limits_create

        return await self._sender.send_raw_response(
            rate_limits_create(window_size_seconds=window_size_seconds, requests_per_window=requests_per_window)
        )
