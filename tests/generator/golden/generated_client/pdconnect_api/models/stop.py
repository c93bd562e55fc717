# Generated from spec/schemas/parcels.yaml#/Stop. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..model import Reader, union, union_reader

if TYPE_CHECKING:
    from .depot_stop import DepotStop
    from .door_stop import DoorStop
    from .unknown_stop import UnknownStop

    Stop: TypeAlias = DepotStop | DoorStop | UnknownStop
    """A stop of a parcel."""
else:

    def __getattr__(name: str) -> object:
        """Return the union at run time. Building it imports every variant (PEP 562)."""
        if name == "Stop":
            return union("DepotStop", "DoorStop", "UnknownStop")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


read_stop: Reader = union_reader(
    {"depot": "DepotStop", "door": "DoorStop"},
    tag="type",
    prefixes={"dep_": "DepotStop", "dor_": "DoorStop"},
    fallback="UnknownStop",
)
"""Reads a JSON object as the variant that its `type`, else the prefix of its id, names."""
