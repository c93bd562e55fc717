"""`with_options` and deadlines."""

from __future__ import annotations

import pickle
import threading
from typing import Any

import httpx
import pytest

import pdconnect

from ..cases import for_each
from ..fake_api import Clock, FakeApi, account


def sent_requests(api: FakeApi) -> list[tuple[str, str | None]]:
    return [(request.url.path, request.headers.get("x-pd-environment")) for request in api.requests]


def test_a_copy_has_other_options_and_the_same_token() -> None:
    api = FakeApi(lambda request: httpx.Response(200, json=account(1)))
    client = api.client(headers={"x-one": "1", "x-two": "1"})
    copy = client.with_options(environment="production", project_id="proj_2", timeout=5, headers={"x-two": "2"})
    for each in (client, copy, client):
        each.accounts.retrieve("apn_1")
    assert sent_requests(api) == [
        ("/v1/connect/proj_test1/accounts/apn_1", "development"),
        ("/v1/connect/proj_2/accounts/apn_1", "production"),
        ("/v1/connect/proj_test1/accounts/apn_1", "development"),
    ]
    assert [request.headers["x-two"] for request in api.requests] == ["1", "2", "1"]
    assert [request.headers["x-one"] for request in api.requests] == ["1", "1", "1"]
    assert api.requests[1].extensions["timeout"] == {"connect": 5, "read": 5, "write": 5, "pool": 5}
    assert api.requests[0].extensions["timeout"]["read"] == 5.0  # httpx's own default, of the client that was passed in
    assert len(api.token_requests) == 1
    assert (copy.environment, copy.project_id) == ("production", "proj_2")
    assert (client.environment, client.project_id) == ("development", "proj_test1")


def test_copies_use_their_own_max_retries() -> None:
    waits: list[float] = []
    api = FakeApi(lambda request: httpx.Response(503))
    client = api.client(sleep=waits.append, clock=Clock())
    with pytest.raises(pdconnect.ServerError) as caught:
        client.with_options(max_retries=3).accounts.retrieve("apn_1")
    assert caught.value.attempts == 4
    assert len(waits) == 3
    with pytest.raises(pdconnect.ServerError) as caught:
        client.accounts.retrieve("apn_1")
    assert caught.value.attempts == 1


def test_closing_a_copy_closes_nothing_and_closing_the_client_closes_its_copies() -> None:
    api = FakeApi(lambda request: httpx.Response(200, json=account(1)))
    client = api.client()
    with client.with_options(max_retries=1) as copy:
        copy.accounts.retrieve("apn_1")
    copy.accounts.retrieve("apn_1")
    client.close()
    for each in (client, copy):
        with pytest.raises(pdconnect.ClientClosedError):
            each.accounts.retrieve("apn_1")


@for_each(
    ("options", "reason"),
    [
        ({"deadline": 0}, "deadline must be"),
        ({"deadline": float("nan")}, "deadline must be"),
        ({"timeout": -1}, "timeout must be"),
        ({"max_retries": -1}, "max_retries must be"),
        ({"headers": {"bad name": "1"}}, "is not the name of a header"),
        ({"headers": {"x-a": "line\r\nbreak"}}, "must be printable ASCII"),
        ({"headers": {"x-a": "a key from a file "}}, "without spaces at either end"),
        ({"headers": {"x-a": " "}}, "without spaces at either end"),
        ({"headers": {"Authorization": "Bearer mine"}}, "is set by the client itself"),
        ({"headers": {"Transfer-Encoding": "chunked"}}, "is set by the client itself"),
        ({"rate_limit_mode": "sometimes"}, "rate_limit_mode must be"),
        ({"environment": "staging"}, "unknown environment"),
        ({"project_id": ".."}, "project_id"),
        ({"hooks": [print]}, "hooks must be"),
    ],
)
def test_wrong_options_are_named(options: dict[str, Any], reason: str) -> None:
    with pytest.raises(pdconnect.ConfigurationError, match=reason):
        FakeApi().client().with_options(**options)
    with pytest.raises(pdconnect.ConfigurationError, match=reason):
        FakeApi().async_client(**options)


def test_a_connect_token_keeps_its_project() -> None:
    client = pdconnect.Client(connect_token="ctok_0123456789abcdef0123456789abcdef")
    with pytest.raises(pdconnect.ConfigurationError, match="belongs to one project"):
        client.with_options(project_id="proj_2")


# ---- deadlines


def test_no_delay_passes_the_deadline() -> None:
    """If the service asks for a longer delay than the deadline allows, its response is raised as an error at once."""
    waits: list[float] = []
    throttled = httpx.Response(429, json={"error": "slow down"}, headers={"retry-after": "10"})
    client = FakeApi(lambda request: throttled).client(max_retries=2, sleep=waits.append, clock=Clock(), deadline=5)
    with pytest.raises(pdconnect.TooManyRequestsError) as caught:
        client.accounts.retrieve("apn_1")
    assert (caught.value.attempts, waits) == (1, [])


def test_delays_and_attempts_share_the_deadline() -> None:
    clock = Clock()

    def sleep(seconds: float) -> None:
        clock.now += seconds

    def respond(request: httpx.Request) -> httpx.Response:
        clock.now += 2
        return httpx.Response(503, headers={"retry-after": "2"})

    api = FakeApi(respond)
    client = api.client(max_retries=9, sleep=sleep, clock=clock, deadline=7)
    with pytest.raises(pdconnect.PdconnectError):
        client.accounts.retrieve("apn_1")
    assert len(api.requests) == 2
    assert clock.now <= 1000 + 7


def test_a_call_that_hangs_is_stopped_and_not_sent_later() -> None:
    """A call that waited for a token until after its deadline sends nothing."""
    proceed = threading.Event()
    api = FakeApi(lambda request: httpx.Response(200, json={}))

    def token(request: httpx.Request) -> httpx.Response:
        proceed.wait(30)
        return httpx.Response(200, json={"access_token": "token-1", "expires_in": 3600})

    api.token_responder = token
    client = api.client(deadline=0.05)
    with pytest.raises(pdconnect.DeadlineExceededError, match=r"deadline of 0\.05 s passed") as caught:
        client.actions.run(id="a-b", external_user_id="u", configured_props={})
    assert isinstance(caught.value, TimeoutError)
    assert caught.value.operation == "actions_run"
    proceed.set()
    client.with_options(deadline=None).accounts.list()  # waits for the token, and so for the other thread
    assert [request.method for request in api.requests] == ["GET"]


@pytest.mark.anyio
async def test_a_task_that_hangs_is_cancelled_and_the_client_stays_usable() -> None:
    import anyio

    hang = True

    async def respond(request: httpx.Request) -> httpx.Response:
        if hang and not request.url.path.endswith("/v1/oauth/token"):
            await anyio.sleep_forever()
        return FakeApi(lambda request: httpx.Response(200, json=account(1)))(request)

    client = pdconnect.AsyncClient(
        project_id="p",
        client_id="c",
        client_secret="very-secret-1",
        environment="development",
        http_client=httpx.AsyncClient(transport=httpx.MockTransport(respond)),
        deadline=0.05,
    )
    with pytest.raises(pdconnect.DeadlineExceededError) as caught:
        await client.accounts.retrieve("apn_1")
    assert caught.value.sent
    hang = False
    assert (await client.accounts.retrieve("apn_1")).id == "apn_1"


def test_a_client_cannot_be_pickled() -> None:
    for client in (FakeApi().client(), FakeApi().async_client()):
        with pytest.raises(TypeError, match="create one in each process"):
            pickle.dumps(client)
