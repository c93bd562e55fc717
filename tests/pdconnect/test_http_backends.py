"""Both HTTP libraries and aiohttp: own connections, clients that are passed in, and the errors of each."""

from __future__ import annotations

import asyncio
import gc
import json
import socket
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from functools import partial
from types import SimpleNamespace
from typing import Any, Literal
from unittest.mock import create_autospec

import httpx
import httpx2
import pytest
import trio
from aiohttp.client_proto import ResponseHandler
from httpx_aiohttp import HttpxAiohttpClient
from httpx_aiohttp.httpx2 import Httpx2AiohttpClient as Httpx2AiohttpClient

import pdconnect
from pdconnect._http import aiohttp_connections
from tests.hanging_server import HangingServer
from tests.raw_server import RawServer, serving_connections

pytestmark = pytest.mark.both_libraries
SyncName = Literal["httpx", "httpx2"]
Name = Literal["httpx", "httpx2", "aiohttp"]
SYNC: list[SyncName] = ["httpx", "httpx2"]
ALL: list[Name] = ["httpx", "httpx2", "aiohttp"]
LIBRARIES: dict[str, Any] = {"httpx": httpx, "httpx2": httpx2}
GIVEN: dict[str, Any] = {
    "project_id": "proj_1",
    "access_token": "token-1",
    "environment": "development",
    "max_retries": 0,
}


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PDCONNECT_HTTP_BACKEND", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def server() -> Iterator[HangingServer]:
    with HangingServer.running() as server:
        yield server


@pytest.mark.parametrize("name", SYNC)
def test_each_backend_serves_threads(server: HangingServer, name: SyncName) -> None:
    with server.client(http_backend=name) as client:
        raw = client.accounts.with_raw_response.retrieve("apn_1")
        assert raw.data.id == "apn_1"
        assert isinstance(raw.http_response, LIBRARIES[name].Response)
        request: Any = raw.http_response.request
        assert f" {name}/" in request.headers["user-agent"]
        assert request.headers["accept-encoding"]
        client.accounts.retrieve("apn_1")
        assert server.open_connections == 1


@pytest.mark.anyio
@pytest.mark.parametrize("name", ALL)
async def test_each_backend_serves_tasks(server: HangingServer, name: Name) -> None:
    async with server.async_client(http_backend=name) as client:
        raw = await client.accounts.with_raw_response.retrieve("apn_1")
        assert raw.data.id == "apn_1"
        library = "httpx" if name == "aiohttp" else name
        assert isinstance(raw.http_response, LIBRARIES[library].Response)
        assert raw.http_response.elapsed.total_seconds() > 0
        many = await asyncio.gather(*(client.accounts.retrieve("apn_1") for _ in range(150)))
        assert {account.id for account in many} == {"apn_1"}
        assert server.open_connections <= 100
    assert server.wait_for_connections(lambda count: count == 0)


@contextmanager
def without_cycles() -> Generator[None]:
    """Check that nothing is left for the garbage collector: with many tasks, it takes a sixth of the time of a call."""
    gc.collect()
    gc.disable()
    try:
        yield
        assert gc.collect() < 20
    finally:
        gc.enable()


@pytest.mark.parametrize("name", SYNC)
def test_calls_of_threads_leave_no_reference_cycles(server: HangingServer, name: SyncName) -> None:
    with server.client(http_backend=name) as client:
        client.accounts.retrieve("apn_1")
        with without_cycles():
            for _ in range(20):
                client.accounts.retrieve("apn_1")


@pytest.mark.anyio
@pytest.mark.parametrize("name", ALL)
async def test_calls_of_tasks_leave_no_reference_cycles(server: HangingServer, name: Name) -> None:
    async with server.async_client(http_backend=name) as client:
        await client.accounts.retrieve("apn_1")
        with without_cycles():
            for _ in range(20):
                await client.accounts.retrieve("apn_1")


def test_the_environment_chooses_the_backend(server: HangingServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PDCONNECT_HTTP_BACKEND", "httpx2")
    with server.client() as client:
        assert isinstance(client.accounts.with_raw_response.retrieve("apn_1").http_response, httpx2.Response)
    with server.client(http_backend="httpx") as client:
        assert isinstance(client.accounts.with_raw_response.retrieve("apn_1").http_response, httpx.Response)
    with httpx.Client() as http, server.client(http_client=http) as client:
        assert isinstance(client.accounts.with_raw_response.retrieve("apn_1").http_response, httpx.Response)
    for wrong in ("requests", "HTTPX", "aiohttp "):
        monkeypatch.setenv("PDCONNECT_HTTP_BACKEND", wrong)
        for build in (server.client, server.async_client):
            with pytest.raises(pdconnect.ConfigurationError, match=f"PDCONNECT_HTTP_BACKEND must be .* got '{wrong}'"):
                build()


@pytest.mark.anyio
async def test_aiohttp_in_the_environment_is_for_tasks_only(
    server: HangingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The variable applies to a whole process: synchronous clients, and the command line, use httpx then."""
    monkeypatch.setenv("PDCONNECT_HTTP_BACKEND", "aiohttp")
    with server.client() as client:
        response = client.accounts.with_raw_response.retrieve("apn_1").http_response
        assert isinstance(response, httpx.Response)
    async with server.async_client() as client:
        await client.accounts.retrieve("apn_1")
        transport = await client._runtime.connections.transport()
        assert type(transport).__name__ == "AiohttpConnections"


@pytest.mark.parametrize("wrong", ["requests", "HTTPX", "", 3, True, httpx])
def test_an_unknown_backend_is_refused(wrong: Any) -> None:
    with pytest.raises(pdconnect.ConfigurationError, match=r"http_backend must be 'httpx' or 'httpx2', got"):
        pdconnect.Client(**GIVEN, http_backend=wrong)
    with pytest.raises(pdconnect.ConfigurationError, match=r"http_backend must be 'httpx', 'httpx2' or 'aiohttp', got"):
        pdconnect.AsyncClient(**GIVEN, http_backend=wrong)


def test_aiohttp_is_for_tasks_of_asyncio(server: HangingServer) -> None:
    backend: Any = "aiohttp"
    with pytest.raises(pdconnect.ConfigurationError, match="aiohttp is for AsyncClient only"):
        pdconnect.Client(**GIVEN, http_backend=backend)

    async def call() -> None:
        await server.async_client(http_backend="aiohttp").accounts.retrieve("apn_1")

    with pytest.raises(pdconnect.ConfigurationError, match="'aiohttp' is for asyncio"):
        trio.run(call)


def test_a_client_and_a_backend_exclude_each_other() -> None:
    with pytest.raises(pdconnect.ConfigurationError, match="give either http_client or http_backend"):
        pdconnect.Client(**GIVEN, http_client=httpx.Client(), http_backend="httpx")


@pytest.mark.parametrize(("name", "package"), [("httpx2", "httpx2"), ("aiohttp", "aiohttp")])
def test_a_missing_extra_is_named(name: Any, package: str) -> None:
    program = f"""
import sys
sys.modules[{package!r}] = None
import pdconnect
try:
    pdconnect.AsyncClient(**{GIVEN!r}, http_backend={name!r})
except pdconnect.ConfigurationError as error:
    print(error)
"""
    ended = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert f"pip install 'pdconnect[{name}]'" in ended.stdout


PROGRAM = """
import asyncio, sys, pdconnect
settings = dict(project_id="proj_1", access_token="t", environment="development", base_url=sys.argv[2], max_retries=0)
if sys.argv[1] != "aiohttp":
    with pdconnect.Client(**settings, http_backend=sys.argv[1]) as client:
        client.accounts.retrieve("apn_1")
        client.proxy.transport
        try:
            client.workflows.invoke("http://127.0.0.1:9/")
        except pdconnect.InvalidArgumentError:
            pass
async def main():
    async with pdconnect.AsyncClient(**settings, http_backend=sys.argv[1], deadline=20) as client:
        await client.accounts.retrieve("apn_1")
asyncio.run(main())
print(*sorted({"httpx", "httpcore", "httpx2", "httpcore2", "aiohttp"} & set(sys.modules)))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "imported"),
    [("httpx", "httpcore httpx"), ("httpx2", "httpcore2 httpx2"), ("aiohttp", "aiohttp httpx")],
)
def test_only_the_chosen_library_is_imported(server: HangingServer, name: str, imported: str) -> None:
    command = [sys.executable, "-c", PROGRAM, name, f"http://127.0.0.1:{server.port}"]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)
    assert ended.stdout.strip() == imported, ended.stderr


Respond = Callable[[Any], Any]


def _client(library: Any, respond: Respond, **options: Any) -> pdconnect.Client:
    http = library.Client(transport=library.MockTransport(respond), **options)
    return pdconnect.Client(**{**GIVEN, "access_token": None, "client_id": "c", "client_secret": "s"}, http_client=http)


def _async_client(library: Any, respond: Respond, **options: Any) -> pdconnect.AsyncClient:
    http = library.AsyncClient(transport=library.MockTransport(respond), **options)
    return pdconnect.AsyncClient(
        **{**GIVEN, "access_token": None, "client_id": "c", "client_secret": "s"}, http_client=http
    )


class FakeService:
    """Rejects the first token, and has one account."""

    def __init__(self, library: Any) -> None:
        self.library = library
        self.requests: list[Any] = []
        self.tokens = 0

    def __call__(self, request: Any) -> Any:
        self.requests.append(request)
        if request.url.path.endswith("/oauth/token"):
            self.tokens += 1
            return self.library.Response(200, json={"access_token": f"t{self.tokens}", "expires_in": 3600})
        if request.headers.get("authorization") != "Bearer t2":
            return self.library.Response(401, json={"error": "expired"}, headers={"set-cookie": "a=b; Path=/"})
        found = request.url.path.endswith("/apn_1")
        return self.library.Response(200 if found else 404, json={"id": "apn_1"} if found else {"error": "no account"})


@pytest.mark.anyio
@pytest.mark.parametrize("name", SYNC)
async def test_an_event_hook_that_raises_for_a_status_loses_no_response(name: SyncName) -> None:
    library = LIBRARIES[name]

    def sync_hook(response: Any) -> None:
        response.raise_for_status()

    async def async_hook(response: Any) -> None:
        response.raise_for_status()

    client = _client(library, FakeService(library), event_hooks={"response": [sync_hook]})
    with pytest.raises(pdconnect.NotFoundError):
        client.accounts.retrieve("apn_404")
    assert client.accounts.retrieve("apn_1").id == "apn_1"
    tasks = _async_client(library, FakeService(library), event_hooks={"response": [async_hook]})
    with pytest.raises(pdconnect.NotFoundError):
        await tasks.accounts.retrieve("apn_404")
    assert (await tasks.accounts.retrieve("apn_1")).id == "apn_1"


@pytest.mark.anyio
@pytest.mark.parametrize("name", SYNC)
async def test_the_auth_and_the_cookies_of_a_passed_client_are_used(name: SyncName) -> None:
    library = LIBRARIES[name]

    def auth_flow(self: Any, request: Any) -> Generator[Any, Any]:
        request.headers["x-gateway"] = "key-1"
        request.headers["authorization"] = "Gateway"
        response = yield request
        if response.status_code == 404:
            request.headers["x-gateway"] = "key-2"
            yield request

    gateway = type("Gateway", (library.Auth,), {"auth_flow": auth_flow})()
    options: dict[str, Any] = {"auth": gateway, "cookies": {"route": "node-1"}}
    service, service_of_tasks = FakeService(library), FakeService(library)
    with pytest.raises(pdconnect.NotFoundError):
        _client(library, service, **options).accounts.retrieve("apn_404")
    with pytest.raises(pdconnect.NotFoundError):
        await _async_client(library, service_of_tasks, **options).accounts.retrieve("apn_404")
    for requests in (service.requests, service_of_tasks.requests):
        assert [request.headers.get("authorization") for request in requests] == [
            *(None, "Bearer t1", None, "Bearer t2", "Bearer t2")
        ]
        assert all("route=node-1" in request.headers["cookie"] for request in requests)
        assert requests[-1].headers["x-gateway"] == "key-2"


@pytest.mark.parametrize("name", SYNC)
def test_a_timeout_of_either_library_is_accepted(name: SyncName) -> None:
    seen: list[Any] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(request.extensions["timeout"])
        return httpx.Response(200, json={"id": "apn_1"})

    http = httpx.Client(transport=httpx.MockTransport(respond))
    timeout = LIBRARIES[name].Timeout(3, read=7)
    client = pdconnect.Client(**GIVEN, http_client=http, timeout=timeout)
    client.accounts.retrieve("apn_1")
    client.proxy.get("https://example.com", external_user_id="u", account_id="a", timeout=timeout)
    assert seen == [{"connect": 3, "read": 7, "write": 3, "pool": 3}] * 2


ERRORS: dict[str, tuple[type[pdconnect.PdconnectError], bool]] = {
    "ConnectError": (pdconnect.ConnectionFailedError, False),
    "ConnectTimeout": (pdconnect.RequestTimeoutError, False),
    "PoolTimeout": (pdconnect.RequestTimeoutError, False),
    "ProxyError": (pdconnect.ConnectionFailedError, False),
    "UnsupportedProtocol": (pdconnect.ConnectionFailedError, False),
    "ReadTimeout": (pdconnect.RequestTimeoutError, True),
    "WriteTimeout": (pdconnect.RequestTimeoutError, True),
    "ReadError": (pdconnect.TransportError, True),
    "WriteError": (pdconnect.TransportError, True),
    "CloseError": (pdconnect.TransportError, True),
    "RemoteProtocolError": (pdconnect.TransportError, True),
    "LocalProtocolError": (pdconnect.TransportError, True),
    "DecodingError": (pdconnect.TransportError, True),
}


@pytest.mark.anyio
@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("name", SYNC)
async def test_the_errors_of_a_library_are_translated(name: SyncName, error: str) -> None:
    library = LIBRARIES[name]

    def fail(request: Any) -> Any:
        raise getattr(library, error)("broken", request=request)

    http, http_of_tasks = (library.Client, library.AsyncClient)
    transport = library.MockTransport(fail)
    expected, sent = ERRORS[error]
    with pytest.raises(pdconnect.TransportError) as caught:
        pdconnect.Client(**GIVEN, http_client=http(transport=transport)).accounts.list()
    assert (type(caught.value), caught.value.sent) == (expected, sent)
    with pytest.raises(pdconnect.TransportError) as caught:
        await pdconnect.AsyncClient(**GIVEN, http_client=http_of_tasks(transport=transport)).accounts.list()
    assert (type(caught.value), caught.value.sent) == (expected, sent)


def _after_request(respond: Callable[[socket.socket], None], connection: socket.socket) -> None:
    connection.recv(65536)
    respond(connection)


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


def _hang(connection: socket.socket) -> None:
    while connection.recv(65536):
        pass


BROKEN: dict[str, tuple[Callable[[socket.socket], None], type[pdconnect.PdconnectError]]] = {
    "closes": (lambda connection: None, pdconnect.TransportError),
    "resets": (_reset, pdconnect.TransportError),
    "not HTTP": (lambda connection: connection.sendall(b"SSH-2.0-OpenSSH\r\n\r\n"), pdconnect.TransportError),
    "a bad header": (
        lambda connection: connection.sendall(b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n"),
        pdconnect.TransportError,
    ),
    "a body too short": (
        lambda connection: connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}"),
        pdconnect.TransportError,
    ),
    "a bad chunk": (
        lambda connection: connection.sendall(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n"),
        pdconnect.TransportError,
    ),
    "bad compression": (
        lambda connection: connection.sendall(
            b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 3\r\n\r\nabc"
        ),
        pdconnect.TransportError,
    ),
    "hangs": (_hang, pdconnect.RequestTimeoutError),
}


@pytest.mark.anyio
@pytest.mark.parametrize("how", BROKEN)
@pytest.mark.parametrize("name", ALL)
async def test_broken_responses_raise_the_same_errors_with_each_backend(name: Name, how: str) -> None:
    respond, expected = BROKEN[how]
    timeout = httpx.Timeout(60, read=0.2 if how == "hangs" else 60)
    with serving_connections(partial(_after_request, respond)) as url:
        async with pdconnect.AsyncClient(**GIVEN, base_url=url, http_backend=name, timeout=timeout) as client:
            with pytest.raises(pdconnect.TransportError) as caught:
                await client.actions.run(id="a", external_user_id="u")
    assert (type(caught.value), caught.value.sent) == (expected, True)


@pytest.mark.anyio
@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("size", [1, 5_000, 70_000, 1_000_000])
async def test_all_of_a_response_may_arrive_at_once(name: Name, size: int) -> None:
    """Check interim responses, long headers and a body, sent in one piece or several. A second call uses the same connection."""
    body = json.dumps({"id": "apn_1", "name": "x" * size}).encode()
    interim = b"HTTP/1.1 103 Early Hints\r\nlink: </style.css>; rel=preload\r\n\r\n"
    head = b"HTTP/1.1 200 OK\r\nx-long: %s\r\ncontent-length: %d\r\n\r\n" % (b"y" * 20_000, len(body))
    with RawServer.running() as server:
        server.closes = False
        async with server.async_client(http_backend=name, timeout=60) as client:
            for parts in ([interim * 1_000 + head + body], [interim, head[:9_000], head[9_000:] + body[:9], body[9:]]):
                server.response = parts
                account = await client.accounts.retrieve("apn_1")
                assert len(account.name or "") == size


@pytest.mark.anyio
async def test_what_arrives_after_aiohttp_has_closed_a_connection_is_dropped() -> None:
    """The rest of a flood of interim responses, and the end of the connection: seen with TLS on uvloop."""
    protocol, transport = ResponseHandler(asyncio.get_running_loop()), create_autospec(asyncio.Transport)
    protocol.connection_made(transport)
    connection = SimpleNamespace(protocol=protocol, transport=transport)
    transport.get_protocol.return_value = protocol
    arriving = aiohttp_connections._Arriving.over(connection)
    transport.set_protocol.assert_called_once_with(arriving)
    arriving.data_received(b"x" * 10 * aiohttp_connections.MAX_PART)
    protocol.close()
    arriving.data_received(b"x")
    assert not arriving.eof_received()
    arriving.connection_lost(None)
    await asyncio.sleep(0)


@pytest.mark.anyio
@pytest.mark.parametrize("name", ALL)
async def test_a_refused_connection_is_not_sent(name: Name) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    async with pdconnect.AsyncClient(**GIVEN, base_url=url, http_backend=name) as client:
        with pytest.raises(pdconnect.ConnectionFailedError) as caught:
            await client.accounts.list()
    assert not caught.value.sent


@pytest.mark.anyio
@pytest.mark.parametrize("create", [HttpxAiohttpClient, Httpx2AiohttpClient])
@pytest.mark.parametrize("how", ["not HTTP", "closes", "a body too short"])
async def test_errors_of_a_passed_client_of_aiohttp(create: Any, how: str) -> None:
    with serving_connections(partial(_after_request, BROKEN[how][0])) as url:
        async with create() as http:
            with pytest.raises(pdconnect.TransportError) as caught:
                await pdconnect.AsyncClient(**GIVEN, base_url=url, http_client=http).accounts.list()
    assert caught.value.sent


@pytest.mark.anyio
@pytest.mark.parametrize("name", ALL)
async def test_requests_are_the_same_with_each_backend(name: Name) -> None:
    seen: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                seen.append(head)
                length = next(
                    (
                        int(line.split(b":")[1])
                        for line in head.lower().split(b"\r\n")
                        if line.startswith(b"content-length")
                    ),
                    0,
                )
                seen.append(await reader.readexactly(length))
                writer.write(b"HTTP/1.1 200 OK\r\nset-cookie: a=b; Path=/\r\ncontent-length: 2\r\n\r\n{}")
        except asyncio.IncompleteReadError:
            writer.close()

    listener = await asyncio.start_server(serve, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}"
    async with listener, pdconnect.AsyncClient(**GIVEN, base_url=url, workflow_domain=url, http_backend=name) as client:
        await client.workflows.invoke(
            f"{url}/eoabc/%7Eada/a%2Fb?x=%2F%3A+%20&y=%41", body="text", headers={"X-Trace": "t 1"}
        )
        await client.accounts.list(app="a/b c")
        await client.accounts.delete("apn_1")
    lines = [set(part.decode().lower().split("\r\n")) - {""} for part in seen]
    assert "post /eoabc/%7eada/a%2fb?x=%2f%3a+%20&y=%41 http/1.1" in lines[0]
    assert seen[1] == b"text"
    names = [sorted(line.partition(":")[0] for line in part if ":" in line) for part in lines[::2]]
    assert names[0] == sorted(
        [
            "host",
            "accept",
            "accept-encoding",
            "connection",
            "user-agent",
            "x-pd-environment",
            "x-trace",
            "content-length",
        ]
    )
    assert "cookie" not in names[1] + names[2]


@pytest.mark.anyio
async def test_aiohttp_refuses_a_socks_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "socks5://127.0.0.1:9")
    async with pdconnect.AsyncClient(**GIVEN, http_backend="aiohttp") as client:
        with pytest.raises(pdconnect.ConfigurationError, match="aiohttp cannot use the SOCKS proxy"):
            await client.accounts.list()
