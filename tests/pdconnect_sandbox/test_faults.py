"""Simulated faults: which requests they hit, what the client receives, and when they end."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

import pdconnect
from pdconnect.sandbox import Sandbox

from .helpers import PROJECT, Http, ok, rejected

BODY = {"external_user_id": "jay"}


def statuses(http: Http, number: int, path: str = "~/accounts") -> list[int]:
    return [http.get(path).status_code for _ in range(number)]


def test_a_status_for_a_number_of_requests(sandbox: Sandbox, http: Http) -> None:
    sandbox.faults(status=503, times=2)
    assert statuses(http, 4) == [503, 503, 200, 200]
    assert [item.faulty for item in sandbox.request_log[1:]] == [True, True, False, False]


def test_a_fault_ends_with_its_block(sandbox: Sandbox, http: Http) -> None:
    with sandbox.faults(status=500) as fault:
        assert statuses(http, 3) == [500] * 3
        assert fault.hits == 3
    assert statuses(http, 1) == [200]


def test_a_fault_can_be_ended(sandbox: Sandbox, http: Http) -> None:
    fault = sandbox.faults(status=500)
    assert statuses(http, 1) == [500]
    fault.end()
    fault.end()
    assert statuses(http, 1) == [200]


@pytest.mark.parametrize("operation", ["accounts.list", "accounts_list", "accounts.*"])
def test_a_fault_hits_one_operation_or_several(sandbox: Sandbox, http: Http, operation: str) -> None:
    with sandbox.faults(status=502, operation=operation):
        assert http.get("~/users").status_code == 200
        assert rejected(http.get("~/accounts"), 502) == "Bad Gateway"


def test_the_first_of_several_faults_applies(sandbox: Sandbox, http: Http) -> None:
    sandbox.faults(status=500, times=1)
    sandbox.faults(status=504, operation="accounts.list", times=1)
    assert statuses(http, 3) == [500, 504, 200]


def test_a_request_with_a_fault_status_is_not_executed(sandbox: Sandbox, http: Http) -> None:
    with sandbox.faults(status=503):
        http.post("~/tokens", BODY)
    assert sandbox.executions == []
    assert ok(http.get("~/users"))["data"] == []


@pytest.mark.parametrize("fault", [{"status": 504}, {"drop": True}])
def test_a_fault_can_let_the_request_be_executed(sandbox: Sandbox, fault: dict[str, Any]) -> None:
    client = sandbox.client(max_retries=0)
    with sandbox.faults(**fault, operation="tokens.create", executed=True), pytest.raises(pdconnect.PdconnectError):
        client.tokens.create(external_user_id="jay")
    assert [item.operation_id for item in sandbox.executions][-1] == "tokens_create"


def test_a_fault_has_custom_headers_and_body(sandbox: Sandbox, http: Http) -> None:
    with sandbox.faults(status=409, headers={"x-odd": "1"}, body={"error": {"code": 7}}):
        response = http.get("~/accounts")
    assert (response.status_code, response.headers["x-odd"], response.json()) == (409, "1", {"error": {"code": 7}})


def test_throttling_has_the_headers_of_the_service(sandbox: Sandbox, http: Http) -> None:
    sandbox.throttle(retry_after=7)
    response = http.get("~/accounts")
    assert rejected(response, 429) == "Throttled"
    headers = {name: response.headers[name] for name in ("retry-after", "x-ratelimit-remaining", "x-ratelimit-reset")}
    assert headers == {"retry-after": "7", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1700000007"}
    assert int(response.headers["x-ratelimit-limit"]) >= 0
    assert statuses(http, 1) == [200]


def test_a_body_that_is_not_json(sandbox: Sandbox, http: Http) -> None:
    with sandbox.faults(garbage=True):
        response = http.get("~/accounts")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    with pytest.raises(ValueError, match="utf-8"):
        response.json()
    with sandbox.faults(garbage=True, operation="accounts.list"), pytest.raises(pdconnect.DecodeError):
        sandbox.client(max_retries=0).accounts.list()


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ({}, "nothing to do"),
        ({"status": 200}, "status"),
        ({"status": 600}, "status"),
        ({"times": 0, "drop": True}, "times"),
        ({"delay": -1}, "delay"),
        ({"delay": float("inf")}, "delay"),
        ({"delay": float("nan")}, "delay"),
        ({"delay": 10**400}, "delay"),
        ({"status": 500, "body": {1.5, 2.5}}, "body must be JSON"),
        ({"status": 500, "body": [float("nan")]}, "body must be JSON"),
        ({"drop": True, "truncate": True}, "only one"),
        ({"drop": True, "status": 500}, "has no status"),
        ({"status": 500, "operation": "accounts.lits"}, "no operation accounts_lits"),
    ],
)
def test_an_invalid_fault_is_a_value_error(sandbox: Sandbox, fault: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        sandbox.faults(**fault)


def test_a_client_recovers_from_faults(sandbox: Sandbox) -> None:
    account = sandbox.add_account(app="slack", external_user_id="jay")
    client = sandbox.client()
    for fault in ({"status": 503}, {"drop": True}, {"truncate": True}):
        sandbox.faults(**fault, times=1, operation="accounts.list")
        assert [item.id for item in client.accounts.list()] == [account.id]
    sandbox.throttle(retry_after=30, operation="accounts.list")
    assert [item.id for item in client.accounts.list()] == [account.id]
    assert max(sandbox.waits) >= 30


def test_a_delay_exceeds_the_timeout_of_a_client(sandbox: Sandbox) -> None:
    client = sandbox.client(timeout=2, max_retries=0)
    before = sandbox.now
    with sandbox.faults(delay=1):
        client.accounts.list()
    assert sandbox.now >= before + 1
    with sandbox.faults(delay=5), pytest.raises(pdconnect.RequestTimeoutError):
        client.accounts.list()


@pytest.fixture
def served(sandbox: Sandbox, http: Http) -> Any:
    """Serve the sandbox on a socket, and yield an authenticated HTTP client."""
    with sandbox.serve() as served, httpx.Client(base_url=served.base_url, headers=http.headers) as client:
        yield client


def test_a_dropped_connection_has_no_response(sandbox: Sandbox, served: httpx.Client) -> None:
    sandbox.faults(drop=True, times=1)
    with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
        served.get(f"{PROJECT}/accounts")
    assert sandbox.request_log[-1].status == 0
    assert served.get(f"{PROJECT}/accounts").status_code == 200


def test_a_truncated_response_ends_early(sandbox: Sandbox, served: httpx.Client) -> None:
    whole = served.get(f"{PROJECT}/accounts").content
    sandbox.faults(truncate=True, times=1)
    read = b""
    with served.stream("GET", f"{PROJECT}/accounts") as response:
        assert response.headers["content-length"] == str(len(whole))
        with pytest.raises(httpx.RemoteProtocolError, match="without sending complete"):
            for piece in response.iter_raw():
                read += piece
    assert read == whole[: len(whole) // 2]
    assert json.loads(served.get(f"{PROJECT}/accounts").content)["data"] == []


def test_a_truncated_stream_and_a_response_without_a_body(sandbox: Sandbox, served: httpx.Client) -> None:
    account = sandbox.add_account(app="gitlab", external_user_id="jay").id
    url = f"{PROJECT}/proxy/L2J5dGVzLzEwMDAwMA?external_user_id=jay&account_id={account}"
    assert len(served.get(url).content) == 100_000
    with sandbox.faults(truncate=True):
        for method, path in (("GET", url), ("DELETE", f"{PROJECT}/accounts/{account}")):
            with pytest.raises(httpx.RemoteProtocolError):
                served.request(method, path)


def test_a_delay_causes_a_timeout_over_the_network(sandbox: Sandbox, served: httpx.Client) -> None:
    sandbox.faults(delay=0.2, times=1)
    with pytest.raises(httpx.ReadTimeout):
        served.get(f"{PROJECT}/accounts", timeout=0.05)
    sandbox.faults(delay=0.001, times=1)
    assert served.get(f"{PROJECT}/accounts").status_code == 200


def test_an_asgi_host_that_cannot_close_connections_fails_loudly(sandbox: Sandbox, http: Http) -> None:
    sandbox.faults(drop=True)
    with pytest.raises(ConnectionResetError):
        http.get("~/accounts")


def test_a_deviation_changes_a_successful_response_and_executes_the_request(sandbox: Sandbox, http: Http) -> None:
    with sandbox.faults(deviation="unknown_field", operation="tokens.create") as fault:
        assert ok(http.post("~/tokens", BODY))["planted"] == "planted"
        assert rejected(http.post("~/tokens", {}), 400)
        assert fault.hits == 2
    assert len(sandbox.executions) == 1
    assert "planted" not in ok(http.post("~/tokens", BODY))


def test_a_response_to_which_a_deviation_does_not_apply_stays(sandbox: Sandbox, http: Http) -> None:
    before = ok(http.get("~/users"))
    with sandbox.faults(deviation="variant"):
        assert ok(http.get("~/users")) == before


@pytest.mark.parametrize(
    "arguments", [{"deviation": "bogus"}, {"deviation": "type", "status": 500}, {"deviation": "type", "garbage": True}]
)
def test_a_deviation_that_is_not_possible(sandbox: Sandbox, arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="deviation"):
        sandbox.faults(**arguments)
