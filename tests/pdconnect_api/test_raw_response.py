"""`with_raw_response` of every resource: the same results and errors, with the HTTP response."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, get_args, get_origin, get_type_hints

import httpx
import pytest

import pdconnect
from pdconnect_api.call import AsyncPage, AsyncPages, Page

from ..cases import for_each
from ..fake_api import FakeApi, account, respond_with
from .harness import SETTINGS, Harness
from .samples import valid
from .spec import OPERATIONS, Operation

SUCCESSES = [
    (operation, example) for operation in OPERATIONS for example in operation.responses if example.status != 202
]


def _arguments(operation: Operation) -> dict[str, Any]:
    return {
        argument.name: valid(argument.schema, argument.wire) if argument.example is None else argument.example
        for argument in operation.arguments
        if argument.required
    }


@for_each(
    ("operation", "example"),
    SUCCESSES,
    ids=[f"{operation}-{example.status}-{example.name}" for operation, example in SUCCESSES],
)
def test_result_is_the_same_with_the_response(harness: Harness, operation: Operation, example: Any) -> None:
    plain = harness.call(operation, _arguments(operation), example)
    request = harness.request
    raw = harness.call(operation, _arguments(operation), example, raw=True)
    assert isinstance(raw, pdconnect.APIResponse)
    assert (harness.request.method, harness.request.url, harness.request.content) == (
        request.method,
        request.url,
        request.content,
    )
    assert type(raw.data) is type(plain)
    assert getattr(raw.data, "data", raw.data) == getattr(plain, "data", plain)
    assert (raw.status_code, raw.attempts, raw.request_id) == (example.status, 1, None)
    assert isinstance(raw.http_response, httpx.Response)
    assert raw.headers is raw.http_response.headers
    assert f"APIResponse {example.status}" in repr(raw)


@for_each("client_class", [pdconnect.Client, pdconnect.AsyncClient])
@for_each("operation", OPERATIONS, ids=str)
def test_signatures_are_the_same(client_class: Any, operation: Operation) -> None:
    resource = getattr(client_class(**SETTINGS), operation.tag)
    raw = getattr(resource.with_raw_response, operation.method_name)
    generated = next(each for each in type(resource).__mro__ if each.__module__.startswith("pdconnect_api."))
    plain = getattr(generated, operation.method_name)
    ours, its = inspect.signature(raw), inspect.signature(plain)
    assert list(ours.parameters.values()) == list(its.parameters.values())[1:]
    returned, expected = get_type_hints(raw)["return"], get_type_hints(plain)["return"]
    assert get_origin(returned) is pdconnect.APIResponse
    (data,) = get_args(returned)
    if get_origin(expected) in (Page, AsyncPages):
        page = AsyncPage if client_class is pdconnect.AsyncClient else Page
        assert (get_origin(data), get_args(data)) == (page, get_args(expected))
    else:
        assert data == expected


def test_retries_and_request_id() -> None:
    api = FakeApi(respond_with(503, account(1)))
    response = api.client(max_retries=1, sleep=lambda seconds: None).accounts.with_raw_response.retrieve("apn_1")
    assert response.data.id == "apn_1"
    assert (response.attempts, response.status_code, response.request_id) == (2, 200, None)
    assert response.http_response.json() == account(1)


@pytest.mark.anyio
async def test_request_id_with_the_async_client() -> None:
    api = FakeApi(lambda request: httpx.Response(200, json=account(1), headers={"x-request-id": "r-1"}))
    response = await api.async_client().accounts.with_raw_response.retrieve("apn_1")
    assert (response.data.id, response.attempts, response.request_id) == ("apn_1", 1, "r-1")
    assert response.headers["x-request-id"] == "r-1"


def _two_pages(request: httpx.Request) -> httpx.Response:
    last = "after" in request.url.params
    info = {"total_count": 2, "count": 1, "end_cursor": None if last else "c1"}
    return httpx.Response(200, json={"data": [account(2 if last else 1)], "page_info": info})


def test_first_page_continues_as_usual() -> None:
    response = FakeApi(_two_pages).client().accounts.with_raw_response.list()
    assert [each.id for each in response.data.data] == ["apn_1"]
    assert [each.id for each in response.data] == ["apn_1", "apn_2"]
    with pytest.raises(pdconnect.InvalidArgumentError, match="after"):
        FakeApi(_two_pages).client().accounts.with_raw_response.list(after="a", before="b")


@pytest.mark.anyio
async def test_first_page_with_the_async_client_continues_as_usual() -> None:
    response = await FakeApi(_two_pages).async_client().accounts.with_raw_response.list()
    assert [each.id for each in response.data.data] == ["apn_1"]
    assert [each.id async for each in response.data] == ["apn_1", "apn_2"]


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500])
def test_errors_are_the_same(sync_harness: Harness, status: int) -> None:
    operation = next(each for each in OPERATIONS if each.id == "accounts_retrieve")
    with pytest.raises(pdconnect.ApiError) as plain:
        sync_harness.call_raw(operation, {"account_id": "apn_1"}, status, b"{}")
    with pytest.raises(type(plain.value)) as caught:
        sync_harness.call_raw(operation, {"account_id": "apn_1"}, status, b"{}", raw=True)
    assert (caught.value.status_code, str(caught.value)) == (status, str(plain.value))


def test_hooks_surround_the_call() -> None:
    seen: list[str] = []

    class Noted(pdconnect.Hooks):
        @contextmanager
        def call(self, operation: Any, path: str) -> Iterator[None]:
            seen.append(operation.id)
            yield

    client = FakeApi(lambda request: httpx.Response(200, json=account(1))).client(hooks=[Noted()])
    client.accounts.with_raw_response.retrieve("apn_1")
    assert seen == ["oauth_tokens_create", "accounts_retrieve"] or seen == ["accounts_retrieve", "oauth_tokens_create"]


def test_modules_are_imported_when_first_used() -> None:
    program = (
        "import sys, pdconnect\n"
        "client = pdconnect.Client(project_id='proj_1', access_token='x', environment='development')\n"
        "client.accounts\n"
        "print([name for name in sys.modules if 'raw_response' in name])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
