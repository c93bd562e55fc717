# Generated from spec/resources/parcels.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ... import inputs
from ...arguments import UNSET, Unset
from ...call import AsyncPage, AsyncSender, Page, Sender
from ...models.parcel import Parcel
from ...models.speed import Speed
from ...raw_response import APIResponse


class ParcelsWithRawResponse:
    """The methods of `Parcels`, which here return the HTTP response too."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def create(
        self,
        *,
        receiver: str,
        address: inputs.Address,
        speed: Speed | None = None,
        remark: str | None | Unset = UNSET,
        labels: Mapping[str, object] | None = None,
        grams: int | None = None,
        pick_up_at: str | None = None,
        contents: Sequence[Any] | None = None,
        reference: str | int | None = None,
        via: Sequence[inputs.Address] | None = None,
        notes: Sequence[str] | None = None,
    ) -> APIResponse[Parcel]:
        """Send a parcel. See `Parcels.create`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Parcel`.
        """
        from .parcels_create import parcels_create

        return self._sender.send_raw_response(
            parcels_create(
                self._sender.project_id,
                receiver=receiver,
                address=address,
                speed=speed,
                remark=remark,
                labels=labels,
                grams=grams,
                pick_up_at=pick_up_at,
                contents=contents,
                reference=reference,
                via=via,
                notes=notes,
            )
        )

    def retrieve(self, parcel_id: str) -> APIResponse[Parcel]:
        """Retrieve a parcel. See `Parcels.retrieve`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Parcel`.
        """
        from .parcels_retrieve import parcels_retrieve

        return self._sender.send_raw_response(parcels_retrieve(self._sender.project_id, parcel_id))

    def delete(self, parcel_id: str) -> APIResponse[None]:
        """Delete a parcel. See `Parcels.delete`, with the same arguments and errors.

        Returns:
            The response; its `data` is None.
        """
        from .parcels_delete import parcels_delete

        return self._sender.send_raw_response(parcels_delete(self._sender.project_id, parcel_id))

    def list(
        self,
        *,
        speed: Speed | None = None,
        from_: str | None = None,
        unpaid: bool | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> APIResponse[Page[Parcel]]:
        """List parcels. See `Parcels.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the first page of `Parcel`.
        """
        from .parcels_list import parcels_list

        return self._sender.paginate_raw_response(
            parcels_list(self._sender.project_id, speed=speed, from_=from_, unpaid=unpaid, after=after, limit=limit)
        )


class AsyncParcelsWithRawResponse:
    """The methods of `AsyncParcels`, which here return the HTTP response too."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def create(
        self,
        *,
        receiver: str,
        address: inputs.Address,
        speed: Speed | None = None,
        remark: str | None | Unset = UNSET,
        labels: Mapping[str, object] | None = None,
        grams: int | None = None,
        pick_up_at: str | None = None,
        contents: Sequence[Any] | None = None,
        reference: str | int | None = None,
        via: Sequence[inputs.Address] | None = None,
        notes: Sequence[str] | None = None,
    ) -> APIResponse[Parcel]:
        """Send a parcel. See `AsyncParcels.create`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Parcel`.
        """
        from .parcels_create import parcels_create

        return await self._sender.send_raw_response(
            parcels_create(
                self._sender.project_id,
                receiver=receiver,
                address=address,
                speed=speed,
                remark=remark,
                labels=labels,
                grams=grams,
                pick_up_at=pick_up_at,
                contents=contents,
                reference=reference,
                via=via,
                notes=notes,
            )
        )

    async def retrieve(self, parcel_id: str) -> APIResponse[Parcel]:
        """Retrieve a parcel. See `AsyncParcels.retrieve`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Parcel`.
        """
        from .parcels_retrieve import parcels_retrieve

        return await self._sender.send_raw_response(parcels_retrieve(self._sender.project_id, parcel_id))

    async def delete(self, parcel_id: str) -> APIResponse[None]:
        """Delete a parcel. See `AsyncParcels.delete`, with the same arguments and errors.

        Returns:
            The response; its `data` is None.
        """
        from .parcels_delete import parcels_delete

        return await self._sender.send_raw_response(parcels_delete(self._sender.project_id, parcel_id))

    async def list(
        self,
        *,
        speed: Speed | None = None,
        from_: str | None = None,
        unpaid: bool | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> APIResponse[AsyncPage[Parcel]]:
        """List parcels. See `AsyncParcels.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the first page of `Parcel`.
        """
        from .parcels_list import parcels_list

        return await self._sender.paginate_raw_response(
            parcels_list(self._sender.project_id, speed=speed, from_=from_, unpaid=unpaid, after=after, limit=limit)
        )
