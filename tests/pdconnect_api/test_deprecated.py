"""The method of a deprecated operation emits a DeprecationWarning at the line of the call, and has a note in its docstring."""

from __future__ import annotations

import inspect
from typing import Any

import httpx
import pytest

import pdconnect

from .harness import SETTINGS, generated_class
from .samples import needed
from .spec import OPERATIONS, Operation

DEPRECATED = [operation for operation in OPERATIONS if operation.node.get("deprecated")]


def respond(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={"data": []})


def assert_points_here(caught: pytest.WarningsRecorder, operation: Operation, line: int) -> None:
    """Check that there is one warning, which names the method, and this file and line."""
    (warning,) = caught
    assert str(warning.message).startswith(f"{operation.tag}.{operation.method_name} is deprecated")
    assert (warning.filename, warning.lineno) == (__file__, line)


def method_of(client: Any, operation: Operation, raw: bool) -> Any:
    resource = getattr(client, operation.tag)
    return getattr(resource.with_raw_response if raw else resource, operation.method_name)


def this_line() -> int:
    frame = inspect.currentframe()
    assert frame is not None
    assert frame.f_back is not None
    return frame.f_back.f_lineno


def test_there_is_a_deprecated_operation() -> None:
    assert [operation.id for operation in DEPRECATED] == ["projects_retrieve_info"]


@pytest.mark.parametrize("raw", [False, True])
@pytest.mark.parametrize("operation", DEPRECATED, ids=str)
def test_a_call_warns(operation: Operation, raw: bool) -> None:
    with (
        httpx.Client(transport=httpx.MockTransport(respond)) as http,
        pdconnect.Client(http_client=http, **SETTINGS) as client,
    ):
        line = this_line() + 2
        with pytest.warns(DeprecationWarning, match="is deprecated") as caught:
            method_of(client, operation, raw)(**needed(operation))
    assert_points_here(caught, operation, line)


@pytest.mark.anyio
@pytest.mark.parametrize("raw", [False, True])
@pytest.mark.parametrize("operation", DEPRECATED, ids=str)
async def test_a_call_of_a_task_warns(operation: Operation, raw: bool) -> None:
    async with (
        httpx.AsyncClient(transport=httpx.MockTransport(respond)) as http,
        pdconnect.AsyncClient(http_client=http, **SETTINGS) as client,
    ):
        line = this_line() + 2
        with pytest.warns(DeprecationWarning, match="is deprecated") as caught:
            await method_of(client, operation, raw)(**needed(operation))
    assert_points_here(caught, operation, line)


@pytest.mark.parametrize("client_class", [pdconnect.Client, pdconnect.AsyncClient])
def test_only_deprecated_methods_have_a_note(client_class: Any) -> None:
    client = client_class(**SETTINGS)
    for operation in OPERATIONS:
        resource = getattr(client, operation.tag)
        for cls in (generated_class(resource), type(resource.with_raw_response)):
            docstring = getattr(cls, operation.method_name).__doc__
            assert ("Deprecated: " in docstring) == (operation in DEPRECATED)
