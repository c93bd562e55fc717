"""`client.proxy.transport`: clients of httpx and of httpx2, synchronous and asynchronous, send through an account."""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import anyio
import httpx
import httpx2
import pytest

import pdconnect
from pdconnect._http.backend import library_of
from pdconnect._resources.proxied_messages import sdk_error
from tests.fake_api import FakeApi
from tests.pdconnect.test_proxy import forwarded, target
from tests.raw_server import RawServer

from ..cases import for_each

ACCOUNT: Any = {"external_user_id": "user-1", "account_id": "apn_1"}
URL = "https://slack.com/api/users.list"


class Sdk:
    """An SDK: a client of one of the libraries, whose requests go through an account."""

    def __init__(self, library: Any, asynchronous: bool) -> None:
        self.library = library
        self.asynchronous = asynchronous

    def send(self, api: FakeApi, method: str = "GET", url: str = URL, **request: Any) -> Any:
        """Send a request, and return its response with the body."""
        return self.use(api, lambda client: client.request(method, url, **request))

    def use(self, api: FakeApi | RawServer, send: Callable[[Any], Any], settings: Any = None, **client: Any) -> Any:
        """Call a function with the client of the SDK. It returns a response, or an awaitable of one."""
        if not self.asynchronous:
            with api.client(**settings or {}) as connect:
                transport: Any = connect.proxy.transport(**ACCOUNT)
                with self.library.Client(transport=transport, **client) as sdk:
                    return send(sdk)

        async def run() -> Any:
            async with api.async_client(**settings or {}) as connect:
                transport = connect.proxy.transport(**ACCOUNT)
                async with self.library.AsyncClient(transport=transport, **client) as sdk:
                    return await send(sdk)

        return anyio.run(run)


@pytest.fixture(params=["httpx", "httpx2", "httpx-async", "httpx2-async"])
def sdk(request: pytest.FixtureRequest) -> Sdk:
    name, _, asynchronous = request.param.partition("-")
    return Sdk({"httpx": httpx, "httpx2": httpx2}[name], bool(asynchronous))


def respond(**response: Any) -> FakeApi:
    """Return a service that always gives this response; its body is not in memory, as that of a connection."""
    content: bytes = response.pop("content", b"")
    return FakeApi(lambda request: httpx.Response(**{"status_code": 200, **response}, stream=Body(content)))


class Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that arrives in pieces, and may fail."""

    def __init__(self, *pieces: bytes | Exception) -> None:
        self.pieces = pieces
        self.read = 0
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            if isinstance(piece, Exception):
                raise piece
            self.read += 1
            yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece

    def close(self) -> None:
        self.closed = True

    async def aclose(self) -> None:
        self.closed = True


# ---- requests


def test_a_request_and_its_response_pass_unchanged(sdk: Sdk) -> None:
    api = respond(headers={"x-upstream": "yes", "content-type": "application/json"}, content=b'{"ok":true}')
    response = sdk.use(
        api,
        lambda client: client.post("users.list", params={"a": "1"}, json={"text": "hi"}),
        base_url="https://slack.com/api/",
        headers={"authorization": "Bearer of-the-sdk", "x-sdk": "1"},
        cookies={"session": "of-the-sdk"},
    )
    assert isinstance(response, sdk.library.Response)
    assert (response.status_code, response.json(), response.headers["x-upstream"]) == (200, {"ok": True}, "yes")
    (request,) = api.requests
    assert target(request) == f"{URL}?a=1"
    assert forwarded(request) == {"accept": "*/*", "x-sdk": "1"}
    assert request.content == b'{"text":"hi"}'
    assert request.headers["content-type"] == "application/json"
    assert request.headers["authorization"] == "Bearer token-1"
    assert "of-the-sdk" not in str(request.headers)


@pytest.mark.parametrize(
    ("timeout", "expected"),
    [
        (3, {"connect": 3, "read": 3, "write": 3, "pool": 3}),
        (None, {"connect": None, "read": None, "write": None, "pool": None}),
        ({"read": 7}, {"connect": None, "read": 7, "write": None, "pool": None}),
    ],
)
def test_the_timeouts_of_the_request_apply(sdk: Sdk, timeout: Any, expected: Any) -> None:
    """Timeouts may be set in the extensions of a request, where some may be missing."""
    api = respond()
    if isinstance(timeout, dict):
        sdk.send(api, extensions={"timeout": timeout})
    else:
        sdk.send(api, timeout=timeout)
    assert api.requests[0].extensions["timeout"] == expected


def pieces() -> Iterator[bytes]:
    yield b"one "
    yield b"two"


async def async_pieces() -> AsyncIterator[bytes]:
    yield b"one "
    yield b"two"


def test_a_stream_is_sent_piece_by_piece(sdk: Sdk) -> None:
    sent: list[bytes] = []

    def read(request: httpx.Request) -> httpx.Response:
        assert not hasattr(request, "_content"), "the body was read before it is sent"
        assert isinstance(request.stream, httpx.SyncByteStream)
        sent.extend(request.stream)
        return httpx.Response(200)

    async def async_read(request: httpx.Request) -> httpx.Response:
        assert not hasattr(request, "_content"), "the body was read before it is sent"
        assert isinstance(request.stream, httpx.AsyncByteStream)
        sent.extend([piece async for piece in request.stream])
        return httpx.Response(200)

    api = Unread(read, async_read)
    sdk.send(api, "POST", content=async_pieces() if sdk.asynchronous else pieces())
    assert sent == [b"one ", b"two"]
    assert api.sent[0].headers["transfer-encoding"] == "chunked"
    sdk.send(api, "POST", content=async_pieces() if sdk.asynchronous else pieces(), headers={"content-length": "7"})
    assert api.sent[1].headers["content-length"] == "7"
    assert "transfer-encoding" not in api.sent[1].headers
    sdk.send(api, "POST", files={"file": ("a.txt", b"some text")})
    assert b"".join(sent).count(b"some text") == 1
    assert int(api.sent[2].headers["content-length"]) == len(b"".join(sent)) - len(b"one two" * 2)
    assert api.sent[2].headers["content-type"].startswith("multipart/form-data; boundary=")


class Unread(FakeApi):
    """A service whose transport reads the body of the request itself."""

    def __init__(self, read: Any, async_read: Any) -> None:
        super().__init__()
        self.sent: list[httpx.Request] = []
        outer = self

        class Transport(httpx.BaseTransport, httpx.AsyncBaseTransport):
            def handle_request(self, request: httpx.Request) -> httpx.Response:
                if request.url.path.endswith("/oauth/token"):
                    return outer(request)
                outer.sent.append(request)
                response: httpx.Response = read(request)
                return response

            async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
                if request.url.path.endswith("/oauth/token"):
                    return outer(request)
                outer.sent.append(request)
                response: httpx.Response = await async_read(request)
                return response

        self.transport = Transport()

    def http(self) -> httpx.Client:
        return httpx.Client(transport=self.transport)

    def async_http(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=self.transport)


def test_an_idempotent_request_with_a_body_in_memory_is_retried(sdk: Sdk) -> None:
    """Such a call is retried like every other one, unless its body is a stream, which can be sent only once."""
    failures = [httpx.ConnectError("down"), httpx.ConnectError("down")]

    def unreliable(request: httpx.Request) -> httpx.Response:
        if failures:
            raise failures.pop()
        return httpx.Response(200, json={"got": request.content.decode()})

    async def no_sleep(seconds: float) -> None: ...

    settings = {"max_retries": 2, "sleep": no_sleep if sdk.asynchronous else lambda seconds: None}
    response = sdk.use(FakeApi(unreliable), lambda client: client.put(URL, content=b"text"), settings)
    assert response.json() == {"got": "text"}
    failures[:] = [httpx.ConnectError("down")]
    body = async_pieces() if sdk.asynchronous else pieces()
    with pytest.raises(sdk.library.ConnectError):
        sdk.use(FakeApi(unreliable), lambda client: client.put(URL, content=body), settings)


def test_an_error_in_the_body_of_the_request_is_that_of_its_author(sdk: Sdk) -> None:
    def broken() -> Iterator[bytes]:
        yield b"one "
        raise LookupError("there is no second part")

    async def async_broken() -> AsyncIterator[bytes]:
        for piece in broken():
            yield piece

    with pytest.raises(LookupError, match="no second part"):
        sdk.send(FakeApi(), "POST", content=async_broken() if sdk.asynchronous else broken())


@pytest.mark.parametrize(
    ("headers", "sent"),
    [({}, None), ({"accept-encoding": "identity"}, "identity"), ({"accept-encoding": "br;q=0"}, "br;q=0")],
)
def test_the_response_may_have_only_encodings_that_the_sdk_reads(sdk: Sdk, headers: Any, sent: str | None) -> None:
    api = respond()
    sdk.send(api, headers=headers)
    default = sdk.library.Client().headers["accept-encoding"]
    assert api.requests[0].headers["accept-encoding"] == (sent or default)
    assert "x-pd-proxy-accept-encoding" not in api.requests[0].headers


def test_an_sdk_that_accepts_no_encoding_gets_none(sdk: Sdk) -> None:
    def send(client: Any) -> Any:
        del client.headers["accept-encoding"]
        return client.get(URL)

    api = respond()
    sdk.use(api, send)
    assert api.requests[0].headers["accept-encoding"] == "identity"


# ---- responses


def test_a_compressed_body_reaches_the_sdk_as_it_was_sent(sdk: Sdk) -> None:
    packed = gzip.compress(b"text " * 1000)
    headers = {"content-encoding": "gzip", "content-length": str(len(packed))}
    api = respond(headers=headers, content=packed)
    response = sdk.send(api)
    assert response.text == "text " * 1000
    assert response.headers["content-encoding"] == "gzip"
    assert response.num_bytes_downloaded == len(packed)


def test_a_body_that_a_hook_of_the_passed_in_client_has_read(sdk: Sdk) -> None:
    packed = gzip.compress(b"text")
    api = FakeApi(lambda request: httpx.Response(200, headers={"content-encoding": "gzip"}, content=packed))
    assert sdk.send(api).text == "text"


@pytest.mark.parametrize("status", [204, 304])
def test_a_response_without_a_body_keeps_its_headers(sdk: Sdk, status: int) -> None:
    response = sdk.send(respond(status_code=status, headers={"etag": '"1"', "content-length": "10"}))
    assert (response.status_code, response.content, response.headers["etag"]) == (status, b"", '"1"')


def test_a_header_that_occurs_several_times(sdk: Sdk) -> None:
    lines = [("Set-Cookie", "a=1; Path=/"), ("Set-Cookie", "b=2; Path=/"), ("X-Text", "é")]
    api = respond(headers=[(name.encode(), value.encode("latin-1")) for name, value in lines])
    response = sdk.send(api)
    assert response.headers.get_list("set-cookie") == ["a=1; Path=/", "b=2; Path=/"]
    assert dict(response.cookies) == {"a": "1", "b": "2"}
    assert (b"X-Text", "é".encode("latin-1")) in response.headers.raw


def test_redirects_go_through_the_account(sdk: Sdk) -> None:
    def redirect(request: httpx.Request) -> httpx.Response:
        if target(request) == URL:
            return httpx.Response(303, headers={"location": "/api/next"})
        return httpx.Response(200, json={"method": request.method})

    api = FakeApi(redirect)
    response = sdk.send(api, "POST", json={}, follow_redirects=True)
    assert [target(request) for request in api.requests] == [URL, "https://slack.com/api/next"]
    assert response.json() == {"method": "GET"}
    assert [earlier.status_code for earlier in response.history] == [303]
    assert str(response.url) == "https://slack.com/api/next"


def test_a_401_of_the_app_is_a_response(sdk: Sdk) -> None:
    assert sdk.send(respond(status_code=401, content=b"no")).status_code == 401


def test_extensions_of_the_response_are_passed_on(sdk: Sdk) -> None:
    api = respond(extensions={"http_version": b"HTTP/2", "reason_phrase": b"Fine"})
    response = sdk.send(api)
    assert (response.http_version, response.reason_phrase) == ("HTTP/2", "Fine")


def test_a_stream_is_read_piece_by_piece_and_closed(sdk: Sdk) -> None:
    body = Body(b"one ", b"two ", b"three")
    api = FakeApi(lambda request: httpx.Response(200, stream=body))

    def read(client: Any) -> Any:
        with client.stream("GET", URL) as response:
            parts = response.iter_raw()
            assert next(parts) == b"one "
            assert (body.read, body.closed) == (1, False)
        return None

    async def async_read(client: Any) -> None:
        async with client.stream("GET", URL) as response:
            parts = response.aiter_raw()
            assert await anext(parts) == b"one "
            assert (body.read, body.closed) == (1, False)

    sdk.use(api, async_read if sdk.asynchronous else read)
    assert body.closed


def test_closing_the_sdk_leaves_the_client_open(sdk: Sdk) -> None:
    api = respond()
    if not sdk.asynchronous:
        client = api.client()
        for _ in range(2):
            with sdk.library.Client(transport=client.proxy.transport(**ACCOUNT)) as http:
                assert http.get(URL).status_code == 200
        return

    async def run() -> None:
        client = api.async_client()
        for _ in range(2):
            async with sdk.library.AsyncClient(transport=client.proxy.transport(**ACCOUNT)) as http:
                assert (await http.get(URL)).status_code == 200

    anyio.run(run)


def test_the_transport_is_one_of_both_libraries() -> None:
    api = respond()
    transport, async_transport = (client.proxy.transport(**ACCOUNT) for client in (api.client(), api.async_client()))
    for library in (httpx, httpx2):
        assert isinstance(transport, library.BaseTransport)
        assert isinstance(async_transport, library.AsyncBaseTransport)


# ---- failures: an SDK gets the exceptions of its own library

FAILURES = [
    *("ConnectError", "ConnectTimeout", "ReadTimeout", "WriteTimeout", "PoolTimeout", "ReadError", "WriteError"),
    *("CloseError", "RemoteProtocolError", "LocalProtocolError", "ProxyError", "UnsupportedProtocol"),
]


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_failure_before_the_response_is_one_of_the_library(sdk: Sdk, failure: str, method: str) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise getattr(httpx, failure)("failed", request=request)

    with pytest.raises(sdk.library.TransportError) as caught:
        sdk.send(FakeApi(fail), method)
    assert type(caught.value) is getattr(sdk.library, failure)
    assert isinstance(caught.value.request, sdk.library.Request)
    assert (caught.value.request.method, str(caught.value.request.url)) == (method, URL)
    assert isinstance(caught.value.__cause__, pdconnect.TransportError)


@pytest.mark.parametrize("failure", ["ReadError", "ReadTimeout", "RemoteProtocolError"])
def test_a_failure_within_the_response_is_one_of_the_library(sdk: Sdk, failure: str) -> None:
    body = Body(b"one ", getattr(httpx, failure)("failed"))
    with pytest.raises(sdk.library.TransportError) as caught:
        sdk.send(FakeApi(lambda request: httpx.Response(200, stream=body)))
    assert type(caught.value) is getattr(sdk.library, failure)
    assert str(caught.value.request.url) == URL
    assert isinstance(caught.value.__cause__, pdconnect.TransportError)
    assert body.closed


def unsent(error: pdconnect.TransportError, *, sent: bool = False) -> pdconnect.TransportError:
    error.sent = sent
    return error


@for_each(
    ("error", "name"),
    [
        (pdconnect.ConnectionFailedError("x"), "ConnectError"),
        (pdconnect.TransportError("x"), "ReadError"),
        (unsent(pdconnect.TransportError("x")), "ConnectError"),
        (pdconnect.RequestTimeoutError("x"), "ReadTimeout"),
        (unsent(pdconnect.RequestTimeoutError("x")), "PoolTimeout"),
        (pdconnect.DeadlineExceededError("x"), "ReadTimeout"),
        (unsent(pdconnect.DeadlineExceededError("x")), "PoolTimeout"),
        (pdconnect.RateLimitExceededError("account_reads", 3.0), "PoolTimeout"),
        (pdconnect.AuthenticationError("x"), "ProxyError"),
        (pdconnect.ServerError("x"), "ProxyError"),
        (pdconnect.DecodeError("x"), "ProxyError"),
        (pdconnect.InvalidArgumentError("url", "x"), "LocalProtocolError"),
    ],
)
@for_each("library", [httpx, httpx2])
def test_each_of_our_errors_becomes_one_of_the_library(
    library: Any, error: pdconnect.PdconnectError, name: str
) -> None:
    """No error of a library is the cause."""
    request = library.Request("GET", URL)
    translated = sdk_error(error, request, library_of(request))
    assert type(translated) is getattr(library, name)
    assert translated.request is request


def test_rejected_credentials_are_a_proxy_error(sdk: Sdk) -> None:
    api = FakeApi()
    api.token_responder = lambda request: httpx.Response(401, json={"error": "invalid_client"})
    with pytest.raises(sdk.library.ProxyError, match="invalid_client") as caught:
        sdk.send(api)
    assert isinstance(caught.value.__cause__, pdconnect.AuthenticationError)
    assert "very-secret-1" not in repr(caught.value)


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "TRACE"])
def test_a_method_that_the_service_does_not_forward(sdk: Sdk, method: str) -> None:
    api = FakeApi()
    with pytest.raises(sdk.library.LocalProtocolError, match="method must be one of GET, POST"):
        sdk.send(api, method)
    assert api.requests == []


def test_a_passed_deadline_is_a_timeout_of_the_library(sdk: Sdk) -> None:
    """The service sends its headers only after the deadline."""

    def hang(request: httpx.Request) -> httpx.Response:
        raise AssertionError

    class Slow(httpx.BaseTransport, httpx.AsyncBaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            if request.url.path.endswith("/oauth/token"):
                return api(request)
            raise httpx.ReadTimeout("the read ended with the deadline", request=request)

        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            if request.url.path.endswith("/oauth/token"):
                return api(request)
            await anyio.sleep_forever()
            raise AssertionError

    api = FakeApi(hang)
    api.http = lambda: httpx.Client(transport=Slow())  # type: ignore[method-assign]
    api.async_http = lambda: httpx.AsyncClient(transport=Slow())  # type: ignore[method-assign]
    with pytest.raises(sdk.library.ReadTimeout) as caught:
        sdk.use(api, lambda client: client.get(URL), {"deadline": 0.3})
    assert isinstance(caught.value.__cause__, pdconnect.RequestTimeoutError)


class Failing(pdconnect.Hooks):
    """Fails before each request to an app."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def before_attempt(self, attempt: pdconnect.Attempt) -> None:
        if attempt.operation.id.startswith("proxy"):
            raise self.error


def test_a_wrong_setup_keeps_its_own_error(sdk: Sdk) -> None:
    """No retry can help then, as with a closed client of the library itself."""
    error = pdconnect.ConfigurationError("HTTPS_PROXY is not a URL")
    with pytest.raises(pdconnect.ConfigurationError) as caught:
        sdk.use(FakeApi(), lambda client: client.get(URL), {"hooks": [Failing(error)]})
    assert caught.value is error


# ---- over connections of each kind

GZIPPED = gzip.compress(b"text " * 1000)
CHUNKED = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n"
RESPONSES: dict[str, tuple[bytes, Any]] = {
    "compressed": (
        b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: %d\r\n\r\n" % len(GZIPPED) + GZIPPED,
        lambda response: response.text == "text " * 1000,
    ),
    "trailers": (
        CHUNKED + b"trailer: x-sum\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\nx-sum: 1\r\n\r\n",
        lambda response: response.content == b"onetwo",
    ),
    "events": (
        CHUNKED + b"content-type: text/event-stream\r\n\r\n9\r\ndata: 1\n\n\r\n9\r\ndata: 2\n\n\r\n0\r\n\r\n",
        lambda response: list(response.iter_lines()) == ["data: 1", "", "data: 2", ""],
    ),
    "cookies": (
        b"HTTP/1.1 200 OK\r\nset-cookie: a=1\r\nset-cookie: b=2\r\ncontent-length: 0\r\n\r\n",
        lambda response: response.headers.get_list("set-cookie") == ["a=1", "b=2"],
    ),
    "nothing": (
        b"HTTP/1.1 204 No Content\r\n\r\n",
        lambda response: (response.status_code, response.content) == (204, b""),
    ),
    "not modified": (
        b'HTTP/1.1 304 Not Modified\r\netag: "1"\r\ncontent-length: 10\r\n\r\n',
        lambda response: (response.status_code, response.content) == (304, b""),
    ),
    "until the end": (b"HTTP/1.1 200 OK\r\n\r\none two", lambda response: response.content == b"one two"),
    "cut off": (b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nonly a part", "RemoteProtocolError"),
    "cut off in a chunk": (CHUNKED + b"\r\n9\r\ndata", "RemoteProtocolError"),
    "no response": (b"", "RemoteProtocolError"),
    "not HTTP": (b"220 smtp.example.com ESMTP\r\n", "RemoteProtocolError"),
}


@pytest.fixture(scope="module")
def raw() -> Iterator[RawServer]:
    with RawServer.running() as server:
        yield server


def over(sdk: Sdk, raw: RawServer, http_backend: Any) -> Any:
    """Return the response, or the error of the SDK."""
    try:
        return sdk.use(raw, lambda client: client.get(URL), {"http_backend": http_backend})
    except sdk.library.TransportError as error:
        return error


def backends(sdk: Sdk) -> list[str]:
    return ["httpx", "httpx2", "aiohttp"] if sdk.asynchronous else ["httpx", "httpx2"]


@pytest.mark.parametrize("name", RESPONSES)
def test_responses_over_each_kind_of_connection(sdk: Sdk, raw: RawServer, name: str) -> None:
    raw.response, expected = [RESPONSES[name][0]], RESPONSES[name][1]
    for http_backend in backends(sdk):
        result = over(sdk, raw, http_backend)
        if isinstance(expected, str):
            assert type(result) is getattr(sdk.library, expected), http_backend
            assert isinstance(result.__cause__, pdconnect.TransportError)
        else:
            assert isinstance(result, sdk.library.Response), result
            assert expected(result), http_backend


def test_a_failed_connection_is_a_connect_error_of_the_library(sdk: Sdk) -> None:
    with RawServer.running() as stopped:
        pass
    for http_backend in backends(sdk):
        assert type(over(sdk, stopped, http_backend)) is sdk.library.ConnectError
