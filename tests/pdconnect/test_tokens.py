"""Access tokens: fetched once, renewed before expiry, replaced after a 401. The clock is fake; no test sleeps."""

from __future__ import annotations

import asyncio
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import httpx
import pytest

import pdconnect
from tests.counting_server import counting_server
from tests.fake_api import Clock, FakeApi, Responder

from ..cases import for_each


def deleting(request: httpx.Request) -> httpx.Response:
    return httpx.Response(204)


def call(client: pdconnect.Client) -> None:
    client.accounts.delete("apn_1")


def test_a_token_request_contains_only_the_client_credentials() -> None:
    api = FakeApi(deleting)
    call(api.client())
    (request,) = api.token_requests
    assert (request.method, str(request.url)) == ("POST", "https://api.pipedream.com/v1/oauth/token")
    assert json.loads(request.content) == {
        "grant_type": "client_credentials",
        "client_id": "client-1",
        "client_secret": "very-secret-1",
    }
    assert "x-pd-environment" not in request.headers
    assert "authorization" not in request.headers
    assert api.requests[0].headers["authorization"] == "Bearer token-1"
    assert api.requests[0].headers["x-pd-environment"] == "development"


@pytest.mark.parametrize(
    ("expires_in", "fresh_for"),
    [(3600, 3479), (600, 539), (60, 53), (1, 0.8)],
)
def test_a_token_is_used_until_shortly_before_it_expires(expires_in: int, fresh_for: float) -> None:
    api, clock = FakeApi(deleting, expires_in=expires_in), Clock()
    client = api.client(clock=clock)
    for _ in range(20):
        call(client)
    clock.now += fresh_for
    call(client)
    assert len(api.token_requests) == 1
    clock.now += expires_in - fresh_for
    call(client)
    assert len(api.token_requests) == 2
    assert api.requests[-1].headers["authorization"] == "Bearer token-2"


def test_a_token_is_renewed_before_it_expires_and_a_failure_affects_no_call() -> None:
    api, clock = FakeApi(deleting), Clock()
    client = api.client(clock=clock)
    call(client)
    clock.now += 3600 - 60
    api.token_responder = lambda request: httpx.Response(503, json={"error": "down"})
    call(client)
    assert api.requests[-1].headers["authorization"] == "Bearer token-1"
    api.token_responder = None
    call(client)
    assert api.requests[-1].headers["authorization"] == "Bearer token-3"
    assert len(api.token_requests) == 3


def test_a_rejected_token_is_replaced_once_and_the_call_is_sent_again() -> None:
    api = FakeApi(deleting)
    client = api.client()
    call(client)
    api.rejected_tokens = {"token-1"}
    call(client)
    assert [request.headers["authorization"] for request in api.requests] == [
        "Bearer token-1",
        "Bearer token-1",
        "Bearer token-2",
    ]
    assert len(api.token_requests) == 2


def test_a_second_401_is_an_error() -> None:
    api = FakeApi(deleting)
    api.rejected_tokens = {"token-1", "token-2"}
    with pytest.raises(pdconnect.UnauthorizedError) as caught:
        call(api.client())
    assert caught.value.status_code == 401
    assert len(api.requests) == 2
    assert len(api.token_requests) == 2


def test_a_passed_token_is_never_replaced() -> None:
    api = FakeApi(deleting)
    api.rejected_tokens = {"given-token"}
    client = api.client(client_id=None, client_secret=None, access_token="given-token")
    with pytest.raises(pdconnect.UnauthorizedError):
        call(client)
    assert len(api.requests) == 1
    assert api.token_requests == []


@pytest.mark.parametrize(
    ("response", "message"),
    [
        (httpx.Response(401, json={"error": "invalid_client"}), "invalid_client"),
        (httpx.Response(403, json={"error": "unauthorized_client"}), "unauthorized_client"),
        (httpx.Response(400, json={"error": "bad secret very-secret-1"}), "bad secret ***"),
    ],
)
def test_rejected_credentials_are_an_authentication_error(response: httpx.Response, message: str) -> None:
    api = FakeApi(deleting)
    api.token_responder = lambda request: response
    with pytest.raises(pdconnect.AuthenticationError) as caught:
        call(api.client())
    assert message in str(caught.value)
    assert caught.value.status_code == response.status_code
    assert caught.value.body == response.json()
    assert "very-secret-1" not in str(caught.value) + repr(caught.value)
    assert api.requests == []
    assert len(api.token_requests) == 1


def _broken(error: type[httpx.TransportError]) -> Responder:
    def fail(request: httpx.Request) -> httpx.Response:
        raise error("failed", request=request)

    return fail


@for_each(
    ("respond", "error"),
    [
        (lambda request: httpx.Response(500, text="<html>oops</html>"), pdconnect.ServerError),
        (lambda request: httpx.Response(429, json={"error": "slow down"}), pdconnect.TooManyRequestsError),
        (lambda request: httpx.Response(200, text="not json"), pdconnect.DecodeError),
        (lambda request: httpx.Response(200, json=["no", "object"]), pdconnect.DecodeError),
        (lambda request: httpx.Response(200, json={"token_type": "Bearer"}), pdconnect.DecodeError),
        (lambda request: httpx.Response(200, json={"access_token": "a\nb"}), pdconnect.DecodeError),
        (_broken(httpx.ConnectError), pdconnect.ConnectionFailedError),
        (_broken(httpx.ReadTimeout), pdconnect.RequestTimeoutError),
        (_broken(httpx.RemoteProtocolError), pdconnect.TransportError),
    ],
)
@for_each("max_retries", [0, 2])
def test_an_outage_of_the_token_endpoint_is_like_any_outage(
    respond: Responder, error: type[pdconnect.PdconnectError], max_retries: int
) -> None:
    """An alert and a job queue must see an outage, not bad credentials; and the call itself was never sent."""
    api = FakeApi(deleting)
    api.token_responder = respond
    with pytest.raises(error) as caught:
        call(api.client(max_retries=max_retries, sleep=lambda seconds: None))
    assert not isinstance(caught.value, pdconnect.AuthenticationError)
    assert caught.value.operation == "oauth_tokens_create"
    if isinstance(caught.value, pdconnect.TransportError):
        assert not caught.value.sent
    assert api.requests == []
    assert len(api.token_requests) <= 1 + max_retries  # a call does not repeat the retries of its token request


class Gate:
    """Blocks the token endpoint until `opened` is set."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self.requested = threading.Event()
        self.opened = threading.Event()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requested.set()
        assert self.opened.wait(10)
        return self.response


class CountedClock:
    """A stopped clock that counts how often it was read."""

    def __init__(self) -> None:
        self._reads = 0
        self._changed = threading.Condition()

    def __call__(self) -> float:
        with self._changed:
            self._reads += 1
            self._changed.notify_all()
        return 1000.0

    def wait_for(self, times: int) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self._reads >= times, 10)


TOKEN: dict[str, Any] = {"access_token": "token-x", "token_type": "Bearer", "expires_in": 3600}


@pytest.mark.parametrize("good", [True, False])
def test_threads_that_start_at_once_share_one_token_request_and_its_outcome(good: bool) -> None:
    api = FakeApi(deleting)
    gate = api.token_responder = Gate(httpx.Response(200, json=TOKEN) if good else httpx.Response(503))
    clock = CountedClock()
    client = api.client(clock=clock)

    def work() -> BaseException | None:
        try:
            call(client)
        except pdconnect.ServerError as error:
            return error
        return None

    with ThreadPoolExecutor(20) as pool:
        outcomes = [pool.submit(work) for _ in range(20)]
        assert gate.requested.wait(10)
        assert clock.wait_for(21)  # each reads the clock before it waits, and the one that fetches reads it twice
        gate.opened.set()
        errors = [outcome.result(10) for outcome in outcomes]
    if good:
        assert errors == [None] * 20
        assert len(api.token_requests) == 1
    else:
        assert all(isinstance(error, pdconnect.ServerError) for error in errors)
        assert len(api.token_requests) <= 3  # waiting threads share its failure; one or two may not wait yet


def test_threads_with_a_revoked_token_share_one_new_token() -> None:
    api = FakeApi(deleting)
    client = api.client()
    call(client)
    api.rejected_tokens = {"token-1"}
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda _: call(client), range(20)))
    assert len(api.token_requests) == 2


@pytest.mark.anyio
@pytest.mark.parametrize("good", [True, False])
async def test_tasks_that_start_at_once_share_one_token_request_and_its_outcome(good: bool) -> None:
    requested = 0
    opened = anyio.Event()

    async def respond(request: httpx.Request) -> httpx.Response:
        nonlocal requested
        if request.url.path != "/v1/oauth/token":
            return httpx.Response(204)
        requested += 1
        await opened.wait()
        return httpx.Response(200, json=TOKEN) if good else httpx.Response(503)

    errors: list[pdconnect.PdconnectError] = []
    http = httpx.AsyncClient(transport=httpx.MockTransport(respond))
    client = pdconnect.AsyncClient(
        project_id="proj_1",
        client_id="i",
        client_secret="very-secret-1",
        environment="development",
        max_retries=0,
        http_client=http,
    )

    async def work() -> None:
        try:
            await client.accounts.delete("apn_1")
        except pdconnect.ServerError as error:
            errors.append(error)

    async with anyio.create_task_group() as tasks:
        for _ in range(100):
            tasks.start_soon(work)
        await anyio.wait_all_tasks_blocked()
        opened.set()
    assert requested == 1
    assert len(errors) == (0 if good else 100)
    assert len({id(error) for error in errors}) == len(errors)


@pytest.mark.anyio
async def test_the_async_client_replaces_a_rejected_token_once() -> None:
    api = FakeApi(deleting)
    client = api.async_client()
    await client.accounts.delete("apn_1")
    api.rejected_tokens = {"token-1"}
    async with anyio.create_task_group() as tasks:
        for _ in range(20):
            tasks.start_soon(client.accounts.delete, "apn_1")
    assert len(api.token_requests) == 2


@pytest.mark.anyio
async def test_the_next_task_fetches_the_token_after_a_cancelled_one() -> None:
    first = anyio.Event()
    requested = 0

    async def respond(request: httpx.Request) -> httpx.Response:
        nonlocal requested
        if request.url.path != "/v1/oauth/token":
            return httpx.Response(204)
        requested += 1
        if requested == 1:
            first.set()
            await anyio.sleep_forever()
        return httpx.Response(200, json=TOKEN)

    http = httpx.AsyncClient(transport=httpx.MockTransport(respond))
    client = pdconnect.AsyncClient(
        project_id="proj_1",
        client_id="i",
        client_secret="very-secret-1",
        environment="development",
        max_retries=0,
        http_client=http,
    )
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(client.accounts.delete, "apn_1")
        await first.wait()
        tasks.cancel_scope.cancel()
    await client.accounts.delete("apn_1")
    assert requested == 2


@pytest.mark.anyio
async def test_one_task_renews_a_token_while_the_others_use_the_old_one() -> None:
    api, clock = FakeApi(deleting), Clock()
    client = api.async_client(clock=clock)
    await client.accounts.delete("apn_1")
    clock.now += 3600 - 60
    api.token_responder = lambda request: httpx.Response(503)
    await client.accounts.delete("apn_1")
    assert api.requests[-1].headers["authorization"] == "Bearer token-1"
    api.token_responder = None
    async with anyio.create_task_group() as tasks:
        for _ in range(20):
            tasks.start_soon(client.accounts.delete, "apn_1")
    assert len(api.token_requests) == 3


@pytest.mark.slow
def test_a_thousand_parallel_calls_request_one_token() -> None:
    """The test uses real sockets, and both clients."""
    with counting_server() as server:
        with server.client() as client, ThreadPoolExecutor(100) as pool:
            found = list(pool.map(client.accounts.retrieve, ["apn_1"] * 1000))
        assert {account.id for account in found} == {"apn_1"}
        assert (server.count("/token"), server.count("/apn_1")) == (1, 1000)

    async def together() -> None:
        async with server.async_client() as client:
            found = await asyncio.gather(*(client.accounts.retrieve("apn_1") for _ in range(1000)))
        assert {account.id for account in found} == {"apn_1"}

    with counting_server() as server:
        asyncio.run(together())
        assert (server.count("/token"), server.count("/apn_1")) == (1, 1000)
