# Generated from spec/resources/parcels.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ... import inputs
from ...arguments import UNSET, Unset
from ...call import AsyncPages, AsyncSender, Page, Sender
from ...lazy_annotations import set_lazy_annotations
from ...models.parcel import Parcel
from ...models.speed import Speed
from ...resource_property import resource_property

if TYPE_CHECKING:
    from .with_raw_response import AsyncParcelsWithRawResponse, ParcelsWithRawResponse


class Parcels:
    """Packages in transit."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> ParcelsWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import ParcelsWithRawResponse

        return ParcelsWithRawResponse(self._sender)

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
    ) -> Parcel:
        """Send a parcel.

        Accepts a parcel and sends it.

        Args:
            receiver: The receiver. (at most 80 characters)
            address: Address of the receiver.
            speed: Speed of a parcel. (one of `slow`, `fast`)
            remark: A remark; null removes the default one.
            labels: Labels of the parcel.
            grams: Weight in grams.
            pick_up_at: When to collect it.
            contents: Any JSON values.
            reference: Reference of the sender. Deprecated: it may be removed from the API.
            via: Addresses on the route.
            notes: Notes for the carrier.

        Returns:
            The `Parcel`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            PdconnectError: The base of these and of all other errors.
        """
        from .parcels_create import parcels_create

        return self._sender.send(
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

    def retrieve(self, parcel_id: str) -> Parcel:
        """Retrieve a parcel.

        Reads one parcel.

        Args:
            parcel_id: Id of the parcel (`par_...`).

        Returns:
            The `Parcel`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            NotFoundError: The object does not exist.
            PdconnectError: The base of these and of all other errors.
        """
        from .parcels_retrieve import parcels_retrieve

        return self._sender.send(parcels_retrieve(self._sender.project_id, parcel_id))

    def delete(self, parcel_id: str) -> None:
        """Delete a parcel.

        Cancels the delivery of a parcel and destroys it.

        Args:
            parcel_id: Id of the parcel (`par_...`).

        Returns:
            None; the service responds with 204.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            NotFoundError: The object does not exist.
            PdconnectError: The base of these and of all other errors.
        """
        from .parcels_delete import parcels_delete

        return self._sender.send(parcels_delete(self._sender.project_id, parcel_id))

    def list(
        self,
        *,
        speed: Speed | None = None,
        from_: str | None = None,
        unpaid: bool | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> Page[Parcel]:
        """List parcels.

        Lists the parcels of the project, or those that match the filters.

        Args:
            speed: Only parcels sent at this speed. (one of `slow`, `fast`)
            from_: Only parcels of this sender.
            unpaid: Only parcels that are not paid for. Deprecated: it may be removed from the API.
            after: Return the items after this cursor.
            limit: Maximum number of items in one page. (1 to 100)

        Returns:
            The first page of `Parcel`; iterating over it yields the items of all pages.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            TooManyRequestsError: Rate limit exceeded.
            PdconnectError: The base of these and of all other errors.
        """
        from .parcels_list import parcels_list

        return self._sender.paginate(
            parcels_list(self._sender.project_id, speed=speed, from_=from_, unpaid=unpaid, after=after, limit=limit)
        )


class AsyncParcels:
    """Packages in transit."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> AsyncParcelsWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import AsyncParcelsWithRawResponse

        return AsyncParcelsWithRawResponse(self._sender)

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
    ) -> Parcel:
        """Send a parcel.

        Accepts a parcel and sends it.

        Args:
            receiver: The receiver. (at most 80 characters)
            address: Address of the receiver.
            speed: Speed of a parcel. (one of `slow`, `fast`)
            remark: A remark; null removes the default one.
            labels: Labels of the parcel.
            grams: Weight in grams.
            pick_up_at: When to collect it.
            contents: Any JSON values.
            reference: Reference of the sender. Deprecated: it may be removed from the API.
            via: Addresses on the route.
            notes: Notes for the carrier.

        Returns:
            The `Parcel`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            PdconnectError: The base of these and of all other errors.
        """
        from .parcels_create import parcels_create

        return await self._sender.send(
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

    async def retrieve(self, parcel_id: str) -> Parcel:
        """Retrieve a parcel.

        Reads one parcel.

        Args:
            parcel_id: Id of the parcel (`par_...`).

        Returns:
            The `Parcel`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            NotFoundError: The object does not exist.
            PdconnectError: The base of these and of all other errors.
        """
        from .parcels_retrieve import parcels_retrieve

        return await self._sender.send(parcels_retrieve(self._sender.project_id, parcel_id))

    async def delete(self, parcel_id: str) -> None:
        """Delete a parcel.

        Cancels the delivery of a parcel and destroys it.

        Args:
            parcel_id: Id of the parcel (`par_...`).

        Returns:
            None; the service responds with 204.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            NotFoundError: The object does not exist.
            PdconnectError: The base of these and of all other errors.
        """
        from .parcels_delete import parcels_delete

        return await self._sender.send(parcels_delete(self._sender.project_id, parcel_id))

    def list(
        self,
        *,
        speed: Speed | None = None,
        from_: str | None = None,
        unpaid: bool | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> AsyncPages[Parcel]:
        """List parcels.

        Lists the parcels of the project, or those that match the filters.

        Args:
            speed: Only parcels sent at this speed. (one of `slow`, `fast`)
            from_: Only parcels of this sender.
            unpaid: Only parcels that are not paid for. Deprecated: it may be removed from the API.
            after: Return the items after this cursor.
            limit: Maximum number of items in one page. (1 to 100)

        Returns:
            Pages of `Parcel`: await it for the first page, or iterate over the items of all pages with `async for`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            TooManyRequestsError: Rate limit exceeded.
            PdconnectError: The base of these and of all other errors.
        """
        from .parcels_list import parcels_list

        return self._sender.paginate(
            parcels_list(self._sender.project_id, speed=speed, from_=from_, unpaid=unpaid, after=after, limit=limit)
        )


set_lazy_annotations(
    globals(), {"AsyncParcelsWithRawResponse": ".with_raw_response", "ParcelsWithRawResponse": ".with_raw_response"}
)
