"""Where a synchronous client begins a paginated list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from pdconnect_api.call import Call, Listing

from .page import SyncPage, first_page
from .page_position import ListContext

ItemT = TypeVar("ItemT")


def paginate(
    send: Callable[[Call[Listing[ItemT]]], Listing[ItemT]], call: Call[Listing[ItemT]], context: ListContext
) -> SyncPage[ItemT]:
    """Fetch the first page of a list."""
    return first_page(send, call, context)
