"""The proxy: the requests that are sent, and the app's response, which is returned as it is."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

import pdconnect
from tests.fake_api import Clock, FakeApi

from ..cases import for_each

ACCOUNT: Any = {"external_user_id": "user/1", "account_id": "apn_1"}


def echo(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={"ok": True})


def target(request: httpx.Request) -> str:
    """Return the URL to which the service would forward the request."""
    encoded = request.url.path.rsplit("/", 1)[1]
    assert "=" not in encoded
    return base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)).decode()


def forwarded(request: httpx.Request) -> dict[str, str]:
    return {
        name.removeprefix("x-pd-proxy-"): value
        for name, value in request.headers.items()
        if name.startswith("x-pd-proxy-")
    }


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_a_request_is_sent_through_the_proxy(method: str) -> None:
    api = FakeApi(echo)
    response = getattr(api.client().proxy, method)(
        "https://slack.com/api/users.list?limit=2",
        **ACCOUNT,
        headers={"X-Custom": "a", "Accept": "text/csv"},
        params={"cursor": "é/&", "n": None},
    )
    assert response.json() == {"ok": True}
    (request,) = api.requests
    assert request.method == method.upper()
    assert request.url.path.startswith("/v1/connect/proj_test1/proxy/")
    assert target(request) == "https://slack.com/api/users.list?limit=2&cursor=%C3%A9%2F%26"
    assert request.url.query == b"external_user_id=user%2F1&account_id=apn_1"
    assert forwarded(request) == {"x-custom": "a", "accept": "text/csv"}
    assert request.headers["authorization"] == "Bearer token-1"
    assert request.headers["x-pd-environment"] == "development"


@for_each(
    ("url", "params", "sent"),
    [
        ("https://a.example/x", {"q": "1 2", "flag": True, "n": 3}, "https://a.example/x?q=1%202&flag=true&n=3"),
        ("https://a.example/x?", {"q": "1"}, "https://a.example/x?q=1"),
        ("https://a.example/x?a=1&a=2&b=", [("a", "3"), ("a", "")], "https://a.example/x?a=1&a=2&b=&a=3&a="),
        ("https://a.example/x?a=%2F", {"a": ["1", "2"]}, "https://a.example/x?a=%2F&a=1&a=2"),
        ("https://a.example/x#top", {"q": "1"}, "https://a.example/x?q=1"),
        ("https://a.example/x?a=1#top", None, "https://a.example/x?a=1"),
        ("/api/v2/tickets.json", {"page": 2}, "/api/v2/tickets.json?page=2"),
        ("https://a.example/ü€", {}, "https://a.example/ü€"),
    ],
)
def test_params_are_added_to_the_query_of_the_url(url: str, params: Any, sent: str) -> None:
    api = FakeApi(echo)
    api.client().proxy.get(url, **ACCOUNT, params=params)
    assert target(api.requests[0]) == sent


def stream() -> Iterator[bytes]:
    yield b"one "
    yield b"two"


@for_each(
    ("body", "sent", "content_type"),
    [
        (
            {"json": {"a": "é", "n": 1234567890123456789}},
            '{"a":"é","n":1234567890123456789}'.encode(),
            "application/json",
        ),
        ({"json": [1, 2]}, b"[1,2]", "application/json"),
        ({"content": "text é"}, "text é".encode(), None),
        ({"content": b"\x00\xff"}, b"\x00\xff", None),
        ({"content": stream()}, b"one two", None),
        ({"content": b"<x/>", "headers": {"Content-Type": "application/xml"}}, b"<x/>", "application/xml"),
        (
            {"json": {"a": 1}, "headers": {"content-type": "application/merge-patch+json"}},
            b'{"a":1}',
            "application/merge-patch+json",
        ),
        ({"data": {"a": "1", "b": ["2", "3"]}}, b"a=1&b=2&b=3", "application/x-www-form-urlencoded"),
        ({}, b"", None),
    ],
    ids=range(9),
)
def test_bodies_arrive_byte_for_byte(body: dict[str, Any], sent: bytes, content_type: str | None) -> None:
    seen: list[bytes] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(request.read())
        return httpx.Response(200)

    api = FakeApi(respond)
    api.client().proxy.request("post", "https://a.example/", **ACCOUNT, **body)
    assert seen == [sent]
    assert api.requests[0].headers.get("content-type") == content_type


def test_files_are_sent_as_a_multipart_form() -> None:
    api = FakeApi(echo)
    api.client().proxy.post("https://a.example/", **ACCOUNT, files={"file": ("a.txt", b"hello")}, data={"k": "v"})
    assert api.requests[0].headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b"hello" in api.requests[0].read()


@pytest.mark.parametrize(
    ("status", "body"),
    [(200, b"\x00\x01"), (204, b""), (302, b""), (404, b'{"error":"no channel"}'), (429, b"slow"), (500, b"<html>")],
)
def test_the_response_of_the_app_is_returned_as_it_is(status: int, body: bytes) -> None:
    api = FakeApi(
        lambda request: httpx.Response(
            status, content=body, headers={"x-upstream": "yes", "location": "https://elsewhere.example"}
        )
    )
    response = api.client().proxy.get("https://a.example/", **ACCOUNT)
    assert (response.status_code, response.content, response.headers["x-upstream"]) == (status, body, "yes")
    assert len(api.requests) == 1


def test_a_401_of_the_app_does_not_renew_the_token_each_time() -> None:
    api = FakeApi(lambda request: httpx.Response(401, json={"error": "token_revoked"}))
    client = api.client()
    for _ in range(5):
        assert client.proxy.get("https://a.example/", **ACCOUNT).status_code == 401
    assert len(api.token_requests) == 1


def test_a_rejected_token_is_replaced_after_a_minute() -> None:
    api, clock = FakeApi(echo), Clock()
    client = api.client(clock=clock)
    client.proxy.get("https://a.example/", **ACCOUNT)
    clock.now += 61
    api.rejected_tokens = {"token-1"}
    assert client.proxy.get("https://a.example/", **ACCOUNT).status_code == 200
    assert len(api.token_requests) == 2


@for_each("method", ["POST", "PATCH"])
@for_each("body", [{"json": {}}, {"content": "text"}, {"data": {"a": "b"}}, {}])
def test_a_request_that_an_app_may_have_executed_is_not_retried_for_a_401(method: str, body: dict[str, Any]) -> None:
    """The 401 may be the app's own, after it has done the work, however old the token is."""
    api, clock = FakeApi(lambda request: httpx.Response(401, json={"error": "token_revoked"})), Clock()
    client = api.client(clock=clock)
    for _ in range(3):
        clock.now += 61
        assert client.proxy.request(method, "https://a.example/", **ACCOUNT, **body).status_code == 401
    assert len(api.requests) == 3


@for_each(
    ("url", "request_", "argument"),
    [
        ("", {}, "url"),
        ("//evil.example/x", {}, "url"),
        ("ftp://a.example", {}, "url"),
        ("a.example/x", {}, "url"),
        ("https://", {}, "url"),
        ("https://[::1", {}, "url"),
        ("https://a.example/ x", {}, "url"),
        ("https://a.example/\r\nx", {}, "url"),
        ("https://a.example", {"external_user_id": ""}, "external_user_id"),
        ("https://a.example", {"external_user_id": "x" * 251}, "external_user_id"),
        ("https://a.example", {"account_id": ""}, "account_id"),
        ("https://a.example", {"headers": {"Host": "b.example"}}, "headers"),
        ("https://a.example", {"headers": {"cookie": "a=b"}}, "headers"),
        ("https://a.example", {"headers": {"Proxy-Authorization": "x"}}, "headers"),
        ("https://a.example", {"headers": {"Sec-Fetch-Mode": "x"}}, "headers"),
        ("https://a.example", {"headers": {"User-Agent": "x"}}, "headers"),
        ("https://a.example", {"headers": {"X-A": "1\r\nX-B: 2"}}, "headers"),
        ("https://a.example", {"headers": {"X A": "1"}}, "headers"),
        ("https://a.example", {"json": {}, "content": b"x"}, "json"),
        ("https://a.example", {"content": b"x", "data": {"a": "b"}}, "content"),
        ("https://a.example", {"json": {"a": object()}}, "the request body"),
    ],
    ids=range(21),
)
def test_wrong_arguments_are_rejected_before_sending(url: str, request_: dict[str, Any], argument: str) -> None:
    api = FakeApi(echo)
    with pytest.raises(pdconnect.InvalidArgumentError) as caught:
        api.client().proxy.post(url, **{**ACCOUNT, **request_})
    assert caught.value.argument == argument
    assert api.requests == []


def test_other_methods_than_the_five_are_rejected() -> None:
    with pytest.raises(pdconnect.InvalidArgumentError, match="method"):
        FakeApi().client().proxy.request("HEAD", "https://a.example", **ACCOUNT)


class Slow(httpx.SyncByteStream):
    """A body that counts the parts that were read."""

    def __init__(self) -> None:
        self.parts = 0
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        for _ in range(1000):
            self.parts += 1
            yield b"x" * 1000

    def close(self) -> None:
        self.closed = True


def test_large_responses_are_streamed() -> None:
    body = Slow()
    api = FakeApi(lambda request: httpx.Response(200, stream=body))
    with api.client().proxy.stream("GET", "https://a.example/", **ACCOUNT) as response:
        assert next(response.iter_bytes(1000)) == b"x" * 1000
        assert body.parts < 5
    assert body.closed


@pytest.mark.anyio
async def test_the_async_client_sends_through_the_proxy() -> None:
    api = FakeApi(lambda request: httpx.Response(404, json={"upstream": True}))
    client = api.async_client()
    response = await client.proxy.post("https://a.example/?a=1", **ACCOUNT, json={"x": 1}, params={"b": "2"})
    assert (response.status_code, response.json()) == (404, {"upstream": True})
    assert target(api.requests[0]) == "https://a.example/?a=1&b=2"
    async with client.proxy.stream("GET", "https://a.example/", **ACCOUNT) as streamed:
        assert [part async for part in streamed.aiter_bytes()] == [b'{"upstream":true}']
