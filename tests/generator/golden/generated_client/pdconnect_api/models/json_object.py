# Generated from spec/schemas/common.yaml#/JsonObject. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import Any, TypeAlias

JsonObject: TypeAlias = dict[str, Any]
"""Any JSON object."""
