# Generated from spec/schemas/projects.yaml#/ProjectInfo. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, list_reader, model_reader

if TYPE_CHECKING:
    from .project_app import ProjectApp


class ProjectInfo(Model):
    """The apps of a project."""

    __slots__ = ()

    apps: list[ProjectApp] | None = None
    """The apps."""

    FIELDS: ClassVar[Mapping[str, Field]] = {"apps": Field("apps", list_reader(model_reader("ProjectApp")))}
