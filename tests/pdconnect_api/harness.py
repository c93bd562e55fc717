"""A client with a transport that records requests and returns prepared responses."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Literal
from urllib.parse import quote

import httpx
import pytest

import pdconnect

from .spec import SERVER, Argument, Operation, ResponseExample

PROJECT = "proj_contract"
TOKEN = "the-access-token-of-the-tests"
Values = Mapping[str, Any]
Kind = Literal["Client", "AsyncClient"]


class Harness:
    """One client. `requests` holds what the last call sent."""

    def __init__(self, kind: Kind) -> None:
        self.requests: list[httpx.Request] = []
        self._response = httpx.Response(204)
        self._runner = asyncio.Runner()
        transport = httpx.MockTransport(self._respond)
        self._sync = httpx.Client(transport=transport)
        self._async = httpx.AsyncClient(transport=transport)
        self._is_async = kind == "AsyncClient"
        self.client: Any = (
            pdconnect.AsyncClient(http_client=self._async, **SETTINGS)
            if self._is_async
            else pdconnect.Client(http_client=self._sync, **SETTINGS)
        )

    def call(
        self, operation: Operation, values: Values, response: ResponseExample | None = None, *, raw: bool = False
    ) -> Any:
        """Call an operation with arguments by name; the ids of the path are passed by position. `raw`: through `with_raw_response`."""
        response = response or operation.responses[0]
        return self.call_raw(
            operation, values, response.status, to_json(response.value) if response.schema else None, raw=raw
        )

    def call_raw(
        self, operation: Operation, values: Values, status: int, content: bytes | None, *, raw: bool = False
    ) -> Any:
        """Call an operation, with a response of any content."""
        self.requests.clear()
        self._response = httpx.Response(status, content=content, headers={"content-type": "application/json"})
        resource = getattr(self.client, operation.tag)
        method = getattr(resource.with_raw_response if raw else resource, operation.method_name)
        ids = [argument.name for argument in operation.arguments_in("path")]
        positional = [values[name] for name in ids if name in values]
        named = {name: value for name, value in values.items() if name not in ids}
        if operation.id == "actions_run" and not raw:
            named = {"check": False, **named}  # return the result of a failed action too
        if not self._is_async:
            with expected_warning(operation):
                return method(*positional, **named)

        async def call() -> Any:
            with expected_warning(operation):
                return await method(*positional, **named)

        return self._runner.run(call())

    @property
    def request(self) -> httpx.Request:
        """The one request of the last call."""
        (request,) = self.requests
        return request

    def close(self) -> None:
        self._sync.close()
        self._runner.run(self._async.aclose())
        self._runner.close()

    def _respond(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self._response


SETTINGS: dict[str, Any] = {
    "max_retries": 0,  # the tests check every response
    "project_id": PROJECT,
    "access_token": TOKEN,
    "environment": "development",
    "base_url": SERVER,
}


def expected_warning(operation: Operation) -> AbstractContextManager[object]:
    """Return a context that requires the DeprecationWarning of a deprecated operation."""
    return (
        pytest.warns(DeprecationWarning, match="is deprecated") if operation.node.get("deprecated") else nullcontext()
    )


def generated_class(resource: object) -> type:
    """Return the generated class of a resource; a hand-written subclass may add methods."""
    return next(cls for cls in type(resource).__mro__ if cls.__module__.startswith("pdconnect_api."))


def to_json(value: Any) -> bytes:
    """Return a JSON text; equal texts mean equal values of equal types in the same order."""
    return json.dumps(value).encode()


def expected_path(operation: Operation, values: Values) -> str:
    """Return the path of a request, percent-encoded."""
    path = operation.path.replace("{project_id}", PROJECT) if operation.in_project else operation.path
    for argument in operation.arguments_in("path"):
        path = path.replace(f"{{{argument.wire}}}", quote(values[argument.name], safe=""))
    return path


def expected_query(operation: Operation, values: Values) -> list[str]:
    """Return the parts of the query of a request, percent-encoded and sorted."""
    given = [
        (argument, values[argument.name]) for argument in operation.arguments_in("query") if argument.name in values
    ]
    return sorted(part for argument, value in given for part in _query_parts(argument, value))


def query_of(request: httpx.Request) -> list[str]:
    """Return the parts of the query that was sent, sorted, since their order has no meaning."""
    return sorted(request.url.query.decode().split("&")) if b"?" in request.url.raw_path else []


def expected_body(operation: Operation, values: Values) -> dict[str, Any] | None:
    """Return the JSON object of a request."""
    if not operation.body:
        return None
    given = {
        argument.wire: values[argument.name] for argument in operation.arguments_in("body") if argument.name in values
    }
    return {**operation.constants, **given}


def body_of(request: httpx.Request) -> Any:
    """Return the JSON value that was sent; None if nothing was sent."""
    return json.loads(request.content) if request.content else None


def _query_parts(argument: Argument, value: Any) -> list[str]:
    if value is False and argument.schema.get("default") is False:
        return []
    items = value if isinstance(value, list) else [value]
    texts = [str(item).lower() if isinstance(item, bool) else str(item) for item in items]
    return [f"{argument.wire}={quote(text, safe='')}" for text in texts]
