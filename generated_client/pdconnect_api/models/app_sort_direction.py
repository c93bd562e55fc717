# Generated from spec/schemas/apps.yaml#/AppSortDirection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import Literal, TypeAlias

AppSortDirection: TypeAlias = Literal["asc", "desc"]
"""Sort direction of a list of apps."""
