# Generated from spec/schemas/deployed_triggers.yaml#/Emitter. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..model import Reader, union, union_reader

if TYPE_CHECKING:
    from .deployed_component import DeployedComponent
    from .email_interface import EmailInterface
    from .http_interface import HttpInterface
    from .timer_interface import TimerInterface
    from .unknown_emitter import UnknownEmitter

    Emitter: TypeAlias = DeployedComponent | HttpInterface | TimerInterface | EmailInterface | UnknownEmitter
    """A deployed trigger of any kind."""
else:

    def __getattr__(name: str) -> object:
        """Return the union at run time. Building it imports every variant (PEP 562)."""
        if name == "Emitter":
            return union("DeployedComponent", "HttpInterface", "TimerInterface", "EmailInterface", "UnknownEmitter")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


read_emitter: Reader = union_reader(
    {
        "DeployedComponent": "DeployedComponent",
        "HttpInterface": "HttpInterface",
        "TimerInterface": "TimerInterface",
        "EmailInterface": "EmailInterface",
    },
    tag="type",
    prefixes={"dc_": "DeployedComponent", "hi_": "HttpInterface", "ti_": "TimerInterface", "ei_": "EmailInterface"},
    fallback="UnknownEmitter",
)
"""Reads a JSON object as the variant that its `type`, else the prefix of its id, names."""
