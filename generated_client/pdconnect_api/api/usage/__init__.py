# Generated from spec/resources/usage.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from ...call import AsyncSender, Sender
from ...lazy_annotations import set_lazy_annotations
from ...models.connect_usage import ConnectUsage
from ...resource_property import resource_property

if TYPE_CHECKING:
    from .with_raw_response import AsyncUsageWithRawResponse, UsageWithRawResponse


class Usage:
    """Credits used."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> UsageWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import UsageWithRawResponse

        return UsageWithRawResponse(self._sender)

    def list(self, *, start_ts: int, end_ts: int) -> builtins.list[ConnectUsage]:
        """List usage.

        Lists the credits that Connect has used in a period, as one list without pages. It belongs to no project
        and no environment. Not in the vendor's reference.

        Args:
            start_ts: Start of the period, in Unix seconds.
            end_ts: End of the period, in Unix seconds.

        Returns:
            A list of `ConnectUsage`.

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
        from .usage_list import usage_list

        return self._sender.send(usage_list(start_ts=start_ts, end_ts=end_ts))


class AsyncUsage:
    """Credits used."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> AsyncUsageWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import AsyncUsageWithRawResponse

        return AsyncUsageWithRawResponse(self._sender)

    async def list(self, *, start_ts: int, end_ts: int) -> builtins.list[ConnectUsage]:
        """List usage.

        Lists the credits that Connect has used in a period, as one list without pages. It belongs to no project
        and no environment. Not in the vendor's reference.

        Args:
            start_ts: Start of the period, in Unix seconds.
            end_ts: End of the period, in Unix seconds.

        Returns:
            A list of `ConnectUsage`.

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
        from .usage_list import usage_list

        return await self._sender.send(usage_list(start_ts=start_ts, end_ts=end_ts))


set_lazy_annotations(
    globals(), {"AsyncUsageWithRawResponse": ".with_raw_response", "UsageWithRawResponse": ".with_raw_response"}
)
