# Generated from spec/resources/usage.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

import builtins

from ...call import AsyncSender, Sender
from ...models.connect_usage import ConnectUsage


class Usage:
    """Credits that were used."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(self, *, start_ts: int, end_ts: int) -> builtins.list[ConnectUsage]:
        """List usage.

        Lists the credits that Connect has used up in a span of time, as one list without pages. It stands
        outside of any project and environment. Younger than the reference.

        Args:
            start_ts: Start of the span, in unix seconds.
            end_ts: End of the span, in unix seconds.

        Returns:
            A list of `ConnectUsage`.

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
        from .usage_list import usage_list

        return self._sender.send(usage_list(start_ts=start_ts, end_ts=end_ts))


class AsyncUsage:
    """Credits that were used."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def list(self, *, start_ts: int, end_ts: int) -> builtins.list[ConnectUsage]:
        """List usage.

        Lists the credits that Connect has used up in a span of time, as one list without pages. It stands
        outside of any project and environment. Younger than the reference.

        Args:
            start_ts: Start of the span, in unix seconds.
            end_ts: End of the span, in unix seconds.

        Returns:
            A list of `ConnectUsage`.

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
        from .usage_list import usage_list

        return await self._sender.send(usage_list(start_ts=start_ts, end_ts=end_ts))
