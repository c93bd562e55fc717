"""Every command reports unusable proxy and certificate settings."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import httpx
import pytest

from .running import run

PASSWORD = "hunter-22"


@pytest.fixture(autouse=True)
def remote_service(logged_in_to_server: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the credentials, and unset the proxies of the machine."""
    for kind in ("http", "https", "all", "no"):
        for name in (f"{kind}_proxy", f"{kind.upper()}_PROXY"):
            monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("variable", "address", "what", "fix"),
    [
        ("HTTPS_PROXY", f"nonsense://ada:{PASSWORD}@proxy.example.com", "HTTPS_PROXY", "correct HTTPS_PROXY"),
        ("http_proxy", f"http://ada:{PASSWORD}@[::1", "HTTP_PROXY", "correct HTTP_PROXY"),
        ("ALL_PROXY", f"socks5://ada:{PASSWORD}@proxy.example.com", "SOCKS", f"pip install '{httpx.__name__}[socks]'"),
        ("SSL_CERT_FILE", "/nowhere/authority.pem", "/nowhere/authority.pem", "correct SSL_CERT_FILE"),
    ],
)
def test_an_unusable_setting_is_named_with_its_fix(
    variable: str, address: str, what: str, fix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if importlib.util.find_spec("socksio") and address.startswith("socks"):
        pytest.skip("SOCKS can be used here")
    monkeypatch.setenv(variable, address)
    for command in (["accounts", "list"], ["login", "--client-secret-stdin"]):
        ended = run(*command, stdin="some-secret-1\n")
        assert ended.code == 3
        assert what in ended.err
        assert f"hint: {fix}" in ended.err
    (check,) = [each for each in run("doctor", "--json").json if each["state"] == "error"]
    assert check["name"] == "network"
    assert what in check["what"]
    assert fix in check["fix"]
    assert PASSWORD not in ended.err + str(check)


def test_usable_settings_are_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "proxy.example.com:3128")
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    run("accounts", "list").ok()


def test_an_unused_proxy_is_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "nonsense://proxy.example.com")
    monkeypatch.setenv("NO_PROXY", "localhost, *")
    run("accounts", "list").ok()
