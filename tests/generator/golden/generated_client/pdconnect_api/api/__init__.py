# Generated from spec/openapi.yaml. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..call import AsyncSender, Sender
    from .depots import AsyncDepots, Depots
    from .parcels import AsyncParcels, Parcels


class Api:
    """The resources of the API, each imported on first use."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @cached_property
    def parcels(self) -> Parcels:
        """Packages in transit."""
        from .parcels import Parcels

        return Parcels(self._sender)

    @cached_property
    def depots(self) -> Depots:
        """Places that store parcels."""
        from .depots import Depots

        return Depots(self._sender)


class AsyncApi:
    """The resources of the API, each imported on first use."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @cached_property
    def parcels(self) -> AsyncParcels:
        """Packages in transit."""
        from .parcels import AsyncParcels

        return AsyncParcels(self._sender)

    @cached_property
    def depots(self) -> AsyncDepots:
        """Places that store parcels."""
        from .depots import AsyncDepots

        return AsyncDepots(self._sender)
