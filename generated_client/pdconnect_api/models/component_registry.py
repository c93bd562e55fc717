# Generated from spec/schemas/components.yaml#/ComponentRegistry. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import Literal, TypeAlias

ComponentRegistry: TypeAlias = Literal["public", "private", "all"]
"""`public`: the public components; `private`: those of your workspace; `all`: both."""
