# Generated from spec/resources/depots.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

import builtins

from ...call import AsyncSender, Sender
from ...models.depot import Depot


class Depots:
    """Places that store parcels."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(self) -> builtins.list[Depot]:
        """List depots.

        Lists the depots as a plain array, without pages.

        Returns:
            A list of `Depot`.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            PdconnectError: The root of these and of every other failure.
        """
        from .depots_list import depots_list

        return self._sender.send(depots_list(self._sender.project_id))


class AsyncDepots:
    """Places that store parcels."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def list(self) -> builtins.list[Depot]:
        """List depots.

        Lists the depots as a plain array, without pages.

        Returns:
            A list of `Depot`.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            PdconnectError: The root of these and of every other failure.
        """
        from .depots_list import depots_list

        return await self._sender.send(depots_list(self._sender.project_id))
