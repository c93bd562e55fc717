# Generated from spec/resources/depots.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from ...call import AsyncSender, Sender
from ...lazy_annotations import set_lazy_annotations
from ...models.depot import Depot
from ...resource_property import resource_property

if TYPE_CHECKING:
    from .with_raw_response import AsyncDepotsWithRawResponse, DepotsWithRawResponse


class Depots:
    """Places that store parcels."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> DepotsWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import DepotsWithRawResponse

        return DepotsWithRawResponse(self._sender)

    def list(self) -> builtins.list[Depot]:
        """List depots.

        Lists the depots as a plain array, without pages.

        Returns:
            A list of `Depot`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            PdconnectError: The base of these and of all other errors.
        """
        from .depots_list import depots_list

        return self._sender.send(depots_list(self._sender.project_id))


class AsyncDepots:
    """Places that store parcels."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> AsyncDepotsWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import AsyncDepotsWithRawResponse

        return AsyncDepotsWithRawResponse(self._sender)

    async def list(self) -> builtins.list[Depot]:
        """List depots.

        Lists the depots as a plain array, without pages.

        Returns:
            A list of `Depot`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            PdconnectError: The base of these and of all other errors.
        """
        from .depots_list import depots_list

        return await self._sender.send(depots_list(self._sender.project_id))


set_lazy_annotations(
    globals(), {"AsyncDepotsWithRawResponse": ".with_raw_response", "DepotsWithRawResponse": ".with_raw_response"}
)
