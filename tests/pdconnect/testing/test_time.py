"""Faults and time: delays of a client pass at once, and are recorded."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

import pdconnect
from pdconnect.testing import Sandbox


def test_a_client_retries_during_an_outage(sandbox: Sandbox, client: pdconnect.Client) -> None:
    before = sandbox.now
    with sandbox.faults(status=503, operation="accounts.list", times=2):
        assert client.accounts.list().data == []
    assert [call.status for call in sandbox.calls("accounts.list")] == [503, 503, 200]
    assert len(sandbox.waits) == 2
    assert sandbox.now == pytest.approx(before + sum(sandbox.waits))


@pytest.mark.anyio
async def test_an_async_client_retries_during_an_outage(sandbox: Sandbox) -> None:
    with sandbox.faults(status=503, operation="accounts.list", times=2):
        assert (await sandbox.async_client().accounts.list()).data == []
    assert [call.status for call in sandbox.calls("accounts.list")] == [503, 503, 200]
    assert len(sandbox.waits) == 2


def test_a_throttled_client_retries_after_the_requested_delay(sandbox: Sandbox, client: pdconnect.Client) -> None:
    sandbox.throttle(operation="accounts.list", retry_after=7)
    client.accounts.list()
    [wait] = sandbox.waits
    assert wait >= 7


def test_an_outage_longer_than_the_retries(sandbox: Sandbox) -> None:
    client = sandbox.client(max_retries=4)
    with sandbox.faults(status=503, operation="accounts.list"), pytest.raises(pdconnect.ServerError) as caught:
        client.accounts.list()
    assert caught.value.attempts == 5
    assert len(sandbox.waits) == 4


def test_a_late_response_advances_the_clock(sandbox: Sandbox, client: pdconnect.Client) -> None:
    client.accounts.list()
    before = sandbox.now
    with sandbox.faults(delay=20, times=1):
        client.accounts.list()
    assert sandbox.now == before + 20
    impatient = sandbox.client(timeout=5, max_retries=0)
    with sandbox.faults(delay=20, operation="accounts.list"), pytest.raises(pdconnect.RequestTimeoutError):
        impatient.accounts.list()
    assert sandbox.now == before + 25


@contextmanager
def failing(sandbox: Sandbox, **fault: Any) -> Iterator[None]:
    with sandbox.faults(**fault), pytest.raises(pdconnect.TransportError):
        yield


@pytest.mark.anyio
async def test_calls_are_retried_after_a_broken_connection(sandbox: Sandbox, client: pdconnect.Client) -> None:
    async_client = sandbox.async_client()
    for fault in ({"drop": True}, {"truncate": True}):
        with failing(sandbox, operation="accounts.list", **fault):
            client.accounts.list()
        with failing(sandbox, operation="accounts.list", **fault):
            await async_client.accounts.list()


def test_an_executed_action_without_a_response_is_not_retried(sandbox: Sandbox, client: pdconnect.Client) -> None:
    sandbox.add_component("acme-act", run=lambda props: 1)
    with failing(sandbox, operation="actions.run", drop=True, executed=True):
        client.actions.run(id="acme-act", external_user_id="user-1")
    [call] = sandbox.calls("actions.run")  # it was not sent again
    assert call.executed


def test_a_client_uses_the_clock_of_its_sandbox(sandbox: Sandbox, client: pdconnect.Client) -> None:
    client.accounts.list()
    sandbox.advance(hours=2)
    client.accounts.list()
    assert [call.status for call in sandbox.calls()] == [200] * 4
    assert len(sandbox.calls("oauth_tokens.create")) == 2


def test_a_limit_ends_after_its_window() -> None:
    sandbox = Sandbox(rate_limits={"account_reads": (2, 30)}, clock=lambda: 1_800_000_000.0)
    client = sandbox.client()
    for _ in range(3):
        client.accounts.list()
    assert [call.status for call in sandbox.calls("accounts.list")] == [200, 200, 429, 200]
    [wait] = sandbox.waits
    assert wait >= 30


def test_a_custom_sleep_and_clock_are_used(sandbox: Sandbox) -> None:
    waited: list[float] = []
    client = sandbox.client(sleep=waited.append, clock=lambda: 5.0)
    with sandbox.faults(status=503, operation="accounts.list", times=1):
        client.accounts.list()
    assert (len(waited), sandbox.waits) == (1, [])


def test_waiting_threads_all_complete(sandbox: Sandbox) -> None:
    client = sandbox.client(max_retries=4)
    with sandbox.faults(status=503, operation="accounts.list", times=4):
        threads = [threading.Thread(target=client.accounts.list) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [call.status for call in sandbox.calls("accounts.list")].count(200) == 4


def test_a_reset_removes_recorded_delays_and_added_objects(sandbox: Sandbox, client: pdconnect.Client) -> None:
    sandbox.add_app("acme")
    sandbox.add_component("acme-act")
    sandbox.add_workflow("en123", lambda request: httpx.Response(200))
    sandbox.throttle(operation="accounts.list")
    client.accounts.list()
    sandbox.reset()
    assert (sandbox.waits, sandbox.calls(), sandbox.now) == ([], [], 1_800_000_000.0)
    for forgotten in (lambda: client.apps.retrieve("acme"), lambda: client.actions.retrieve("acme-act")):
        with pytest.raises(pdconnect.NotFoundError):
            forgotten()
    with pytest.raises(pdconnect.ConnectionFailedError):
        client.workflows.invoke("en123")
