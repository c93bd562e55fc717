# Generated from spec/schemas/apps.yaml#/AppSortKey. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import Literal, TypeAlias

AppSortKey: TypeAlias = Literal["name", "name_slug", "featured_weight"]
"""Sort key of a list of apps."""
