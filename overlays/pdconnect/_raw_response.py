# Generated from _async_raw_response.py. Do not edit: change that file and run `python -m generator`.
"""Calls that return the HTTP response with the result: what `with_raw_response` of the resources needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pdconnect_api.raw_response import APIResponse

from ._exceptions import request_id
from ._hooks import call_hooks
from ._pagination.page import SyncPage
from ._pagination.page_position import ListContext, Position

if TYPE_CHECKING:
    from pdconnect_api.call import Call, Listing

    from ._http.pipeline import HttpSender

T = TypeVar("T")
ItemT = TypeVar("ItemT")


def send_raw_response(sender: HttpSender, call: Call[T]) -> APIResponse[T]:
    """Send a call, and return its result with the HTTP response."""
    with call_hooks(sender.options.hooks, call):
        sent = sender.execute(call)
        response = sent.response
        return APIResponse(
            sender.read(call, sent), response, attempts=sent.attempts, request_id=request_id(response.headers)
        )


def first_page(sender: HttpSender, call: Call[Listing[ItemT]], context: ListContext) -> APIResponse[SyncPage[ItemT]]:
    """Fetch the first page of a list, and return it with the HTTP response. The pages after it are fetched as usual."""
    before = Position.before_first(call)
    first = send_raw_response(sender, call)
    page = SyncPage(sender.send, call, first.data, before, context)
    return APIResponse(page, first.http_response, attempts=first.attempts, request_id=first.request_id)
