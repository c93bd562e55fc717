# Generated from spec/schemas/parcels.yaml#/Speed. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import Literal, TypeAlias

Speed: TypeAlias = Literal["slow", "fast"]
"""Speed of a parcel."""
