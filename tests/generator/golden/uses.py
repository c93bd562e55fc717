"""How the golden client is used. Type-checked and run by tests/generator/test_golden.py, with that client in place of ours."""
# ruff: noqa: I001 - these imports are of a package that stands in place of ours

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar, assert_type

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
from pdconnect_api.call import AsyncPages, Page

T = TypeVar("T")
ItemT = TypeVar("ItemT")


def parcel(**fields: Any) -> Parcel:
    return Parcel.from_dict({"id": "par_1", "status": "moving", "stops": [], **fields})


def a_page_is_read_in_both_forms() -> None:
    read = parcels_list("proj_1").read
    for data in ([{"id": "par_1"}], {"parcels": [{"id": "par_1"}]}):
        page = read({"data": data, "page_info": {"end_cursor": "c", "count": 1}})
        assert_type(page.data, list[Parcel])
        assert [item.id for item in page.data] == ["par_1"]
        assert page.page_info.end_cursor == "c"
    assert read({}).data == []


def an_envelope_is_taken_off() -> None:
    read = parcels_retrieve("proj_1", "par_1").read
    bare = {"id": "par_1", "status": "moving", "stops": []}
    assert read({"data": bare}) == read(bare) == Parcel.from_dict(bare)


def a_union_is_read_by_its_tag() -> None:
    stops = parcel(stops=[{"id": "x", "type": "depot", "shelf": 4}, {"id": "x", "type": "door", "rang": True}]).stops
    assert_type(stops, list[Stop])
    depot, door = stops
    assert isinstance(depot, DepotStop)
    assert isinstance(door, DoorStop)
    assert (depot.shelf, door.rang) == (4, True)


def a_union_without_a_tag_is_read_by_the_prefix_of_the_id() -> None:
    stops = parcel(stops=[{"id": "dep_1"}, {"id": "dor_1"}, {"id": "wtr_1"}]).stops
    assert [type(stop) for stop in stops] == [DepotStop, DoorStop, UnknownStop]


def an_unknown_tag_gives_the_fallback() -> None:
    (boat,) = parcel(stops=[{"id": "wtr_1", "type": "boat", "knots": 5}]).stops
    assert isinstance(boat, UnknownStop)
    assert (boat.type, boat.additional_properties) == ("boat", {"knots": 5})


def an_enum_is_open() -> None:
    known, unknown = parcel().status, parcel(status="lost").status
    assert_type(known, ParcelStatus)
    assert known is ParcelStatus.MOVING
    assert unknown == "lost"
    assert isinstance(unknown, ParcelStatus)
    assert (known.known, unknown.known) == (True, False)


def several_forms_read_as_one() -> None:
    for size in ({"label": "L", "value": 3}, {"__size": {"label": "L", "value": 3}}):
        read = parcel(size=size).size
        assert read is not None
        assert (read.label, read.value) == ("L", 3)
    bare = parcel(size=3).size
    assert bare is not None
    assert (bare.label, bare.value) == ("3", 3)


def two_spellings_are_one_field() -> None:
    moment = datetime(2024, 7, 30, tzinfo=UTC)
    assert parcel(sent_at="2024-07-30T00:00:00Z").sent_at == parcel(sentAt="2024-07-30T00:00:00Z").sent_at == moment


def free_form_objects_are_dicts() -> None:
    labels = parcel(labels={"fragile": True}).labels
    assert_type(labels, dict[str, Any] | None)
    assert labels == {"fragile": True}


def credentials_are_masked() -> None:
    text = repr(parcel(pickup_code="opensesame"))
    assert "opensesame" not in text
    assert "par_1" in text


def a_webhook_is_read() -> None:
    news = ParcelDelivered.from_dict({"parcel": {"id": "par_2", "status": "delivered", "stops": []}})
    assert news.parcel.status is ParcelStatus.DELIVERED


def a_body_is_written() -> None:
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


def a_query_is_written() -> None:
    call = parcels_list("proj_1", from_="ada", speed="slow", unpaid=False, limit=5)
    assert call.query == {"from": "ada", "speed": "slow", "limit": "5"}


def wrong_arguments_are_refused() -> None:
    for wrong in ({"limit": 101}, {"speed": "faster"}, {"after": ""}):
        try:
            parcels_list("proj_1", **wrong)
        except InvalidArgumentError as error:
            assert error.argument in wrong  # noqa: PT017 - runs without pytest
        else:
            raise AssertionError(wrong)


class Answers:
    """A sender that answers each call with what the operation is known to answer."""

    project_id = "proj_1"
    bodies: Mapping[str, Any] = {
        "parcels_retrieve": {"data": {"id": "par_1", "status": "moving", "stops": []}},
        "depots_list": [{"id": "north"}, {"id": "south", "open": False}],
    }

    def send(self, call: Call[T]) -> T:
        return call.read(self.bodies.get(call.operation.id))

    def paginate(self, call: Call[Listing[ItemT]]) -> Page[ItemT]:
        raise NotImplementedError


class AsyncAnswers:
    """The same, to be awaited."""

    project_id = "proj_1"

    async def send(self, call: Call[T]) -> T:
        return Answers().send(call)

    def paginate(self, call: Call[Listing[ItemT]]) -> AsyncPages[ItemT]:
        raise NotImplementedError


def resources_have_methods() -> None:
    api = Api(Answers())
    assert_type(api.parcels, Parcels)
    assert_type(api.parcels.retrieve("par_1"), Parcel)
    assert api.parcels.retrieve("par_1").id == "par_1"
    assert [depot.open for depot in api.depots.list()] == [None, False]
    assert api.parcels.delete("par_1") is None  # type: ignore[func-returns-value]


async def async_resources_have_the_same() -> None:
    api = AsyncApi(AsyncAnswers())
    assert_type(api.parcels, AsyncParcels)
    assert (await api.parcels.retrieve("par_1")).id == "par_1"
    assert [depot.open for depot in await api.depots.list()] == [None, False]


if __name__ == "__main__":
    a_page_is_read_in_both_forms()
    an_envelope_is_taken_off()
    a_union_is_read_by_its_tag()
    a_union_without_a_tag_is_read_by_the_prefix_of_the_id()
    an_unknown_tag_gives_the_fallback()
    an_enum_is_open()
    several_forms_read_as_one()
    two_spellings_are_one_field()
    free_form_objects_are_dicts()
    credentials_are_masked()
    a_webhook_is_read()
    a_body_is_written()
    a_query_is_written()
    wrong_arguments_are_refused()
    resources_have_methods()
    asyncio.run(async_resources_have_the_same())
