# Generated from spec/schemas/. Do not edit: change the specification and run `python -m generator`.

"""The bodies of requests as TypedDicts. They are defined when one is first used: annotations alone need none."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .input_types import Address as Address
    from .input_types import CreateParcel as CreateParcel
    from .input_types import JsonObject as JsonObject
    from .input_types import Speed as Speed

__all__ = [  # pyright: ignore[reportUnsupportedDunderAll] - imported on first use, see __getattr__
    "Address",
    "CreateParcel",
    "JsonObject",
    "Speed",
]


def __getattr__(name: str) -> object:
    """Import a TypedDict when it is first used (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(".input_types", __package__), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
