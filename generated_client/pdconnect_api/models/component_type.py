# Generated from spec/schemas/components.yaml#/ComponentType. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ..model import OpenEnum


class ComponentType(OpenEnum):
    """Kind of component. Other values are possible."""

    TRIGGER = "trigger"
    ACTION = "action"
