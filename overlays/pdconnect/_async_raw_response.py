# Source of _raw_response.py, the synchronous half: run `python -m generator` after each change.
"""Calls that return the HTTP response with the result: what `with_raw_response` of the resources needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pdconnect_api.raw_response import APIResponse

from ._async_page import AsyncPage
from ._exceptions import request_id
from ._http.attempt import watching
from ._page_position import Position

if TYPE_CHECKING:
    from pdconnect_api.call import Call, Listing

    from ._async_client import AsyncClient
    from ._http.async_sender import AsyncSending

T = TypeVar("T")
ItemT = TypeVar("ItemT")


async def send_raw_response(sending: AsyncSending, call: Call[T]) -> APIResponse[T]:
    """Send a call, and return its result with the HTTP response."""
    with watching(sending.options, call):
        exchange = await sending.exchange(call)
        data, http_response = sending.read(call, exchange), exchange.response
        identifier = request_id(http_response.headers)
        return APIResponse(data, http_response, attempts=exchange.attempts, request_id=identifier)


async def first_page(client: AsyncClient, call: Call[Listing[ItemT]]) -> APIResponse[AsyncPage[ItemT]]:
    """Fetch the first page of a list, and return it with the HTTP response. The pages after it are fetched as usual."""
    before = Position.before_first(call)
    first = await client.send_raw_response(call)
    page = AsyncPage(client.send, call, first.data, before)
    return APIResponse(page, first.http_response, attempts=first.attempts, request_id=first.request_id)
