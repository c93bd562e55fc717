# Generated from spec/schemas/. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypeAlias, TypedDict

if not TYPE_CHECKING and sys.version_info < (3, 12):
    try:  # before Python 3.12, pydantic accepts no other TypedDict
        from typing_extensions import TypedDict
    except ImportError:
        pass


class Address(TypedDict):
    """
    Address of the receiver.
    """

    street: str
    """
    Street and number.
    """
    floor: NotRequired[int]
    """
    The floor.
    """


JsonObject: TypeAlias = dict[str, Any]
"""
Any JSON object.
"""


Speed: TypeAlias = Literal["slow", "fast"]
"""
Speed of a parcel.
"""


class CreateParcel(TypedDict):
    """
    The parcel to send.
    """

    kind: Literal["parcel"]
    """
    Kind of shipment; only parcels are supported.
    """
    receiver: str
    """
    The receiver.
    """
    address: Address
    speed: NotRequired[Speed]
    remark: NotRequired[str | None]
    """
    A remark; null removes the default one.
    """
    labels: NotRequired[JsonObject]
    """
    Labels of the parcel.
    """
    grams: NotRequired[int]
    """
    Weight in grams.
    """
    pick_up_at: NotRequired[str]
    """
    When to collect it.
    """
    contents: NotRequired[list[Any]]
    """
    Any JSON values.
    """
    reference: NotRequired[str | int]
    """
    Reference of the sender.

    Deprecated: it may be removed from the API.
    """
    via: NotRequired[list[Address]]
    """
    Addresses on the route.
    """
    notes: NotRequired[list[str]]
    """
    Notes for the carrier.
    """
