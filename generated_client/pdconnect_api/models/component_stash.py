# Generated from spec/schemas/components.yaml#/ComponentStash. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ..model import OpenEnum


class ComponentStash(OpenEnum):
    """Whether a component needs a file stash. Other values are possible."""

    OPTIONAL = "optional"
    REQUIRED = "required"
