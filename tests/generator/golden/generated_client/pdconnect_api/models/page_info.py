# Generated from spec/schemas/common.yaml#/PageInfo. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ..model import Field, Model


class PageInfo(Model):
    """Position of a page in its list."""

    __slots__ = ()

    total_count: int | None = None
    """Number of items in the whole list."""

    count: int | None = None
    """Number of items in this page."""

    start_cursor: str | None = None
    """Cursor of the first item."""

    end_cursor: str | None = None
    """Cursor of the last item."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "total_count": Field("total_count"),
        "count": Field("count"),
        "start_cursor": Field("start_cursor"),
        "end_cursor": Field("end_cursor"),
    }
