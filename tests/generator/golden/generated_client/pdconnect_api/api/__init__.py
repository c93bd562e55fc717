# Generated from spec/openapi.yaml. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy_annotations import set_lazy_annotations
from ..resource_property import resource_property

if TYPE_CHECKING:
    from ..call import AsyncSender, Sender
    from .depots import AsyncDepots, Depots
    from .parcels import AsyncParcels, Parcels


class Api:
    """The resources of the API, each imported on first use."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @resource_property
    def parcels(self) -> Parcels:
        """Packages in transit."""
        from .parcels import Parcels

        return Parcels(self._sender)

    @resource_property
    def depots(self) -> Depots:
        """Places that store parcels."""
        from .depots import Depots

        return Depots(self._sender)


class AsyncApi:
    """The resources of the API, each imported on first use."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @resource_property
    def parcels(self) -> AsyncParcels:
        """Packages in transit."""
        from .parcels import AsyncParcels

        return AsyncParcels(self._sender)

    @resource_property
    def depots(self) -> AsyncDepots:
        """Places that store parcels."""
        from .depots import AsyncDepots

        return AsyncDepots(self._sender)


set_lazy_annotations(
    globals(),
    {
        "AsyncSender": "..call",
        "Sender": "..call",
        "AsyncParcels": ".parcels",
        "Parcels": ".parcels",
        "AsyncDepots": ".depots",
        "Depots": ".depots",
    },
)
