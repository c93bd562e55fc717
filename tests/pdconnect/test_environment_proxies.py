"""Proxies from environment variables: which requests use them."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
from itertools import product
from pathlib import Path
from typing import Any

import httpx
import pytest
import trustme

import pdconnect
from pdconnect._http.proxies import proxy_for
from tests.hanging_server import HangingServer
from tests.loopback_server import LoopbackServer
from tests.required import required

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
def test_a_url_has_the_proxy_of_its_scheme_and_host(url: str, no_proxy: str, expected: str | None) -> None:
    assert proxy_for(httpx.URL(url), {**PROXIES, "no": no_proxy}) == expected


class Tunnels(LoopbackServer):
    """A proxy that connects clients to servers, and keeps their names."""

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[str] = []

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        self.requests.append(" ".join(head.split()[:2]))
        host, _, port = head.split()[1].rpartition(":")
        from_server, to_server = await asyncio.open_connection(host, int(port))
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        try:
            await asyncio.gather(copy(reader, to_server), copy(from_server, writer))
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            to_server.transport.abort()
            writer.transport.abort()


async def copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while part := await reader.read(65_536):
        writer.write(part)
    writer.close()


class SecureServer(HangingServer):
    """A service behind TLS."""

    def __init__(self) -> None:
        super().__init__()
        self.authority = trustme.CA()
        self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.authority.issue_cert("127.0.0.1").configure_cert(self._context)
        self.options = {"ssl": self._context}


@pytest.fixture
def _no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)


async def call(settings: dict[str, Any], http_backend: Any, *, sync: bool) -> None:
    if sync:
        with pdconnect.Client(**settings, http_backend=http_backend) as client:
            await asyncio.to_thread(client.accounts.retrieve, "apn_1")
    else:
        async with pdconnect.AsyncClient(**settings, http_backend=http_backend) as tasks:
            await tasks.accounts.retrieve("apn_1")


BACKENDS = [("httpx", True), ("httpx2", True), ("httpx", False), ("httpx2", False), ("aiohttp", False)]
ROUTES: list[tuple[dict[str, str], str, bool]] = [
    ({"https_proxy": "http://{proxy}"}, "https", True),
    ({"https_proxy": "{proxy}"}, "https", True),
    ({"all_proxy": "http://{proxy}"}, "https", True),
    ({"https_proxy": "http://{proxy}", "no_proxy": "[::1],fd07:b51a:cc66:f0::/64,10.0.0.0/8,fe11::/16"}, "https", True),
    ({"https_proxy": "http://{proxy}", "no_proxy": "[::1],127.0.0.0/8"}, "https", False),
    ({"all_proxy": "http://{proxy}", "no_proxy": "fe11::/16,127.0.0.1"}, "https", False),
    ({"https_proxy": "http://{proxy}", "no_proxy": "*"}, "https", False),
    ({"http_proxy": "http://{proxy}"}, "https", False),
    ({"http_proxy": "http://{proxy}"}, "http", False),
    ({"all_proxy": "http://{proxy}"}, "http", False),
]


@pytest.mark.slow
@pytest.mark.both_libraries
@pytest.mark.usefixtures("_no_settings_of_the_machine")
@pytest.mark.parametrize("trust", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_routes_over_real_connections(trust: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each HTTP library uses the proxies of the environment for the same URLs, and trusts the certificates that it names."""
    with SecureServer.running() as secure, HangingServer.running() as plain, Tunnels.running() as proxy:
        authority = tmp_path / "authority.pem"
        secure.authority.cert_pem.write_to_path(str(authority))
        openssl = required(shutil.which("openssl"), "openssl is not installed")
        digest = subprocess.run([openssl, "x509", "-hash", "-noout", "-in", authority], check=True, capture_output=True)
        authority.with_name(f"{digest.stdout.decode().strip()}.0").symlink_to(authority)
        monkeypatch.setenv(trust, str(authority if trust == "SSL_CERT_FILE" else tmp_path))
        for (environment, scheme, through_proxy), (http_backend, sync) in product(ROUTES, BACKENDS):
            server = secure if scheme == "https" else plain
            target = f"127.0.0.1:{server.port}"
            proxy.requests.clear()
            with monkeypatch.context() as patched:
                for name, value in environment.items():
                    patched.setenv(name, value.format(proxy=f"127.0.0.1:{proxy.port}"))
                asyncio.run(call(server.settings(base_url=f"{scheme}://{target}"), http_backend, sync=sync))
            expected = [f"CONNECT {target}"] if through_proxy else []
            assert proxy.requests == expected, (environment, scheme, http_backend, sync)
