# Generated from spec/schemas/. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict


class Address(TypedDict):
    """
    Where to.
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
How a parcel is sent.
"""


class CreateParcel(TypedDict):
    """
    A parcel to be sent.
    """

    kind: Literal["parcel"]
    """
    The only thing that is sent.
    """
    receiver: str
    """
    Who gets it.
    """
    address: Address
    speed: NotRequired[Speed]
    remark: NotRequired[str | None]
    """
    A remark; null takes away the usual one.
    """
    labels: NotRequired[JsonObject]
    """
    What to write on it.
    """
    grams: NotRequired[int]
    """
    How heavy it is.
    """
    via: NotRequired[list[Address]]
    """
    Where to pass by.
    """
    notes: NotRequired[list[str]]
    """
    What the carrier must know.
    """
