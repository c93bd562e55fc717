# Generated from spec/schemas/components.yaml#/ComponentStash. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ..model import OpenEnum


class ComponentStash(OpenEnum):
    """How far a component depends on a file stash. Other values may come."""

    OPTIONAL = "optional"
    REQUIRED = "required"
