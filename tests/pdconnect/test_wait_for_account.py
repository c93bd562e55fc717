"""`client.tokens.wait_for_account`: it returns the account that the user of a Connect token connects."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import httpx
import pytest

import pdconnect
from pdconnect.models import ConnectToken
from pdconnect.sandbox import Sandbox

USER = "user-1"


class FakeTime:
    """A clock that only the sleeps of a client advance. At given times something happens."""

    def __init__(self, events: dict[float, Callable[[], object]] | None = None) -> None:
        self.now = 0.0
        self.delays: list[float] = []
        self._events = dict(events or {})

    def sleep(self, seconds: float) -> None:
        self.delays.append(seconds)
        self.now += seconds
        for time in [time for time in self._events if time <= self.now]:
            self._events.pop(time)()

    async def async_sleep(self, seconds: float) -> None:
        self.sleep(seconds)


def connect(sandbox: Sandbox, token: ConnectToken, app: str = "slack") -> None:
    """Connect an account as the user does it: on the page of the link."""
    with httpx.Client(transport=sandbox.transport, follow_redirects=True) as browser:
        response = browser.post(token.connect_link(app=app), data={"decision": "allow"})
        assert "Connected" in response.text


def new_token(sandbox: Sandbox, **arguments: Any) -> ConnectToken:
    return sandbox.client().tokens.create(external_user_id=USER, **arguments)


@pytest.mark.parametrize("as_text", [False, True])
def test_an_account_that_is_connected_later(as_text: bool) -> None:
    with Sandbox() as sandbox:
        sandbox.add_account(app="gitlab", external_user_id=USER)
        token = new_token(sandbox)
        time = FakeTime({30.0: lambda: sandbox.add_account(app="slack", external_user_id=USER)})
        client = sandbox.client(clock=lambda: time.now, sleep=time.sleep)
        account = client.tokens.wait_for_account(token.token if as_text else token, timeout=600)
        assert account.app is not None
        assert account.app.name_slug == "slack"
        assert 30 <= time.now <= 40
        assert time.delays[0] == 2.0
        assert time.delays == sorted(time.delays)
        assert max(time.delays) <= 10.0
        assert not sandbox.client().accounts.list(external_user_id="user-2").data


@pytest.mark.anyio
async def test_the_asynchronous_client_waits_for_an_account() -> None:
    with Sandbox() as sandbox:
        token = new_token(sandbox)
        time = FakeTime({5.0: lambda: sandbox.add_account(app="slack", external_user_id=USER)})
        client = sandbox.async_client(clock=lambda: time.now, sleep=time.async_sleep)
        account = await client.tokens.wait_for_account(token)
        assert account.id.startswith("apn_")


@pytest.mark.parametrize("as_text", [False, True])
def test_an_account_that_the_token_connected_before_the_call(as_text: bool) -> None:
    with Sandbox() as sandbox:
        sandbox.add_account(app="gitlab", external_user_id=USER)
        token = new_token(sandbox)
        connect(sandbox, token)
        time = FakeTime()
        client = sandbox.client(clock=lambda: time.now, sleep=time.sleep)
        account = client.tokens.wait_for_account(token.token if as_text else token)
        assert account.app is not None
        assert account.app.name_slug == "slack"
        assert time.delays == []


@pytest.mark.parametrize("as_text", [False, True])
def test_an_account_from_before_the_token_does_not_count(as_text: bool) -> None:
    with Sandbox() as sandbox:
        sandbox.add_account(app="slack", external_user_id=USER)
        token = new_token(sandbox)
        time = FakeTime()
        client = sandbox.client(clock=lambda: time.now, sleep=time.sleep)
        with pytest.raises(pdconnect.AccountWaitTimeoutError, match="has not connected an account in 60 s") as caught:
            client.tokens.wait_for_account(token.token if as_text else token, timeout=60)
        assert isinstance(caught.value, TimeoutError)
        assert time.now == 60.0


def test_only_an_account_of_the_app() -> None:
    with Sandbox() as sandbox:
        token = new_token(sandbox)
        events: dict[float, Callable[[], object]] = {
            5.0: lambda: sandbox.add_account(app="gitlab", external_user_id=USER),
            20.0: lambda: sandbox.add_account(app="slack", external_user_id=USER),
        }
        time = FakeTime(events)
        client = sandbox.client(clock=lambda: time.now, sleep=time.sleep)
        account = client.tokens.wait_for_account(token, app="slack")
        assert account.app is not None
        assert account.app.name_slug == "slack"


def test_the_requests_stay_within_the_rate_limits() -> None:
    with Sandbox(rate_limits=True) as sandbox:
        token = new_token(sandbox)
        time = FakeTime()
        client = sandbox.client(clock=lambda: time.now, sleep=time.sleep, max_retries=0)
        with pytest.raises(pdconnect.AccountWaitTimeoutError) as caught:
            client.tokens.wait_for_account(token, timeout=600)
        assert caught.value.__cause__ is None
        assert len(sandbox.calls("accounts.list")) <= 70
        assert sum(time.delays[:12]) > 60  # at most 12 in the first minute


@pytest.mark.parametrize(
    "fault", [{"status": 503}, {"status": 429, "headers": {"retry-after": "45"}}, {"drop": True}], ids=str
)
def test_an_outage_does_not_end_the_wait(fault: dict[str, Any]) -> None:
    with Sandbox() as sandbox:
        token = new_token(sandbox)
        sandbox.add_account(app="slack", external_user_id="another")
        time = FakeTime({70.0: lambda: connect(sandbox, token)})
        client = sandbox.client(clock=lambda: time.now, sleep=time.sleep, max_retries=0)
        with sandbox.faults(operation="accounts.list", times=2, **fault):
            account = client.tokens.wait_for_account(token)
        assert account.id
        assert (45.0 in time.delays) is ("headers" in fault)


def test_an_outage_to_the_end_is_the_cause() -> None:
    with Sandbox() as sandbox:
        token = new_token(sandbox)
        time = FakeTime()
        client = sandbox.client(clock=lambda: time.now, sleep=time.sleep, max_retries=0)
        with (
            sandbox.faults(operation="accounts.list", status=503),
            pytest.raises(pdconnect.AccountWaitTimeoutError) as caught,
        ):
            client.tokens.wait_for_account(token, timeout=3)
        assert isinstance(caught.value.__cause__, pdconnect.ServerError)


def test_a_revoked_account_is_not_connected() -> None:
    with Sandbox() as sandbox:
        client, token = sandbox.client(), new_token(sandbox)
        connect(sandbox, token)
        sandbox.revoke_account(client.accounts.list(external_user_id=USER).data[0].id)
        with pytest.raises(pdconnect.AccountWaitTimeoutError):
            client.tokens.wait_for_account(token, timeout=0)


def test_an_expired_token_raises_unauthorized() -> None:
    with Sandbox() as sandbox:
        token = new_token(sandbox)
        sandbox.expire_token(token.token)
        with pytest.raises(pdconnect.UnauthorizedError) as caught:
            sandbox.client().tokens.wait_for_account(token)
        assert token.token not in repr(caught.getrepr(showlocals=True))


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ({"token": ""}, "token"),
        ({"token": 5}, "token"),
        ({"timeout": -1}, "timeout"),
        ({"timeout": "5"}, "timeout"),
        ({"timeout": float("nan")}, "timeout"),
        ({"app": ""}, "app"),
    ],
)
def test_a_wrong_argument_sends_nothing(arguments: dict[str, Any], name: str) -> None:
    with Sandbox() as sandbox:
        client = sandbox.client()
        with pytest.raises(pdconnect.InvalidArgumentError) as caught:
            client.tokens.wait_for_account(**{"token": "ctok_1", **arguments})
        assert caught.value.argument == name
        assert sandbox.calls() == []


@pytest.mark.parametrize("sent", [{}, {"created_at": 5}, {"updated_at": "yesterday"}, {"app": 3}], ids=str)
def test_odd_accounts_of_the_service(sent: dict[str, Any]) -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"data": [{"id": "apn_1", **sent}], "page_info": {"count": 1}})

    time = FakeTime()
    with (
        pdconnect.Client(
            project_id="proj_1",
            access_token="t",
            environment="development",
            http_client=httpx.Client(transport=httpx.MockTransport(respond)),
            clock=lambda: time.now,
            sleep=time.sleep,
        ) as client,
        pytest.raises(pdconnect.AccountWaitTimeoutError),
    ):
        client.tokens.wait_for_account("ctok_1", timeout=20)


def test_the_error_of_a_missing_account_hides_the_link() -> None:
    token = ConnectToken.from_dict(
        {
            "token": "ctok_secret",
            "expires_at": "2026-01-01T00:00:00Z",
            "connect_link_url": "https://x.example/?token=ctok_secret",
        }
    )
    error = pdconnect.AccountRequiredError("slack", USER, token, token.connect_link(app="slack"))
    assert "ctok_secret" in error.connect_link_url
    assert "ctok_secret" not in f"{error} {error!r} {vars(error)}"
    assert b"ctok_secret" not in pickle.dumps(error)
    again = pickle.loads(pickle.dumps(error))
    assert (again.app, again.external_user_id, again.token, str(again)) == ("slack", USER, None, str(error))
