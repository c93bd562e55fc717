# Generated from spec/schemas/. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .depot import Depot as Depot
    from .depot_stop import DepotStop as DepotStop
    from .door_stop import DoorStop as DoorStop
    from .json_object import JsonObject as JsonObject
    from .observation import Observation as Observation
    from .page_info import PageInfo as PageInfo
    from .parcel import Parcel as Parcel
    from .parcel_delivered import ParcelDelivered as ParcelDelivered
    from .parcel_status import ParcelStatus as ParcelStatus
    from .size import Size as Size
    from .speed import Speed as Speed
    from .stop import Stop as Stop
    from .unknown_stop import UnknownStop as UnknownStop

_MODULES = {
    "Depot": "depot",
    "DepotStop": "depot_stop",
    "DoorStop": "door_stop",
    "JsonObject": "json_object",
    "Observation": "observation",
    "PageInfo": "page_info",
    "Parcel": "parcel",
    "ParcelDelivered": "parcel_delivered",
    "ParcelStatus": "parcel_status",
    "Size": "size",
    "Speed": "speed",
    "Stop": "stop",
    "UnknownStop": "unknown_stop",
}

__all__ = [  # pyright: ignore[reportUnsupportedDunderAll] - imported on first use, see __getattr__
    "Depot",
    "DepotStop",
    "DoorStop",
    "JsonObject",
    "Observation",
    "PageInfo",
    "Parcel",
    "ParcelDelivered",
    "ParcelStatus",
    "Size",
    "Speed",
    "Stop",
    "UnknownStop",
]


def __getattr__(name: str) -> object:
    """Import a model on first use (PEP 562): importing all of them would take longer than importing the rest of the client."""
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{module}", __name__), name)


def __dir__() -> list[str]:
    return list(_MODULES)
