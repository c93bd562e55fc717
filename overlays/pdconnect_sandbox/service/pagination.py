"""The ids on a page, and its page_info. Pure functions of ids and their ranks.

A cursor is the unpadded base64url of an id, as the cursors in the reference's examples are.
`end_cursor` is set on the last page too, because the service does so: a client must not wait for null.
"""

from __future__ import annotations

import base64
import binascii
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen
from starlette.exceptions import HTTPException

from ..wire.types import JsonObject

DEFAULT_LIMIT = 10


@frozen
class Window:
    """The ids of one page, and its page_info."""

    ids: Sequence[str]
    info: JsonObject


def cursor_of(key: str) -> str:
    """Return the cursor of an id."""
    return base64.urlsafe_b64encode(key.encode()).rstrip(b"=").decode()


def window(ids: Sequence[str], ranks: Mapping[str, int], query: Mapping[str, Any]) -> Window:
    """Return the page of `ids` for the after, before and limit of a query. The ids are sorted by rank."""
    after, before = query.get("after"), query.get("before")
    if after is not None and before is not None:
        raise HTTPException(400, "query.before: give either after or before, not both")
    limit = query.get("limit") or DEFAULT_LIMIT
    if before is not None:
        end = _rank("before", before, ranks)
        stop = bisect_left(ids, end, key=ranks.__getitem__)
        chosen = ids[max(0, stop - limit) : stop]
    else:
        start = -1 if after is None else _rank("after", after, ranks)
        first = bisect_right(ids, start, key=ranks.__getitem__)
        chosen = ids[first : first + limit]
    return Window(chosen, _info(chosen, len(ids)))


def _info(chosen: Sequence[str], total: int) -> JsonObject:
    return {
        "total_count": total,
        "count": len(chosen),
        "start_cursor": cursor_of(chosen[0]) if chosen else None,
        "end_cursor": cursor_of(chosen[-1]) if chosen else None,
    }


def _rank(name: str, cursor: str, ranks: Mapping[str, int]) -> int:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return ranks[base64.b64decode(padded, altchars=b"-_", validate=True).decode()]
    except (binascii.Error, ValueError, KeyError):
        raise HTTPException(400, f"query.{name}: this is not a cursor of this list") from None
