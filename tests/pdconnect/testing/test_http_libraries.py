"""The sandbox in process with httpx and with httpx2: its transport, and the functions that respond for apps and workflows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from typing import Any

import anyio
import httpx
import httpx2
import pytest

import pdconnect
from pdconnect.testing import Sandbox

LIBRARIES = [httpx, httpx2]
APP_URL = "https://api.acme.example/deals?a=1"


@pytest.fixture(params=["httpx", "httpx2"])
def library(request: pytest.FixtureRequest) -> Any:
    return {"httpx": httpx, "httpx2": httpx2}[request.param]


@pytest.fixture
def acme(sandbox: Sandbox) -> dict[str, str]:
    """An account of an app of the test."""
    sandbox.add_app("acme", auth_type="keys", fields=["api_key"], domains=["acme.example"])
    account = sandbox.add_account(app="acme", external_user_id="user-1", credentials={"api_key": "key-1"})
    return {"external_user_id": "user-1", "account_id": account.id}


def in_both_ways(library: Any, transport: Any, send: Callable[[Any], Any]) -> list[Any]:
    """Return the results of the same request of a synchronous and of an asynchronous client. Errors are results too."""

    def attempt() -> Any:
        with library.Client(transport=transport) as http:
            return send(http)

    async def attempt_async() -> Any:
        async with library.AsyncClient(transport=transport) as http:
            return await send(http)

    results = []
    for run in (attempt, partial(anyio.run, attempt_async)):
        try:
            results.append(run())
        except Exception as error:
            results.append(error)
    return results


def test_the_transport_is_one_of_both_libraries(sandbox: Sandbox) -> None:
    for library in LIBRARIES:
        assert isinstance(sandbox.transport, library.BaseTransport)
        assert isinstance(sandbox.transport, library.AsyncBaseTransport)


def test_a_response_is_one_of_the_library_of_the_request(sandbox: Sandbox, library: Any) -> None:
    url = "https://sandbox.test/v1/oauth/token"
    for response in in_both_ways(library, sandbox.transport, lambda http: http.post(url, json={})):
        assert isinstance(response, library.Response)
        assert (response.status_code, "error" in response.json()) == (400, True)


def test_an_unknown_path_is_not_found(sandbox: Sandbox, library: Any) -> None:
    for response in in_both_ways(library, sandbox.transport, lambda http: http.get("https://sandbox.test/_sandbox/x")):
        assert isinstance(response, library.Response)
        assert response.status_code in (404, 405)


def test_an_unknown_host_is_a_connect_error(sandbox: Sandbox, library: Any) -> None:
    for error in in_both_ways(library, sandbox.transport, lambda http: http.get("https://example.com/")):
        assert type(error) is library.ConnectError
        assert str(error.request.url) == "https://example.com/"
        assert "there is no workflow at example.com: see add_workflow" in str(error)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"drop": True}, "RemoteProtocolError"),
        ({"truncate": True}, "RemoteProtocolError"),
        ({"delay": 30}, "ReadTimeout"),
    ],
)
def test_a_fault_is_an_error_of_the_library(sandbox: Sandbox, library: Any, fault: dict[str, Any], error: str) -> None:
    url = "https://sandbox.test/v1/oauth/token"
    body = {"client_id": "sandbox-client", "client_secret": "sandbox-secret", "grant_type": "client_credentials"}
    with sandbox.faults(**fault, operation="oauth_tokens.create"):
        for result in in_both_ways(library, sandbox.transport, lambda http: http.post(url, json=body)):
            assert type(result) is getattr(library, error)


@pytest.mark.anyio
@pytest.mark.parametrize("http_backend", [None, "httpx", "httpx2", "aiohttp"])
async def test_a_client_in_process_uses_the_library_of_its_option(
    sandbox: Sandbox, acme: Any, http_backend: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In process, where aiohttp has no connections, its client uses httpx."""
    monkeypatch.setenv("PDCONNECT_HTTP_BACKEND", "httpx2")
    library = httpx2 if http_backend == "httpx2" else httpx
    response = await sandbox.async_client(http_backend=http_backend).proxy.get(APP_URL, **acme)
    assert isinstance(response, library.Response)
    if http_backend == "aiohttp":
        with pytest.raises(pdconnect.ConfigurationError, match="aiohttp is for AsyncClient only"):
            sandbox.client(http_backend=http_backend)
    else:
        assert isinstance(sandbox.client(http_backend=http_backend).proxy.get(APP_URL, **acme), library.Response)


def of_httpx(request: httpx.Request) -> httpx.Response:
    assert type(request) is httpx.Request
    return httpx.Response(
        200, headers=[("set-cookie", "a=1"), ("set-cookie", "b=2")], json={"got": request.content.decode()}
    )


def of_httpx2(request: httpx2.Request) -> httpx2.Response:
    assert type(request) is httpx2.Request
    return httpx2.Response(
        200, headers=[("set-cookie", "a=1"), ("set-cookie", "b=2")], json={"got": request.content.decode()}
    )


def mixed(request: httpx.Request) -> httpx2.Response:
    assert type(request) is httpx.Request
    return httpx2.Response(200, json={"got": request.content.decode()})


class Api:
    """An API whose object, or method, responds."""

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        return of_httpx2(request)

    def respond(self, request: httpx2.Request) -> httpx2.Response:
        return of_httpx2(request)


def wsgi(environ: Any, start_response: Any) -> list[bytes]:
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("content-type", "application/json")])
    return [b'{"got":"%s"}' % body.replace(b'"', b'\\"')]


def with_argument(name: str, request: httpx2.Request) -> httpx2.Response:
    return of_httpx2(request)


HANDLERS: dict[str, Any] = {
    "httpx": of_httpx,
    "httpx2": of_httpx2,
    "one request, the other response": mixed,
    "no annotation, httpx": lambda request: of_httpx(request),
    "no annotation, httpx2": lambda request: httpx2.Response(200, json={"got": request.content.decode()}),
    "an object": Api(),
    "a method": Api().respond,
    "a partial": partial(with_argument, "acme"),
    "a WSGI application, by httpx": httpx.WSGITransport(app=wsgi).handle_request,
    "a WSGI application, by httpx2": httpx2.WSGITransport(app=wsgi).handle_request,
    "a mock transport of httpx2": httpx2.MockTransport(of_httpx2).handle_request,
}


@pytest.mark.parametrize("handler", HANDLERS.values(), ids=HANDLERS)
def test_functions_that_respond_for_apps(sandbox: Sandbox, acme: Any, library: Any, handler: Any) -> None:
    """The request is of the library that the function wants, whichever library the client uses."""
    sandbox.add_upstream("acme", handler)
    transport = sandbox.client().proxy.transport(**acme)
    with library.Client(transport=transport) as http:
        response = http.post(APP_URL, content=b"text")
    assert response.json() == {"got": "text"}
    if handler in (of_httpx, of_httpx2):
        assert response.headers.get_list("set-cookie") == ["a=1", "b=2"]


@pytest.mark.parametrize("handler", HANDLERS.values(), ids=HANDLERS)
def test_functions_that_respond_for_workflows(sandbox: Sandbox, library: Any, handler: Any) -> None:
    url = sandbox.add_workflow("en123", handler)
    for response in in_both_ways(library, sandbox.transport, lambda http: http.post(url, content=b"text")):
        assert isinstance(response, library.Response)
        assert response.json() == {"got": "text"}
    assert sandbox.client().workflows.invoke("en123", body={"a": 1}).json() == {"got": '{"a":1}'}


def test_what_is_not_a_response(sandbox: Sandbox, acme: Any) -> None:
    async def parts() -> AsyncIterator[bytes]:
        yield b"one"

    for returned, message in (
        ({"ok": True}, "must return a response of httpx or httpx2, got dict"),
        (httpx2.Response(200, content=parts()), "must return a synchronous response"),
        (httpx.Response(200, content=parts()), "must return a synchronous response"),
    ):
        handler: Any = lambda request, returned=returned: returned  # noqa: E731
        sandbox.add_upstream("acme", handler)
        with pytest.raises(TypeError, match=message):
            sandbox.client().proxy.get(APP_URL, **acme)
        url = sandbox.add_workflow("en123", handler)
        with pytest.raises(TypeError, match=message):
            httpx.Client(transport=sandbox.transport).get(url)


@pytest.mark.parametrize("raised", LIBRARIES)
@pytest.mark.parametrize("name", ["ConnectError", "ReadTimeout", "RemoteProtocolError"])
def test_an_error_of_a_workflow_is_one_of_the_library(sandbox: Sandbox, library: Any, raised: Any, name: str) -> None:
    """The errors are those of the connection to the service."""

    def fail(request: Any) -> Any:
        raise getattr(raised, name)("failed")

    url = sandbox.add_workflow("en123", fail)
    for error in in_both_ways(library, sandbox.transport, lambda http: http.get(url)):
        assert type(error) is getattr(library, name)
    expected = pdconnect.ConnectionFailedError if name == "ConnectError" else pdconnect.TransportError
    with pytest.raises(expected):
        sandbox.client().workflows.invoke("en123")


def test_a_stream_of_an_app_is_closed_with_the_response(sandbox: Sandbox, acme: Any, library: Any) -> None:
    closed: list[str] = []

    def parts() -> Iterator[bytes]:
        try:
            while True:
                yield b"part"
        finally:
            closed.append("closed")

    sandbox.add_upstream("acme", lambda request: httpx2.Response(200, content=parts()))
    with library.Client(transport=sandbox.client().proxy.transport(**acme)) as http:
        with http.stream("GET", APP_URL) as response:
            assert next(response.iter_raw()) == b"part"
        assert closed == ["closed"]


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_webhooks_are_sent_by_a_transport_of_either_library(library: Any, kind: str) -> None:
    received: list[Any] = []

    class Receiver(library.BaseTransport if kind == "sync" else library.AsyncBaseTransport):  # type: ignore[misc]
        def handle_request(self, request: Any) -> Any:
            received.append(request)
            return library.Response(204)

        async def handle_async_request(self, request: Any) -> Any:
            return self.handle_request(request)

    def fail(request: Any) -> Any:
        raise library.ConnectTimeout("too slow")

    with Sandbox(webhook_transport=Receiver()) as sandbox:
        sandbox.add_component("shop-new-order", kind="trigger")
        trigger = sandbox.client().triggers.deploy(
            id="shop-new-order", external_user_id="user-1", webhook_url="https://app.example.com/hook"
        )
        [delivery] = sandbox.emit(trigger.id, {"order": 7})
        assert delivery.status == 204
        assert isinstance(received[0], library.Request)
        assert received[0].content == b'{"order":7}'
    with Sandbox(webhook_transport=library.MockTransport(fail)) as sandbox:
        sandbox.add_component("shop-new-order", kind="trigger")
        trigger = sandbox.client().triggers.deploy(
            id="shop-new-order", external_user_id="user-1", webhook_url="https://app.example.com/hook"
        )
        [delivery] = sandbox.emit(trigger.id, {"order": 7})
        assert (delivery.status, delivery.error) == (None, "ConnectTimeout: too slow")


def test_a_transport_of_another_sandbox_sends_webhooks(library: Any) -> None:
    """The transport works with both libraries, synchronous and asynchronous."""
    with Sandbox() as receiver, Sandbox(webhook_transport=receiver.transport) as sandbox:
        url = receiver.add_workflow("en123", lambda request: library.Response(201))
        sandbox.add_component("shop-new-order", kind="trigger")
        trigger = sandbox.client().triggers.deploy(id="shop-new-order", external_user_id="user-1", webhook_url=url)
        [delivery] = sandbox.emit(trigger.id, {"order": 7})
        assert delivery.status == 201
