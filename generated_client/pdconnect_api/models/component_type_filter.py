# Generated from spec/schemas/components.yaml#/ComponentTypeFilter. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import Literal, TypeAlias

ComponentTypeFilter: TypeAlias = Literal["trigger", "action"]
"""Kind of component to list."""
