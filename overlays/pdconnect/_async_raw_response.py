# Source of _raw_response.py, the synchronous half: run `python -m generator` after each change.
"""Calls that return the HTTP response with the result: what `with_raw_response` of the resources needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pdconnect_api.raw_response import APIResponse

from ._exceptions import request_id
from ._hooks import call_hooks
from ._pagination.async_page import AsyncPage
from ._pagination.page_position import ListContext, Position

if TYPE_CHECKING:
    from pdconnect_api.call import Call, Listing

    from ._http.async_pipeline import AsyncHttpSender

T = TypeVar("T")
ItemT = TypeVar("ItemT")


async def send_raw_response(sender: AsyncHttpSender, call: Call[T]) -> APIResponse[T]:
    """Send a call, and return its result with the HTTP response."""
    with call_hooks(sender.options.hooks, call):
        sent = await sender.execute(call)
        response = sent.response
        return APIResponse(
            sender.read(call, sent), response, attempts=sent.attempts, request_id=request_id(response.headers)
        )


async def first_page(
    sender: AsyncHttpSender, call: Call[Listing[ItemT]], context: ListContext
) -> APIResponse[AsyncPage[ItemT]]:
    """Fetch the first page of a list, and return it with the HTTP response. The pages after it are fetched as usual."""
    before = Position.before_first(call)
    first = await send_raw_response(sender, call)
    page = AsyncPage(sender.send, call, first.data, before, context)
    return APIResponse(page, first.http_response, attempts=first.attempts, request_id=first.request_id)
