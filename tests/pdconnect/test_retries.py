"""Retries: never of a request that may have been executed, never earlier than the service asks. No test really sleeps."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

import pdconnect
from tests.fake_api import FakeApi

from ..cases import for_each

THROTTLED = httpx.Response(429, json={"error": "Throttled"})
HTML = httpx.Response(429, text="<html>too many</html>")


def failing(kind: type[httpx.TransportError]) -> Callable[[], httpx.Response]:
    def fail() -> httpx.Response:
        raise kind("went wrong")

    return fail


def status(code: int, **headers: str) -> Callable[[], httpx.Response]:
    return lambda: httpx.Response(code, json={"error": "x"}, headers=headers)


class Script:
    """A service with a list of responses, and a sleep function that only records the seconds."""

    def __init__(self, *steps: Callable[[], httpx.Response] | httpx.Response) -> None:
        self.steps = list(steps)
        self.slept: list[float] = []
        self.api = FakeApi(self.respond)

    def respond(self, request: httpx.Request) -> httpx.Response:
        step = self.steps.pop(0) if self.steps else httpx.Response(200, json={"id": "apn_1", "exports": {}, "os": []})
        return step if isinstance(step, httpx.Response) else step()

    def client(self, max_retries: int = 2) -> pdconnect.Client:
        return self.api.client(max_retries=max_retries, sleep=self.slept.append)

    def async_client(self, max_retries: int = 2) -> pdconnect.AsyncClient:
        async def sleep(seconds: float) -> None:
            self.slept.append(seconds)

        return self.api.async_client(max_retries=max_retries, sleep=sleep)


def read(client: pdconnect.Client) -> object:
    return client.accounts.retrieve("apn_1")


def delete(client: pdconnect.Client) -> object:
    return client.accounts.delete("apn_1")  # type: ignore[func-returns-value]


def run(client: pdconnect.Client) -> object:
    return client.actions.run(id="a", external_user_id="u")


def deploy(client: pdconnect.Client) -> object:
    return client.triggers.deploy(id="a", external_user_id="u")


def token(client: pdconnect.Client) -> object:
    return client.tokens.create(external_user_id="u")


def configure(client: pdconnect.Client) -> object:
    return client.actions.configure_prop(id="a", external_user_id="u", prop_name="p")


ALWAYS = [failing(httpx.ConnectError), failing(httpx.ConnectTimeout), failing(httpx.PoolTimeout), THROTTLED]
UNCERTAIN = [
    failing(httpx.ReadTimeout),
    failing(httpx.WriteTimeout),
    failing(httpx.ReadError),
    failing(httpx.RemoteProtocolError),
    status(408),
    status(500),
    status(502),
    status(503),
    status(504),
    HTML,
]
FINAL = [status(400), status(401), status(403), status(404), status(409), status(422), status(501), status(302)]


@for_each("call", [read, delete, configure], ids=lambda call: call.__name__)
@for_each("step", [*ALWAYS, *UNCERTAIN])
def test_idempotent_calls_are_retried(call: Callable[[pdconnect.Client], object], step: Any) -> None:
    script = Script(step)
    call(script.client())
    assert len(script.api.requests) == 2
    assert len(script.slept) == 1


@for_each("call", [run, deploy, token], ids=lambda call: call.__name__)
@for_each("step", UNCERTAIN)
def test_calls_that_may_have_been_executed_are_never_retried(
    call: Callable[[pdconnect.Client], object], step: Any
) -> None:
    script = Script(step)
    with pytest.raises(pdconnect.PdconnectError) as caught:
        call(script.client(max_retries=5))
    assert len(script.api.requests) == caught.value.attempts == 1
    assert script.slept == []


@for_each("call", [run, read], ids=lambda call: call.__name__)
@for_each("step", ALWAYS)
def test_calls_that_cannot_have_been_executed_are_retried(
    call: Callable[[pdconnect.Client], object], step: Any
) -> None:
    script = Script(step, step)
    call(script.client())
    assert len(script.api.requests) == 3


@for_each("step", FINAL)
def test_other_responses_are_final(step: Any) -> None:
    script = Script(step, step)
    with pytest.raises(pdconnect.ApiError):
        read(script.client())
    assert script.slept == []


@pytest.mark.parametrize("step", [status(503), failing(httpx.ReadTimeout)])
def test_retries_end_at_the_maximum_and_the_error_has_the_attempts(step: Any) -> None:
    for max_retries in (0, 1, 4):
        script = Script(*[step] * 9)
        with pytest.raises(pdconnect.PdconnectError) as caught:
            read(script.client(max_retries))
        assert len(script.api.requests) == caught.value.attempts == max_retries + 1


@pytest.mark.parametrize("first", [failing(httpx.ReadTimeout), status(503), status(429)])
def test_an_error_is_marked_as_sent_if_any_attempt_was_sent(first: Any) -> None:
    """`sent` says whether it is safe to call again, and the last attempt alone does not decide that."""
    script = Script(first, failing(httpx.ConnectError), failing(httpx.ConnectTimeout))
    with pytest.raises(pdconnect.RequestTimeoutError) as caught:
        configure(script.client())
    assert (caught.value.attempts, caught.value.sent) == (3, True)


def test_an_error_is_not_marked_as_sent_if_no_attempt_was_sent() -> None:
    script = Script(*[failing(httpx.ConnectTimeout)] * 3)
    with pytest.raises(pdconnect.RequestTimeoutError) as caught:
        run(script.client())
    assert (caught.value.attempts, caught.value.sent) == (3, False)


@pytest.mark.anyio
async def test_errors_of_the_async_client_cover_every_attempt() -> None:
    script = Script(failing(httpx.ReadTimeout), *[failing(httpx.ConnectError)] * 2)
    with pytest.raises(pdconnect.ConnectionFailedError) as caught:
        await script.async_client().accounts.retrieve("apn_1")
    assert caught.value.sent


@pytest.mark.anyio
async def test_the_async_client_retries() -> None:
    script = Script(status(503), failing(httpx.ConnectError))
    await script.async_client().accounts.retrieve("apn_1")
    assert (len(script.api.requests), len(script.slept)) == (3, 2)
    script = Script(status(503))
    with pytest.raises(pdconnect.ServerError) as caught:
        await script.async_client().actions.run(id="a", external_user_id="u")
    assert caught.value.attempts == 1


def test_delays_grow_randomly_within_bounds() -> None:
    script = Script(*[status(503)] * 8)
    read(script.client(8))
    assert all(0 <= pause <= min(8.0, 0.5 * 2**number) for number, pause in enumerate(script.slept))
    assert len(set(script.slept)) > 1


@for_each(
    ("headers", "low", "high"),
    [
        ({"retry-after": "7"}, 7, 7.1),
        ({"retry-after": "0.25"}, 0.25, 0.35),
        ({"retry-after": "0"}, 0, 0.1),
        ({"retry-after-ms": "1500"}, 1.5, 1.6),
        ({"retry-after": "-5"}, 0, 0.1),
        ({"x-ratelimit-reset": "5"}, 5, 5.1),
        ({"x-ratelimit-reset": "ten seconds from now"}, 8, 10.1),
        ({"retry-after": "3", "x-ratelimit-reset": "50"}, 3, 3.1),
        ({"retry-after": "soon"}, 0, 0.5),
        ({"retry-after": "1_0"}, 0, 0.5),
        ({"retry-after": "\u0665".encode()}, 0, 0.5),
        ({"retry-after-ms": "1_0"}, 0, 0.5),
        ({"retry-after-ms": "\u0665".encode()}, 0, 0.5),
        ({"x-ratelimit-reset": "1_0"}, 0, 0.5),
        ({"x-ratelimit-reset": "\u0665".encode()}, 0, 0.5),
        ({"retry-after": "nan"}, 0, 0.5),
        ({"retry-after": "inf"}, 0, 0.5),
    ],
    ids=range(17),
)
def test_the_delay_that_the_service_asks_for_is_used(headers: dict[str, Any], low: float, high: float) -> None:
    if headers.get("x-ratelimit-reset") == "ten seconds from now":
        headers = {"x-ratelimit-reset": str(datetime.now(UTC).timestamp() + 10)}
    script = Script(status(429, **headers))
    read(script.client())
    assert low <= script.slept[0] <= high


def test_a_delay_as_a_date_is_used() -> None:
    retry_at = datetime.fromtimestamp(datetime.now(UTC).timestamp() + 20, UTC)
    script = Script(status(503, **{"retry-after": retry_at.strftime("%a, %d %b %Y %H:%M:%S GMT")}))
    read(script.client())
    assert 17 <= script.slept[0] <= 20.1


def test_a_delay_of_more_than_a_minute_is_an_error_with_the_delay() -> None:
    script = Script(status(429, **{"retry-after": "3600"}))
    with pytest.raises(pdconnect.TooManyRequestsError) as caught:
        read(script.client())
    assert (caught.value.retry_after, script.slept) == (3600, [])


def test_responses_of_apps_are_never_retried() -> None:
    script = Script(status(503), status(429))
    client = script.client()
    account: Any = {"external_user_id": "u", "account_id": "apn_1"}
    assert client.proxy.get("https://a.example", **account).status_code == 503
    assert client.proxy.post("https://a.example", **account).status_code == 429
    with pytest.raises(pdconnect.ServerError):
        script.steps.append(status(503))
        client.workflows.invoke("en123")
    assert len(script.api.requests) == 3


def test_a_proxy_request_that_was_never_sent_is_retried_unless_its_body_is_a_stream() -> None:
    account: Any = {"external_user_id": "u", "account_id": "apn_1"}
    script = Script(failing(httpx.ConnectError))
    assert script.client().proxy.post("https://a.example", **account, json={"a": 1}).status_code == 200
    script = Script(failing(httpx.ConnectError))
    with pytest.raises(pdconnect.ConnectionFailedError):
        script.client().proxy.post("https://a.example", **account, content=iter([b"x"]))
    script = Script(failing(httpx.ReadTimeout))
    with pytest.raises(pdconnect.RequestTimeoutError):
        script.client().proxy.post("https://a.example", **account, json={"a": 1})
    assert len(script.api.requests) == 1


def test_token_requests_are_retried() -> None:
    script = Script()
    responses = [httpx.Response(503), httpx.Response(200, json={"access_token": "t-1", "expires_in": 100})]
    script.api.token_responder = lambda request: responses.pop(0)
    read(script.client())
    assert len(script.api.token_requests) == 2
    assert len(script.slept) == 1


def test_an_assertion_is_new_in_every_attempt() -> None:
    from tests.pdconnect.test_credentials import EC_KEY, pem

    script = Script()
    responses = [httpx.Response(503), httpx.Response(200, json={"access_token": "t-1", "expires_in": 100})]
    script.api.token_responder = lambda request: responses.pop(0)
    client = script.api.client(client_secret=None, private_key=pem(EC_KEY), max_retries=2, sleep=script.slept.append)
    read(client)
    sent = [json.loads(request.content)["client_assertion"] for request in script.api.token_requests]
    assert len(set(sent)) == 2


@pytest.mark.parametrize("value", [-1, "2", None, True])
def test_a_number_of_retries_is_checked(value: Any) -> None:
    with pytest.raises(pdconnect.ConfigurationError, match="max_retries"):
        FakeApi().client(max_retries=value)
