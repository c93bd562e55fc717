"""Each class of errors has an exit code, a message, and possibly a hint."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from pdconnect.cli import System
from pdconnect.sandbox import Sandbox

from .running import run


@pytest.mark.parametrize(
    ("status", "code", "hint"),
    [
        (400, 6, None),
        (401, 4, "pdconnect doctor"),
        (403, 4, "pdconnect doctor"),
        (404, 5, "--environment"),
        (409, 6, None),
        (422, 6, None),
        (500, 9, None),
        (503, 9, None),
    ],
)
def test_each_status_has_its_exit_code_and_hint(
    status: int, code: int, hint: str | None, sandbox: Sandbox, logged_in: None
) -> None:
    with (
        sandbox.faults(status=status, operation="projects.retrieve_info"),
        sandbox.faults(
            status=status,
            operation="accounts.retrieve",
            body={"error": "\x1b[31mbad"},
            headers={"x-request-id": "req-1"},
        ),
    ):
        ended = run("accounts", "show", "apn_1")
    assert ended.code == code
    assert "\\x1b[31mbad" in ended.err
    assert "request id: req-1" in ended.err
    assert ("hint: " in ended.err) == (hint is not None)
    assert (hint or "") in ended.err


@pytest.mark.parametrize("group", ["actions", "apps", "components", "triggers"])
def test_the_hint_for_a_missing_item_names_the_list(group: str, logged_in: None) -> None:
    ended = run(group, "show", "nothing-of-this-name")
    assert ended.code == 5
    assert f"pdconnect {group} list --query" in ended.err
    assert "--environment" not in ended.err


def test_throttling_has_its_exit_code_and_the_time_to_wait(sandbox: Sandbox, logged_in: None) -> None:
    with sandbox.throttle(operation="accounts.retrieve", times=None, retry_after=90):
        ended = run("accounts", "show", "apn_1")
    assert ended.code == 7
    assert "asks to wait 90 seconds" in ended.err


def offline(fail: Callable[[httpx.Request], httpx.Response]) -> System:
    return System(http_client=httpx.Client(transport=httpx.MockTransport(fail)))


def refused(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("connection refused", request=request)


def unreadable(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, text="<html>")


def broken(request: httpx.Request) -> httpx.Response:
    return httpx.Response(500)


@pytest.mark.parametrize(("fail", "code"), [(refused, 8), (unreadable, 9), (broken, 9)])
@pytest.mark.parametrize("variable", ["PIPEDREAM_ACCESS_TOKEN", "PIPEDREAM_CLIENT_SECRET"])
def test_an_outage_has_its_exit_code(
    fail: Callable[[httpx.Request], httpx.Response], code: int, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a secret, not the call but its token request fails. The message does not say that the secret is wrong."""
    for name, value in {"PROJECT_ID": "p", "CLIENT_ID": "c", "PROJECT_ENVIRONMENT": "development"}.items():
        monkeypatch.setenv(f"PIPEDREAM_{name}", value)
    monkeypatch.setenv(variable, "some-secret-1")
    ended = run("users", "delete", "user-1", "--yes", system=offline(fail))
    assert ended.code == code
    assert "some-secret-1" not in ended.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["accounts", "show"],
        ["accounts", "list", "--nonsense"],
        ["accounts", "list", "-n", "0"],
        ["accounts", "list", "--environment", "staging"],
        ["tokens", "create"],
        ["tokens", "create", "--user", "u", "--timeout", "soon"],
    ],
)
def test_a_usage_error_prints_the_usage(arguments: list[str]) -> None:
    ended = run(*arguments)
    assert ended.code == 2
    assert "Usage: pdconnect" in ended.err


def test_a_traceback_only_with_the_debug_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Traceback" not in run("accounts", "list").err
    monkeypatch.setenv("PDCONNECT_DEBUG", "1")
    ended = run("accounts", "list")
    assert ended.code == 3
    assert "Traceback" in ended.err
