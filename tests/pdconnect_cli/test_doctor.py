"""`pdconnect doctor` reports problems and their fixes."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime

import httpx
import keyring
import pytest

from pdconnect.cli import System
from pdconnect.sandbox import Sandbox

from .keyrings import MemoryKeyring, fallback_keyring
from .running import run
from .terminals import Terminal

NOW = 1_700_000_000.0


def examine(system: System | None = None, *more: str) -> tuple[int, dict[str, dict[str, str | None]]]:
    ended = run("doctor", "--json", *more, system=system)
    return ended.code, {check["name"]: check for check in ended.json}


def wrong(checks: Mapping[str, Mapping[str, str | None]]) -> list[str]:
    return [name for name, check in checks.items() if check["state"] == "error"]


def test_all_checks_pass(sandbox: Sandbox, logged_in: None) -> None:
    sandbox.add_account(app="slack", external_user_id="user-1")
    code, checks = examine()
    assert code == 0
    assert not wrong(checks)
    assert set(checks) == {"versions", "variables", "settings", "network", "clock", "project"}
    assert "1 account in development" in str(checks["project"]["what"])


@pytest.mark.parametrize(
    ("changes", "name", "fix"),
    [
        ({"PIPEDREAM_CLIENT_SECRET": "wrong-secret"}, "credentials", "client id and secret"),
        ({"PIPEDREAM_PROJECT_ID": "proj_other"}, "project", "that proj_other is the right project"),
        ({"PIPEDREAM_PROJECT_ENVIRONMENT": "staging"}, "settings", "pdconnect login"),
        ({"PIPEDREAM_PROJECT_ENVIRONMENT": ""}, "settings", "pdconnect login"),
        ({"PIPEDREAM_PROJECT_ENVIRONMENT": ""}, "settings", "unset PIPEDREAM_CLIENT_ID, PIPEDREAM_CLIENT_SECRET, and"),
        ({"PIPEDREAM_BASE_URL": "http://example.com"}, "settings", "correct --base-url or PIPEDREAM_BASE_URL"),
        ({"PIPEDREAM_BASE_URL": "http://127.0.0.1:1"}, "network", "pdconnect sandbox"),
        ({"PIPEDREAM_ACCESS_TOKEN": "expired-token-1"}, "credentials", "get a new one"),
    ],
)
def test_each_problem_has_its_fix(
    changes: dict[str, str], name: str, fix: str, logged_in: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable, value in changes.items():
        monkeypatch.setenv(variable, value)
    code, checks = examine(System() if name == "network" else None)
    assert code == 1
    assert wrong(checks) == [name]
    assert fix in str(checks[name]["fix"])
    assert not [value for value in changes.values() if "-" in value and value in json.dumps(checks)]


def test_two_kinds_of_credentials_at_once(logged_in: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIPEDREAM_ACCESS_TOKEN", "some-token-1")
    _, checks = examine()
    assert checks["variables"]["state"] == "warning"


@pytest.fixture
def remote_service(logged_in: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIPEDREAM_BASE_URL", "https://api.example.com")


def at(date: str | None) -> System:
    """Return a system with a service that always responds, with this Date header."""

    def respond(request: httpx.Request) -> httpx.Response:
        body = {"access_token": "t", "token_type": "Bearer", "expires_in": 3600, "data": [], "page_info": {"count": 0}}
        return httpx.Response(200, json=body, headers={} if date is None else {"date": date})

    return System(now=lambda: NOW, http_client=httpx.Client(transport=httpx.MockTransport(respond)))


@pytest.mark.usefixtures("remote_service")
@pytest.mark.parametrize(
    ("off", "state", "what"),
    [
        (0, "ok", "agrees"),
        (30, "ok", "off by -30 seconds"),
        (300, "error", "300 seconds behind"),
        (-300, "error", "300 seconds ahead"),
    ],
)
def test_a_wrong_clock_is_reported(off: float, state: str, what: str) -> None:
    date = format_datetime(datetime.fromtimestamp(NOW + off, UTC), usegmt=True)
    code, checks = examine(at(date))
    assert checks["clock"]["state"] == state
    assert what in str(checks["clock"]["what"])
    assert code == (1 if state == "error" else 0)


@pytest.mark.usefixtures("remote_service")
@pytest.mark.parametrize("date", [None, "nonsense"])
def test_a_response_without_a_valid_date(date: str | None) -> None:
    code, checks = examine(at(date))
    assert (code, checks["clock"]["state"]) == (0, "warning")


@pytest.mark.usefixtures("remote_service")
@pytest.mark.parametrize(
    ("failure", "fix"),
    [
        ("[SSL: CERTIFICATE_VERIFY_FAILED] self-signed", "SSL_CERT_FILE"),
        ("[Errno -2] Name or service not known", "DNS on this machine"),
        ("[SSL: WRONG_VERSION_NUMBER] wrong version number", "without --tls"),
        ("timed out", "check the network"),
    ],
)
def test_a_network_error_is_explained(failure: str, fix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError(failure, request=request)

    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    code, checks = examine(System(http_client=httpx.Client(transport=httpx.MockTransport(respond))))
    assert (code, wrong(checks)) == (1, ["network"])
    assert fix in str(checks["network"]["fix"])
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example.com:3128")
    _, checks = examine(System(http_client=httpx.Client(transport=httpx.MockTransport(respond))))
    assert "HTTPS_PROXY" in str(checks["network"]["fix"])
    assert "proxy.example.com" not in str(checks), "its address may contain a password"


def test_a_missing_keyring_is_reported(memory: MemoryKeyring) -> None:
    code, checks = examine()
    assert (code, wrong(checks)) == (1, ["settings"])
    assert "MemoryKeyring" in str(checks["keyring"]["what"])
    keyring.set_keyring(fallback_keyring("fail"))
    _, checks = examine()
    assert checks["keyring"]["state"] == "warning"
    for name in ("keyring", "settings"):
        assert "no system keyring" in str(checks[name]["what"])
        assert str(checks[name]["fix"]).startswith("set PIPEDREAM_PROJECT_ID")


def test_a_missing_extra_is_named_with_its_command(logged_in: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PIPEDREAM_CLIENT_SECRET")
    monkeypatch.setenv("PIPEDREAM_PRIVATE_KEY", "some-key-1")
    monkeypatch.setitem(sys.modules, "jwt", None)
    monkeypatch.delitem(sys.modules, "pdconnect._auth.private_key_jwt", raising=False)
    code, checks = examine()
    assert (code, wrong(checks)) == (1, ["settings"])
    assert checks["settings"]["fix"] == "pip install 'pdconnect[jwt]'"


def test_the_checks_have_signs_on_a_terminal(terminal_env: dict[str, str]) -> None:
    terminal = Terminal("doctor", env={**terminal_env, "PIPEDREAM_CLIENT_SECRET": "wrong"})
    assert terminal.ends() == 1
    assert "✓ network" in terminal.text
    assert "✗ credentials" in terminal.text
    assert "→ check client id" in terminal.text
