"""A client survives a service that hangs: an abandoned call keeps no connection, no thread and no slot in the pool."""

from __future__ import annotations

import asyncio
import gc
import os
import socket
import ssl
import subprocess
import sys
import sysconfig
import threading
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from runpy import run_path
from typing import Any

import anyio
import h2.connection
import h2.exceptions
import httpcore
import httpcore2
import httpx
import httpx2
import pytest
import trustme

import pdconnect
from pdconnect._http import connection_pool
from pdconnect._http.backend import load_backend
from pdconnect._http.httpcore_messages import MAX_CONNECTIONS
from pdconnect._http.request_traces import AbandonedRequest
from tests import ROOT
from tests.hanging_server import HangingServer, Mode

find_python = run_path(str(ROOT / "scripts/matrix"))["find_python"]
pytestmark = [pytest.mark.anyio, pytest.mark.slow, pytest.mark.every_backend]
CALLERS = MAX_CONNECTIONS + 20
CONNECTIONS_OF_CALLER = 5


@pytest.fixture
def server() -> Iterator[HangingServer]:
    with HangingServer.running() as server:
        yield server


def give_up(call: Any) -> pdconnect.RequestTimeoutError | None:
    try:
        call()
    except pdconnect.RequestTimeoutError as error:
        return error
    return None


@pytest.mark.parametrize("limit", [{"deadline": 0.3}, {"timeout": 0.3}], ids=["deadline", "timeout"])
def test_the_client_works_after_threads_gave_up(server: HangingServer, limit: dict[str, Any]) -> None:
    """All connections of the client are used; `tests/integration/faults/test_abandoned_calls.py` has the other cases."""
    before = threading.active_count()
    with server.client() as client, ThreadPoolExecutor(CALLERS) as pool:
        client.accounts.retrieve("apn_1")
        server.mode = "hangs"
        hurried = client.with_options(**limit)
        calls = [pool.submit(give_up, partial(hurried.accounts.retrieve, "apn_1")) for _ in range(2 * CALLERS)]
        errors = [call.result(60) for call in calls]
        assert None not in errors
        assert threading.active_count() - before <= CALLERS + 2 * MAX_CONNECTIONS
        server.mode = "well"
        for _ in range(MAX_CONNECTIONS + 1):  # every slot in the pool is free again
            assert client.with_options(timeout=30).accounts.retrieve("apn_1").id == "apn_1"


def test_waiting_for_a_connection_is_not_sending(server: HangingServer) -> None:
    with server.client() as client, ThreadPoolExecutor(MAX_CONNECTIONS) as pool:
        server.mode = "hangs"
        calls = [
            pool.submit(give_up, partial(client.with_options(timeout=60).accounts.retrieve, "apn_1"))
            for _ in range(MAX_CONNECTIONS)
        ]
        assert server.wait_for_connections(lambda count: count == MAX_CONNECTIONS)
        for hurried in (client.with_options(deadline=0.1), client.with_options(timeout=0.1)):
            error = give_up(partial(hurried.accounts.retrieve, "apn_1"))
            assert error is not None
            assert not error.sent
        server.mode = "well"
        assert [call.result(60) for call in calls] == [None] * MAX_CONNECTIONS


def wait_for_helper_threads() -> None:
    for thread in threading.enumerate():
        if thread.name == "pdconnect call with a deadline":
            thread.join(30)
            assert not thread.is_alive()


@pytest.mark.both_libraries
@pytest.mark.parametrize("library", [httpx, httpx2])
@pytest.mark.parametrize("mode", ["hangs", "drips", "floods"])
def test_calls_of_a_passed_in_client_keep_no_thread_after_their_deadline(
    server: HangingServer, library: Any, mode: Mode
) -> None:
    limits = library.Limits(max_connections=CONNECTIONS_OF_CALLER)
    with (
        library.Client(limits=limits, timeout=60) as http,
        server.client(http_client=http) as client,
        ThreadPoolExecutor(2 * CONNECTIONS_OF_CALLER) as pool,
    ):
        server.mode = mode
        call = partial(client.with_options(deadline=0.3).accounts.retrieve, "apn_1")
        errors = list(pool.map(give_up, [call] * 2 * CONNECTIONS_OF_CALLER))
        assert None not in errors
        wait_for_helper_threads()  # the server still hangs
        server.mode = "well"
        assert server.wait_for_connections(lambda count: count == 0)
        assert list(pool.map(client.accounts.retrieve, ["apn_1"] * CONNECTIONS_OF_CALLER))


@pytest.mark.both_libraries
@pytest.mark.parametrize("library", [httpx, httpx2])
def test_a_deadline_ends_no_other_call_of_a_passed_in_client(server: HangingServer, library: Any) -> None:
    trace = AbandonedRequest(load_backend(library.__name__))
    url = f"http://127.0.0.1:{server.port}/"
    with library.Client(timeout=60) as http:
        assert http.get(url, extensions={"trace": trace}).json() == {"id": "apn_1"}
        trace.abort()  # the connection may serve another call by now
        assert http.get(url).json() == {"id": "apn_1"}
        assert server.open_connections == 1
        stopped = AbandonedRequest(load_backend(library.__name__))
        with http.stream("GET", url, extensions={"trace": stopped}) as response:
            stopped.use(response)
            stopped.abort()
            assert response.extensions["network_stream"].get_extra_info("socket").recv(1) == b""


@pytest.mark.parametrize("own_connections", [True, False])
def test_a_call_that_waited_for_a_connection_is_not_sent_after_its_deadline(
    server: HangingServer, monkeypatch: pytest.MonkeyPatch, own_connections: bool
) -> None:
    monkeypatch.setattr(connection_pool, "MAX_CONNECTIONS", 1)
    with (
        httpx.Client(limits=httpx.Limits(max_connections=1)) as http,
        server.client(timeout=60, http_client=None if own_connections else http) as client,
        ThreadPoolExecutor(1) as pool,
    ):
        server.mode = "hangs"
        first = pool.submit(client.accounts.retrieve, "apn_1")
        assert server.wait_for_connections(lambda count: count == 1)
        error = give_up(partial(client.with_options(deadline=0.1).accounts.retrieve, "apn_1"))
        assert error is not None
        assert error.sent is not own_connections  # of another client, it is not known
        server.mode = "well"
        first.result(60)
        wait_for_helper_threads()
        assert server.accounts_served == 1


def receive_after(listener: socket.socket, context: ssl.SSLContext, may_begin: threading.Event) -> bytes:
    """Begin the TLS handshake of a connection when it may begin, and return what the client sends after it."""
    accepted, _ = listener.accept()
    with accepted:
        may_begin.wait(30)
        with suppress(OSError), context.wrap_socket(accepted, server_side=True) as encrypted:
            return encrypted.recv(1000)
    return b""


def test_a_call_is_not_sent_after_a_deadline_that_ended_its_handshake(
    server: HangingServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority, context = trustme.CA(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    authority.issue_cert("127.0.0.1").configure_cert(context)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    may_begin = threading.Event()
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        server.client(base_url=f"https://127.0.0.1:{listener.getsockname()[1]}", timeout=60) as client,
        ThreadPoolExecutor(1) as pool,
    ):
        received = pool.submit(receive_after, listener, context, may_begin)
        assert give_up(partial(client.with_options(deadline=0.9).accounts.retrieve, "apn_1")) is not None
        may_begin.set()
        wait_for_helper_threads()
        assert received.result(60) == b""


@pytest.mark.both_libraries
@pytest.mark.parametrize(("library", "core"), [(httpx, httpcore), (httpx2, httpcore2)])
def test_a_request_that_exceeds_the_streams_of_http2_was_not_sent(library: Any, core: Any) -> None:
    connection = h2.connection.H2Connection()
    connection.initiate_connection()
    connection.remote_settings.max_concurrent_streams = 0
    connection.remote_settings.acknowledge()

    def respond(request: Any) -> None:
        try:
            try:
                connection.send_headers(1, [(":method", "GET")])
            except h2.exceptions.ProtocolError as error:
                raise core.LocalProtocolError(error) from None
        except core.LocalProtocolError as error:
            raise library.LocalProtocolError(str(error)) from error

    with library.Client(transport=library.MockTransport(respond)) as http:
        client = pdconnect.Client(project_id="p", access_token="t", environment="development", http_client=http)
        with pytest.raises(pdconnect.TransportError, match="Max outbound streams is 0") as caught:
            client.with_options(max_retries=0).accounts.retrieve("apn_1")
        assert not caught.value.sent


class Ticks:
    """Measures how long the event loop stands still, in processor time of its thread, which other programs change little."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def count(self) -> None:
        while True:
            begin = time.thread_time()
            await anyio.sleep(0.001)
            self.longest = max(self.longest, time.thread_time() - begin)


async def _exceed_the_timeout(server: HangingServer, mode: Mode, http_backend: Any) -> float:
    """Return how long the event loop stood still."""
    server.flood, ticks = 4_000, Ticks()
    async with server.async_client(timeout=30, http_backend=http_backend) as client, anyio.create_task_group() as tasks:
        await client.accounts.retrieve("apn_1")  # connects
        server.mode = mode
        tasks.start_soon(ticks.count)
        hurried = client.with_options(timeout=httpx.Timeout(60, read=0.2))
        with anyio.fail_after(40), pytest.raises(pdconnect.RequestTimeoutError) as caught:
            await hurried.accounts.retrieve("apn_1")
        assert caught.value.sent
        tasks.cancel_scope.cancel()
    return ticks.longest


@pytest.mark.parametrize(
    ("loop", "http_backend"),
    [("asyncio", "httpx"), ("asyncio", "httpx2"), ("asyncio", "aiohttp"), ("trio", "httpx"), ("trio", "httpx2")],
)
@pytest.mark.parametrize("mode", ["drips", "floods"])
def test_headers_that_never_end_exceed_the_timeout(
    server: HangingServer, mode: Mode, loop: str, http_backend: Any
) -> None:
    stood_still = anyio.run(_exceed_the_timeout, server, mode, http_backend, backend=loop)
    assert stood_still < 0.05


@pytest.mark.parametrize("http_backend", ["httpx", "httpx2", "aiohttp"])
def test_a_loop_for_each_job_leaves_no_connection_open(
    server: HangingServer, http_backend: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """This happens in a task queue: the loop is closed before anything else can be closed."""
    client = server.async_client(http_backend=http_backend)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # asyncio's, about the sockets of closed loops
        for _ in range(20):
            loop = asyncio.new_event_loop()
            try:
                assert loop.run_until_complete(client.accounts.retrieve("apn_1")).id == "apn_1"
            finally:
                loop.close()
        gc.collect()
        assert server.wait_for_connections(lambda count: count <= 2)
        asyncio.run(client.aclose())
        del client
        gc.collect()
    assert caplog.messages == []


PROGRAM = """
import asyncio, atexit, sys, pdconnect
client = pdconnect.Client(project_id="proj_1", access_token="t", environment="development", base_url=sys.argv[1], max_retries=0)
def last(name, call):
    call()
    print(name)
async def in_a_task(backend):
    async with pdconnect.AsyncClient(
        project_id="proj_1", access_token="t", environment="development", base_url=sys.argv[1], max_retries=0, http_backend=backend
    ) as tasks:
        await tasks.with_options(deadline=20).accounts.retrieve("apn_1")
for backend in ("aiohttp", "httpx2", "httpx"):
    atexit.register(last, backend, lambda backend=backend: asyncio.run(in_a_task(backend)))
atexit.register(last, "deadline", lambda: client.with_options(deadline=20).accounts.retrieve("apn_1"))
atexit.register(last, "prefetch", lambda: list(client.accounts.list().items(prefetch=True)))
atexit.register(last, "plain", lambda: client.accounts.retrieve("apn_1"))
"""


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
def test_calls_while_the_interpreter_shuts_down(server: HangingServer, version: str) -> None:
    """From Python 3.12 on, an interpreter that shuts down starts no threads."""
    is_this = version == "{}.{}".format(*sys.version_info)
    python = sys.executable if is_this else find_python(version)
    if python is None:
        pytest.skip(f"Python {version} is not installed")
    standard = sysconfig.get_path("stdlib")
    packages = [path for path in sys.path if path and ("site-packages" in path or not path.startswith(standard))]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in packages if not path.endswith(".zip"))}
    command = [python, "-c", PROGRAM, f"http://localhost:{server.port}"]
    ended = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    last = ["plain", "prefetch", "deadline", "httpx", "httpx2", "aiohttp"]
    assert ended.stdout.split() == last, ended.stderr
