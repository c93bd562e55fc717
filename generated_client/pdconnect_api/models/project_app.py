# Generated from spec/schemas/projects.yaml#/ProjectApp. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ..model import Field, Model


class ProjectApp(Model):
    """An app of a project."""

    __slots__ = ()

    id: str | None = None
    """Id of the app or of the OAuth client."""

    name_slug: str | None = None
    """Name slug of the app."""

    FIELDS: ClassVar[Mapping[str, Field]] = {"id": Field("id"), "name_slug": Field("name_slug")}
