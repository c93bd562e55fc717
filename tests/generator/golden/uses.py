"""Uses the golden client. tests/generator/test_golden.py type-checks and runs it, with that client instead of ours."""
# ruff: noqa: I001 - the imported package is not the one in this project

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar, assert_type

import httpx

from pdconnect_api import inputs
from pdconnect_api.api import Api, AsyncApi
from pdconnect_api.api.parcels import AsyncParcels, Parcels
from pdconnect_api.api.parcels.parcels_create import parcels_create
from pdconnect_api.api.parcels.parcels_list import parcels_list
from pdconnect_api.api.parcels.parcels_retrieve import parcels_retrieve
from pdconnect_api.call import Call, Listing
from pdconnect_api.errors import InvalidArgumentError
from pdconnect_api.models.depot_stop import DepotStop
from pdconnect_api.models.door_stop import DoorStop
from pdconnect_api.models.parcel import Parcel
from pdconnect_api.models.parcel_delivered import ParcelDelivered
from pdconnect_api.models.parcel_status import ParcelStatus
from pdconnect_api.models.stop import Stop
from pdconnect_api.models.unknown_stop import UnknownStop
from pdconnect_api.call import AsyncPage, AsyncPages, Page
from pdconnect_api.raw_response import APIResponse

T = TypeVar("T")
ItemT = TypeVar("ItemT")


def parcel(**fields: Any) -> Parcel:
    return Parcel.from_dict({"id": "par_1", "status": "moving", "stops": [], **fields})


def read_both_forms_of_a_page() -> None:
    read = parcels_list("proj_1").read
    for data in ([{"id": "par_1"}], {"parcels": [{"id": "par_1"}]}):
        page = read({"data": data, "page_info": {"end_cursor": "c", "count": 1}})
        assert_type(page.data, list[Parcel])
        assert [item.id for item in page.data] == ["par_1"]
        assert page.page_info.end_cursor == "c"
    assert read({}).data == []


def unwrap_an_envelope() -> None:
    read = parcels_retrieve("proj_1", "par_1").read
    plain = {"id": "par_1", "status": "moving", "stops": []}
    assert read({"data": plain}) == read(plain) == Parcel.from_dict(plain)


def read_a_union_by_its_tag() -> None:
    stops = parcel(stops=[{"id": "x", "type": "depot", "shelf": 4}, {"id": "x", "type": "door", "rang": True}]).stops
    assert_type(stops, list[Stop])
    depot, door = stops
    assert isinstance(depot, DepotStop)
    assert isinstance(door, DoorStop)
    assert (depot.shelf, door.rang) == (4, True)


def read_a_union_by_the_id_prefix() -> None:
    stops = parcel(stops=[{"id": "dep_1"}, {"id": "dor_1"}, {"id": "wtr_1"}]).stops
    assert [type(stop) for stop in stops] == [DepotStop, DoorStop, UnknownStop]


def read_an_unknown_tag_as_the_fallback() -> None:
    (boat,) = parcel(stops=[{"id": "wtr_1", "type": "boat", "knots": 5}]).stops
    assert isinstance(boat, UnknownStop)
    assert (boat.type, boat.additional_properties) == ("boat", {"knots": 5})


def read_unknown_enum_values() -> None:
    known, unknown = parcel().status, parcel(status="lost").status
    assert_type(known, ParcelStatus)
    assert known is ParcelStatus.MOVING
    assert unknown == "lost"
    assert isinstance(unknown, ParcelStatus)
    assert (known.known, unknown.known) == (True, False)


def read_several_forms_as_one() -> None:
    for size in ({"label": "L", "value": 3}, {"__size": {"label": "L", "value": 3}}):
        read = parcel(size=size).size
        assert read is not None
        assert (read.label, read.value) == ("L", 3)
    bare = parcel(size=3).size
    assert bare is not None
    assert (bare.label, bare.value) == ("3", 3)


def read_two_spellings_as_one_field() -> None:
    moment = datetime(2024, 7, 30, tzinfo=UTC)
    assert parcel(sent_at="2024-07-30T00:00:00Z").sent_at == parcel(sentAt="2024-07-30T00:00:00Z").sent_at == moment


def read_free_form_objects_as_dicts() -> None:
    labels = parcel(labels={"fragile": True}).labels
    assert_type(labels, dict[str, Any] | None)
    assert labels == {"fragile": True}


def mask_credentials() -> None:
    text = repr(parcel(pickup_code="opensesame"))
    assert "opensesame" not in text
    assert "par_1" in text


def read_a_webhook() -> None:
    news = ParcelDelivered.from_dict({"parcel": {"id": "par_2", "status": "delivered", "stops": []}})
    assert news.parcel.status is ParcelStatus.DELIVERED


def write_a_body() -> None:
    address: inputs.Address = {"street": "Some Street 1"}
    call = parcels_create("proj_1", receiver="grace", address=address, via=[address], speed="fast", remark=None)
    assert call.path == "/v1/connect/proj_1/parcels"
    assert call.body == {
        "kind": "parcel",
        "receiver": "grace",
        "address": address,
        "via": [address],
        "speed": "fast",
        "remark": None,
    }


def write_a_query() -> None:
    call = parcels_list("proj_1", from_="ada", speed="slow", unpaid=False, limit=5)
    assert call.query == {"from": "ada", "speed": "slow", "limit": "5"}


def reject_invalid_arguments() -> None:
    for arguments in ({"limit": 101}, {"speed": "faster"}, {"after": ""}):
        try:
            parcels_list("proj_1", **arguments)
        except InvalidArgumentError as error:
            assert error.argument in arguments  # noqa: PT017 - runs without pytest
        else:
            raise AssertionError(arguments)


class FakeSender:
    """A sender that returns a fixed response for each operation."""

    project_id = "proj_1"
    bodies: Mapping[str, Any] = {
        "parcels_retrieve": {"data": {"id": "par_1", "status": "moving", "stops": []}},
        "depots_list": [{"id": "north"}, {"id": "south", "open": False}],
    }

    def send(self, call: Call[T]) -> T:
        return call.read(self.bodies.get(call.operation.id))

    def paginate(self, call: Call[Listing[ItemT]]) -> Page[ItemT]:
        raise NotImplementedError

    def send_raw_response(self, call: Call[T]) -> APIResponse[T]:
        return APIResponse(self.send(call), httpx.Response(200), attempts=1, request_id="r-1")

    def paginate_raw_response(self, call: Call[Listing[ItemT]]) -> APIResponse[Page[ItemT]]:
        raise NotImplementedError


class FakeAsyncSender:
    """An asynchronous sender that returns a fixed response for each operation."""

    project_id = "proj_1"

    async def send(self, call: Call[T]) -> T:
        return FakeSender().send(call)

    def paginate(self, call: Call[Listing[ItemT]]) -> AsyncPages[ItemT]:
        raise NotImplementedError

    async def send_raw_response(self, call: Call[T]) -> APIResponse[T]:
        return FakeSender().send_raw_response(call)

    async def paginate_raw_response(self, call: Call[Listing[ItemT]]) -> APIResponse[AsyncPage[ItemT]]:
        raise NotImplementedError


def call_resource_methods() -> None:
    api = Api(FakeSender())
    assert_type(api.parcels, Parcels)
    assert_type(api.parcels.retrieve("par_1"), Parcel)
    assert api.parcels.retrieve("par_1").id == "par_1"
    assert [depot.open for depot in api.depots.list()] == [None, False]
    assert api.parcels.delete("par_1") is None  # type: ignore[func-returns-value]


async def call_async_resource_methods() -> None:
    api = AsyncApi(FakeAsyncSender())
    assert_type(api.parcels, AsyncParcels)
    assert (await api.parcels.retrieve("par_1")).id == "par_1"
    assert [depot.open for depot in await api.depots.list()] == [None, False]


if __name__ == "__main__":
    read_both_forms_of_a_page()
    unwrap_an_envelope()
    read_a_union_by_its_tag()
    read_a_union_by_the_id_prefix()
    read_an_unknown_tag_as_the_fallback()
    read_unknown_enum_values()
    read_several_forms_as_one()
    read_two_spellings_as_one_field()
    read_free_form_objects_as_dicts()
    mask_credentials()
    read_a_webhook()
    write_a_body()
    write_a_query()
    reject_invalid_arguments()
    call_resource_methods()
    asyncio.run(call_async_resource_methods())
