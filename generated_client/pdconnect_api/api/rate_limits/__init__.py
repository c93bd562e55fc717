# Generated from spec/resources/rate_limits.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ...call import AsyncSender, Sender
from ...models.rate_limit_token import RateLimitToken


class RateLimits:
    """Rate limits of your own, below those of the service."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def create(self, *, window_size_seconds: int, requests_per_window: int) -> RateLimitToken:
        """Create a rate limit of your own.

        Makes a token that stands for a rate limit of your own. Requests that carry it in the header
        `x-pd-rate-limit` share that limit; so one customer or job cannot use up what all others need. What the
        service answers beyond it is not documented, presumably 429. Each call makes another token. No official
        SDK has it. Younger than the reference.

        Args:
            window_size_seconds: Length of the window, in seconds.
            requests_per_window: Requests allowed in one window.

        Returns:
            The `RateLimitToken`.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            BadRequestError: The request was not understood or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .rate_limits_create import rate_limits_create

        return self._sender.send(
            rate_limits_create(window_size_seconds=window_size_seconds, requests_per_window=requests_per_window)
        )


class AsyncRateLimits:
    """Rate limits of your own, below those of the service."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def create(self, *, window_size_seconds: int, requests_per_window: int) -> RateLimitToken:
        """Create a rate limit of your own.

        Makes a token that stands for a rate limit of your own. Requests that carry it in the header
        `x-pd-rate-limit` share that limit; so one customer or job cannot use up what all others need. What the
        service answers beyond it is not documented, presumably 429. Each call makes another token. No official
        SDK has it. Younger than the reference.

        Args:
            window_size_seconds: Length of the window, in seconds.
            requests_per_window: Requests allowed in one window.

        Returns:
            The `RateLimitToken`.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            BadRequestError: The request was not understood or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .rate_limits_create import rate_limits_create

        return await self._sender.send(
            rate_limits_create(window_size_seconds=window_size_seconds, requests_per_window=requests_per_window)
        )
