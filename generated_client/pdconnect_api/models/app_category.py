# Generated from spec/schemas/app_categories.yaml#/AppCategory. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ..model import Field, Model


class AppCategory(Model):
    """A category of apps."""

    __slots__ = ()

    id: str | None = None
    """Id of the category (`appcat_...`)."""

    name: str | None = None
    """Display name."""

    description: str | None = None
    """Description of the category."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "id": Field("id"),
        "name": Field("name"),
        "description": Field("description"),
    }
