# Generated from spec/schemas/deployed_triggers.yaml#/EmitterType. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import Literal, TypeAlias

EmitterType: TypeAlias = Literal["email", "http", "source", "timer"]
"""Kind of deployed trigger to list; `source` means deployed components."""
