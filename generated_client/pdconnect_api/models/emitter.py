# Generated from spec/schemas/deployed_triggers.yaml#/Emitter. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TypeAlias

from ..model import one_of
from .deployed_component import DeployedComponent
from .email_interface import EmailInterface
from .http_interface import HttpInterface
from .timer_interface import TimerInterface
from .unknown_emitter import UnknownEmitter

Emitter: TypeAlias = DeployedComponent | HttpInterface | TimerInterface | EmailInterface | UnknownEmitter
"""A deployed trigger of any kind."""

read_emitter = one_of(
    {
        "DeployedComponent": DeployedComponent,
        "HttpInterface": HttpInterface,
        "TimerInterface": TimerInterface,
        "EmailInterface": EmailInterface,
    },
    tag="type",
    prefixes={"dc_": DeployedComponent, "hi_": HttpInterface, "ti_": TimerInterface, "ei_": EmailInterface},
    fallback=UnknownEmitter,
)
"""Reads a JSON object as the variant that its `type`, or else the prefix of its id, names."""
