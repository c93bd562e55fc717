"""The two clocks of a token: a machine that was suspended, and a wall clock that is set. Both clients."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import anyio
import httpx
import pytest

import pdconnect
from tests.fake_api import Clock, FakeApi

ACCOUNT: dict[str, Any] = {"external_user_id": "u", "account_id": "apn_1"}
HOUR = 3600.0


class Machine:
    """The clocks of a machine, a service whose tokens expire in real time, and a client on the machine."""

    def __init__(self, *, is_async: bool, lifetime: int = 3600) -> None:
        self.monotonic, self.wall = Clock(), Clock()
        self.real_time = 0.0
        self._lifetime = lifetime
        self._valid_until: dict[str, float] = {}
        self.api = FakeApi(self._respond)
        self.api.token_responder = self._token
        settings: dict[str, Any] = {"clock": self.monotonic, "wall_clock": self.wall}
        self.client: Any = self.api.async_client(**settings) if is_async else self.api.client(**settings)
        self._is_async = is_async

    def passes(self, seconds: float) -> None:
        """Advance both clocks."""
        self.suspended(seconds)
        self.monotonic.now += seconds

    def suspended(self, seconds: float) -> None:
        """Advance only the wall clock, as a suspension of the machine does."""
        self.wall.now += seconds
        self.real_time += seconds

    def set_wall_clock(self, seconds: float) -> None:
        """Set the wall clock forward, or back."""
        self.wall.now += seconds

    def call(self, choose: Callable[[Any], Callable[[], Any]]) -> Any:
        call = choose(self.client)
        return anyio.run(call) if self._is_async else call()

    def post(self) -> int:
        """Send a request that is never sent again, and return its status."""
        response: httpx.Response = self.call(lambda client: lambda: client.proxy.post("https://a.example/", **ACCOUNT))
        return response.status_code

    @property
    def token_requests(self) -> int:
        return len(self.api.token_requests)

    def _token(self, request: httpx.Request) -> httpx.Response:
        token = f"token-{self.token_requests}"
        self._valid_until[token] = self.real_time + self._lifetime
        return httpx.Response(200, json={"access_token": token, "expires_in": self._lifetime})

    def _respond(self, request: httpx.Request) -> httpx.Response:
        token = request.headers["authorization"].removeprefix("Bearer ")
        if self._valid_until[token] <= self.real_time:
            return httpx.Response(401, json={"error": "expired"})
        return httpx.Response(200, json={"id": "apn_1"})


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def machine(request: pytest.FixtureRequest) -> Machine:
    return Machine(is_async=request.param)


@pytest.mark.parametrize("seconds", [3601, 2 * HOUR, 30 * 24 * HOUR])
@pytest.mark.parametrize("before", [0.0, 5.0, 61.0, 1800.0])
def test_a_suspended_machine_sends_no_expired_token(machine: Machine, before: float, seconds: float) -> None:
    assert machine.post() == 200
    machine.passes(before)
    machine.suspended(seconds)
    assert [machine.post() for _ in range(5)] == [200] * 5
    assert machine.token_requests == 2


@pytest.mark.parametrize("lifetime", [60, 600, 3600])
def test_short_suspensions_add_up(lifetime: int) -> None:
    machine = Machine(is_async=False, lifetime=lifetime)
    for _ in range(40):
        machine.passes(lifetime / 40)
        machine.suspended(lifetime / 40)
        assert machine.post() == 200
    assert machine.token_requests <= 4


RAW_CALLS: dict[str, Callable[[Any], Callable[[], Any]]] = {
    "proxy_get": lambda client: lambda: client.proxy.get("https://a.example/", **ACCOUNT),
    "proxy_put": lambda client: lambda: client.proxy.put("https://a.example/", **ACCOUNT, body={"a": 1}),
    "proxy_delete": lambda client: lambda: client.proxy.delete("https://a.example/", **ACCOUNT),
    "proxy_post": lambda client: lambda: client.proxy.post("https://a.example/", **ACCOUNT),
    "proxy_patch": lambda client: lambda: client.proxy.patch("https://a.example/", **ACCOUNT),
    "workflow": lambda client: lambda: client.workflows.invoke("enabc", auth_type="oauth"),
    "workflow_get": lambda client: lambda: client.workflows.invoke("enabc", method="GET", auth_type="oauth"),
}


@pytest.mark.parametrize("name", RAW_CALLS)
def test_an_expired_token_that_no_clock_shows_is_replaced_for_idempotent_requests_only(
    machine: Machine, name: str
) -> None:
    """After a snapshot is restored, the wall clock can be old too, until the machine gets the time."""
    assert machine.post() == 200
    machine.real_time += 2 * HOUR
    requests = len(machine.api.requests)
    with contextlib.suppress(pdconnect.UnauthorizedError):
        machine.call(RAW_CALLS[name])
    idempotent = name in ("proxy_get", "proxy_put", "proxy_delete")
    assert len(machine.api.requests) - requests == (2 if idempotent else 1)
    assert machine.token_requests == (2 if idempotent else 1)


def test_the_401s_of_an_app_replace_one_token_a_minute_at_most(machine: Machine) -> None:
    """An account that was revoked gives a 401 each time, while other accounts work."""
    statuses = iter([200, 401, 401] * 100)
    machine.api.responder = lambda request: httpx.Response(next(statuses))
    for _ in range(30):
        machine.passes(6)
        machine.call(RAW_CALLS["proxy_get"])
    assert machine.token_requests <= 1 + 30 * 6 / 60


STEPS: dict[str, list[float]] = {
    "a second forward": [1],
    "an hour back": [-HOUR],
    "a day back": [-24 * HOUR],
    "two hours forward": [2 * HOUR],
    "ten years forward": [10 * 365 * 24 * HOUR],
    "back and forward": [-2 * HOUR, 2 * HOUR],
    "forward and back": [2 * HOUR, -2 * HOUR],
    "small corrections": [0.4, -0.4, 0.9, -0.9, 0.2],
}


@pytest.mark.parametrize("name", STEPS)
def test_a_wall_clock_that_is_set_costs_one_token_request_at_most(machine: Machine, name: str) -> None:
    machine.post()
    for step in STEPS[name]:
        machine.passes(1)
        machine.set_wall_clock(step)
        for _ in range(5):
            assert machine.post() == 200
    assert machine.token_requests <= 2
    if max(STEPS[name]) < HOUR:
        assert machine.token_requests == 1


@pytest.mark.slow
def test_a_wall_clock_that_is_set_back_and_forward_all_the_time_causes_no_flood(machine: Machine) -> None:
    for number in range(400):
        machine.passes(1)
        machine.set_wall_clock(2 * HOUR if number % 2 else -2 * HOUR)
        assert machine.post() == 200
    assert machine.token_requests <= 5  # two in five minutes


def test_a_suspension_after_the_wall_clock_was_set_back_is_noticed(machine: Machine) -> None:
    machine.post()
    machine.passes(10)
    machine.set_wall_clock(-24 * HOUR)
    assert machine.post() == 200
    machine.passes(400)
    machine.suspended(2 * HOUR)
    assert [machine.post() for _ in range(3)] == [200] * 3
    assert machine.token_requests == 2


def test_a_wall_clock_that_is_set_back_never_extends_a_token(machine: Machine) -> None:
    machine.post()
    machine.set_wall_clock(-24 * HOUR)
    machine.passes(HOUR - 60)
    assert machine.post() == 200
    assert machine.token_requests == 2
