# Generated from spec/resources/usage.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

import builtins

from ...call import AsyncSender, Sender
from ...models.connect_usage import ConnectUsage
from ...raw_response import APIResponse


class UsageWithRawResponse:
    """The methods of `Usage`, which here return the HTTP response too."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(self, *, start_ts: int, end_ts: int) -> APIResponse[builtins.list[ConnectUsage]]:
        """List usage. See `Usage.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `list[ConnectUsage]`.
        """
        from .usage_list import usage_list

        return self._sender.send_raw_response(usage_list(start_ts=start_ts, end_ts=end_ts))


class AsyncUsageWithRawResponse:
    """The methods of `AsyncUsage`, which here return the HTTP response too."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def list(self, *, start_ts: int, end_ts: int) -> APIResponse[builtins.list[ConnectUsage]]:
        """List usage. See `AsyncUsage.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `list[ConnectUsage]`.
        """
        from .usage_list import usage_list

        return await self._sender.send_raw_response(usage_list(start_ts=start_ts, end_ts=end_ts))
