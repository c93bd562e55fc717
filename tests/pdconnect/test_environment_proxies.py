"""Proxies from environment variables: which requests use them."""

from __future__ import annotations

import httpx
import pytest

from pdconnect._http.proxies import proxy_for
from tests.hanging_server import HangingServer

from ..cases import for_each

PROXIES = {"http": "http://proxy.example:1", "https": "proxy.example:2", "all": "socks5://proxy.example:3"}


@for_each(
    ("url", "no_proxy", "expected"),
    [
        ("https://api.example", "", "http://proxy.example:2"),
        ("http://api.example", "", "http://proxy.example:1"),
        ("http://127.0.0.1:8080", "", None),  # plain http on loopback never uses a proxy
        ("http://localhost", "", None),
        ("http://[::1]:9", "", None),
        ("https://127.0.0.1", "", "http://proxy.example:2"),
        ("https://api.example", "*", None),
        ("https://api.example", "other.example,api.example", None),
        ("https://v1.api.example", ".api.example", None),
        ("https://v1.api.example", "api.example", None),
        ("https://myapi.example", "api.example", "http://proxy.example:2"),
        ("https://api.example:444", "api.example:443", "http://proxy.example:2"),
        ("https://api.example", "api.example:443", None),
        ("https://[::1]", "localhost,127.0.0.1,[::1]", None),
        ("https://[::1]", "::1", None),
        ("https://[fd07:b51a:cc66:f0::7]", "localhost,fd07:b51a:cc66:f0::/64", None),
        ("https://[fd08::7]", "fd07:b51a:cc66:f0::/64", "http://proxy.example:2"),
        ("https://10.1.2.3", "10.0.0.0/8", None),
        ("https://11.1.2.3", "10.0.0.0/8", "http://proxy.example:2"),
        ("https://api.example", "fe11::/16,not/a/network,[", "http://proxy.example:2"),
    ],
)
def test_the_proxy_of_a_url(url: str, no_proxy: str, expected: str | None) -> None:
    assert proxy_for(httpx.URL(url), {**PROXIES, "no": no_proxy}) == expected


@pytest.mark.parametrize("secret_to", ["http", "all"])
def test_plain_http_on_loopback_bypasses_a_proxy(secret_to: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with HangingServer.running() as server, HangingServer.running() as proxy:
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv(f"{secret_to}_proxy", f"http://127.0.0.1:{proxy.port}")
        with server.client() as client:
            client.accounts.retrieve("apn_1")
        assert (server.accounts_served, proxy.accounts_served) == (1, 0)
