# Generated from spec/resources/depots.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

import builtins

from ...call import AsyncSender, Sender
from ...models.depot import Depot
from ...raw_response import APIResponse


class DepotsWithRawResponse:
    """The methods of `Depots`, which here return the HTTP response too."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(self) -> APIResponse[builtins.list[Depot]]:
        """List depots. See `Depots.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `list[Depot]`.
        """
        from .depots_list import depots_list

        return self._sender.send_raw_response(depots_list(self._sender.project_id))


class AsyncDepotsWithRawResponse:
    """The methods of `AsyncDepots`, which here return the HTTP response too."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def list(self) -> APIResponse[builtins.list[Depot]]:
        """List depots. See `AsyncDepots.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `list[Depot]`.
        """
        from .depots_list import depots_list

        return await self._sender.send_raw_response(depots_list(self._sender.project_id))
