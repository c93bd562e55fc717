"""Arguments of the proxy and of workflows: unknown, missing, repeated and odd ones, for both clients."""

from __future__ import annotations

import json
from collections import UserString
from contextlib import AsyncExitStack, ExitStack
from decimal import Decimal
from email.parser import BytesParser
from enum import Enum
from functools import partial
from typing import Any
from uuid import UUID

import anyio
import httpx
import pytest
from multidict import MultiDict
from starlette.datastructures import ImmutableMultiDict, QueryParams
from werkzeug.datastructures import MultiDict as WerkzeugMultiDict

import pdconnect
from tests.fake_api import FakeApi

from .test_proxy import target

URL = "https://a.example/x"
ACCOUNT: dict[str, Any] = {"external_user_id": "user-1", "account_id": "apn_1"}


def member(value: Any) -> Any:
    """Return a member of an enumeration of strings or integers; its `str()` is not its value."""
    enumeration: Any = Enum("enumeration", {"MEMBER": value}, type=type(value))
    return enumeration["MEMBER"]


class Service:
    """A client and the requests that it sent."""

    def __init__(self, asynchronous: bool) -> None:
        self.api = FakeApi()
        self._asynchronous = asynchronous

    def proxy(self, method: str, /, *arguments: Any, **request: Any) -> httpx.Request:
        """Call a method of the proxy, `stream` included, and return the request."""
        return self._call("proxy", method, arguments, request)

    def workflow(self, *arguments: Any, **request: Any) -> httpx.Request:
        """Invoke a workflow and return the request."""
        return self._call("workflows", "invoke", arguments, request)

    def _call(self, resource: str, method: str, arguments: tuple[Any, ...], request: dict[str, Any]) -> httpx.Request:
        async def call() -> None:
            called = getattr(getattr(self.api.async_client(), resource), method)(*arguments, **request)
            async with AsyncExitStack() as stack:
                await (stack.enter_async_context(called) if method == "stream" else called)

        if self._asynchronous:
            anyio.run(call)
        else:
            with ExitStack() as stack:
                result = getattr(getattr(self.api.client(), resource), method)(*arguments, **request)
                if method == "stream":
                    stack.enter_context(result)
        return self.api.requests[-1]


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def service(request: pytest.FixtureRequest) -> Service:
    return Service(request.param)


METHODS: list[tuple[str, ...]] = [("get", URL), ("post", URL), ("put", URL), ("patch", URL), ("delete", URL)]
METHODS += [("request", "POST", URL), ("stream", "POST", URL)]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method[0])
@pytest.mark.parametrize("name", ["query", "external_user", "bodies", "header", "request_options"])
def test_unknown_keywords_are_errors(service: Service, method: tuple[str, ...], name: str) -> None:
    with pytest.raises(TypeError, match=f"unexpected keyword argument '{name}'"):
        service.proxy(*method, **ACCOUNT, **{name: {"limit": 1}})
    assert service.api.requests == []


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method[0])
@pytest.mark.parametrize("name", list(ACCOUNT))
def test_missing_keywords_are_errors(service: Service, method: tuple[str, ...], name: str) -> None:
    with pytest.raises(TypeError, match=f"missing .*'{name}'"):
        service.proxy(*method, **{key: value for key, value in ACCOUNT.items() if key != name})
    with pytest.raises(pdconnect.InvalidArgumentError, match=f"{name} must be given"):
        service.proxy(*method, **{**ACCOUNT, name: None})
    assert service.api.requests == []


@pytest.mark.parametrize("body", [{"text": "é"}, [1, None], "text", 0, False, {}])
def test_body_is_json_as_in_the_official_sdk(service: Service, body: Any) -> None:
    request = service.proxy("post", URL, **ACCOUNT, body=body)
    assert json.loads(request.content) == body
    assert request.headers["content-type"] == "application/json"


@pytest.mark.parametrize("second", ["json", "content", "data", "files"])
def test_a_request_has_one_body(service: Service, second: str) -> None:
    with pytest.raises(pdconnect.InvalidArgumentError, match="one body"):
        service.proxy("post", URL, **ACCOUNT, body={"a": 1}, **{second: {"b": "2"}})
    assert service.api.requests == []


PAIRS: Any = [("a", "1"), ("b", "x y"), ("a", "2")]
MAPPINGS: Any = [
    httpx.QueryParams(PAIRS),
    QueryParams(PAIRS),
    ImmutableMultiDict(PAIRS),
    MultiDict(PAIRS),
    WerkzeugMultiDict(PAIRS),
    {"a": ["1", "2"], "b": "x y"},
    {"a": ("1", 2), "b": ["x y"]},
]


def name_of_class(value: object) -> str:
    return f"{type(value).__module__}.{type(value).__name__}"


@pytest.mark.parametrize("params", [PAIRS, tuple(PAIRS), *MAPPINGS], ids=name_of_class)
def test_every_value_of_a_repeated_name_is_sent(service: Service, params: Any) -> None:
    request = service.proxy("get", f"{URL}?a=0", **ACCOUNT, params=params)
    sent = httpx.URL(target(request)).params
    assert sent.get_list("a") == ["0", "1", "2"]
    assert sent.get_list("b") == ["x y"]


@pytest.mark.parametrize("data", MAPPINGS, ids=name_of_class)
@pytest.mark.parametrize("with_file", [False, True])
def test_every_value_of_a_repeated_field_is_sent(service: Service, data: Any, with_file: bool) -> None:
    request = service.proxy("post", URL, **ACCOUNT, data=data, files={"f": b"content"} if with_file else None)
    if not with_file:
        sent = httpx.QueryParams(request.content)
        assert (sent.get_list("a"), sent.get_list("b")) == (["1", "2"], ["x y"])
        return
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    form: Any = BytesParser().parsebytes(head + request.content)
    fields = [(part.get_param("name", header="content-disposition"), part.get_payload()) for part in form.get_payload()]
    assert sorted(fields) == [("a", "1"), ("a", "2"), ("b", "x y"), ("f", "content")]


VALUES = pytest.mark.parametrize(
    ("value", "sent"),
    [
        (member("user-1"), ["user-1"]),
        (member(3), ["3"]),
        ([member("user-1"), member(3), None, True], ["user-1", "3", "true"]),
        (1.5, ["1.5"]),
        (member(0.5), ["0.5"]),
        (UUID(int=1), ["00000000-0000-0000-0000-000000000001"]),
        (Decimal("1.50"), ["1.50"]),
        ([], []),
        ("", [""]),
    ],
)


@VALUES
def test_params_are_sent_as_strings(service: Service, value: Any, sent: list[str]) -> None:
    request = service.proxy("get", URL, **ACCOUNT, params={"v": value, "none": None})
    assert httpx.URL(target(request)).params.multi_items() == [("v", text) for text in sent]


@VALUES
def test_form_fields_are_sent_as_strings(service: Service, value: Any, sent: list[str]) -> None:
    request = service.proxy("post", URL, **ACCOUNT, data={"v": value, "none": None})
    fields = httpx.QueryParams(request.content)
    assert [text for text in fields.get_list("v") if text] == [text for text in sent if text]
    assert fields.get_list("none") == [""]  # as with httpx


PLAIN: Any = Enum("enumeration", {"MEMBER": "user-1"}).MEMBER  # type: ignore[attr-defined]
NOT_SIMPLE: Any = [
    *({"a": value} for value in ({"b": 1}, b"x", PLAIN, [PLAIN], object(), str, iter("a"), 10**5000)),
    *({"a": "\ud800"}, {"\ud800": 1}, {PLAIN: 1}, {None: 1}, {object(): 1}),
]


@pytest.mark.parametrize("argument", ["params", "data"])
@pytest.mark.parametrize("value", ["a=1", b"a=1", 5, [1], ["ab"], [("a", "b", "c")], *NOT_SIMPLE])
def test_odd_params_and_forms_are_rejected(service: Service, argument: str, value: Any) -> None:
    with pytest.raises(pdconnect.InvalidArgumentError, match=rf"^{argument} "):
        service.proxy("post", URL, **ACCOUNT, **{argument: value})
    assert service.api.requests == []


def test_members_of_enumerations_are_sent_as_their_values(service: Service) -> None:
    account = member("apn_1")
    url = member(URL)
    method = member("post")
    key = member("k")
    request = service.proxy(
        "request",
        method,
        url,
        external_user_id=member("user-1"),
        account_id=account,
        params={key: "1"},
        body={key: account},
    )
    assert request.method == "POST"
    assert target(request) == f"{URL}?k=1"
    assert request.url.query == b"external_user_id=user-1&account_id=apn_1"
    assert json.loads(request.content) == {"k": "apn_1"}


ODD_HEADERS: list[Any] = [
    {"X-A": value}
    for value in (
        None,
        5,
        b"x",
        UserString("x"),
        "Grüße",
        "€",
        "\ud800",
        "s3cret\nb",
        "s3cret\r\nX-B: c",
        "s3cret\n",
        " s3cret",
        "s3cret ",
        "s3cret\0",
        "s3cret\x7f",
    )
]
ODD_HEADERS += [{name: "x"} for name in (None, 5, b"X-A", "", "X A", "X:A", "X-A\r\n", "Ä", "X-A\n")] + [
    ["X-A"],
    "X-A: x",
]


@pytest.mark.parametrize("headers", ODD_HEADERS, ids=repr)
def test_odd_headers_are_rejected_and_not_quoted(service: Service, headers: Any) -> None:
    for send in (
        partial(service.proxy, "get", URL, **ACCOUNT, headers=headers),
        partial(service.workflow, "enabc", headers=headers),
    ):
        with pytest.raises(pdconnect.InvalidArgumentError, match=r"^headers ") as caught:
            send()
        assert "s3cret" not in str(caught.value)
    assert service.api.requests == []


@pytest.mark.parametrize("method", ["", "A B", "GET\r\nX: y", "GÉT", None, 5, b"GET"], ids=repr)
def test_odd_methods_are_rejected(service: Service, method: Any) -> None:
    with pytest.raises(pdconnect.InvalidArgumentError, match=r"^method "):
        service.proxy("request", method, URL, **ACCOUNT)
    with pytest.raises(pdconnect.InvalidArgumentError, match=r"^method "):
        service.workflow("enabc", method=method)
    assert service.api.requests == []


@pytest.mark.parametrize(
    "url", ["https://a.example/" + "x" * 70_000, "/" + "x" * 70_000, "https://xn--a\u2603.example:99999/"], ids=len
)
def test_urls_that_cannot_be_sent_are_rejected(service: Service, url: str) -> None:
    with pytest.raises(pdconnect.InvalidArgumentError, match=r"^url "):
        service.proxy("get", url, **ACCOUNT)
    assert service.api.requests == []


def test_a_workflow_gets_the_values_of_enumerations(service: Service) -> None:
    endpoint = member("enabc")
    method = member("put")
    request = service.workflow(endpoint, method=method, headers={"x-a": member("user-1")}, body=member("user-1"))
    assert (request.method, str(request.url)) == ("PUT", "https://enabc.m.pipedream.net")
    assert request.headers["x-a"] == "user-1"
    assert request.content == b"user-1"
