"""The Host header is checked on every path, so that a web page cannot reach the sandbox under a name of its own."""

from __future__ import annotations

import httpx
import pytest

from pdconnect.sandbox import Sandbox

from ..cases import for_each
from .helpers import CLIENT, Http, ok

PATHS = (
    ("POST", "/v1/oauth/token"),
    ("GET", "/v1/connect/proj_sandbox/accounts?include_credentials=true"),
    ("OPTIONS", "/v1/connect/proj_sandbox/accounts"),
    ("GET", "/_static/connect.html?token=ctok_1"),
    ("POST", "/_static/connect.html?token=ctok_1"),
    ("POST", "/_workflows/eoecho"),
    ("GET", "/_sandbox"),
    ("GET", "/_sandbox/overview"),
    ("POST", "/_sandbox/reset"),
    ("GET", "/_sandbox/files/1"),
    ("GET", "/"),
    ("GET", "/nowhere"),
)
LOOPBACK = (
    "127.0.0.1",
    "127.0.0.1:8080",
    "127.3.2.1",
    "localhost",
    "LocalHost:1",
    "api.localhost",
    "localhost.",
    "[::1]:80",
    "[::ffff:7f00:1]",
)
OTHERS = (
    "attacker.example",
    "attacker.example:8080",
    "sandbox",
    "printer.local",
    "host.docker.internal",
    "10.0.0.7",
    "0.0.0.0",
    "localhost.attacker.example",
    "127.0.0.1.attacker.example",
    "127.0.0.1@attacker.example",
    "attacker.example/127.0.0.1",
    "2130706433",
    "[::ffff:a00:7]",
    "[::1",
    "",
)


@pytest.mark.parametrize(("method", "path"), PATHS)
def test_no_path_is_served_under_another_host(sandbox: Sandbox, method: str, path: str) -> None:
    anonymous = Http(sandbox, None, None)
    for host in OTHERS:
        response = anonymous.request(method, path, headers={"host": host})
        assert (response.status_code, host) == (403, host)
        assert "--allow-host" in response.json()["error"]
    assert sandbox.request_log == []


@pytest.mark.parametrize("host", LOOPBACK)
def test_loopback_is_served(sandbox: Sandbox, host: str) -> None:
    ok(Http(sandbox, None, None).request("POST", "/v1/oauth/token", json=CLIENT, headers={"host": host}))


@for_each(
    ("allowed", "host", "status"),
    [
        ("sandbox", "sandbox", 200),
        ("sandbox", "SANDBOX:8080", 200),
        ("sandbox", "other", 403),
        ("sandbox", "my.sandbox", 403),
        ("sandbox:8080", "sandbox:8080", 200),
        ("sandbox:8080", "sandbox:8081", 403),
        ("10.0.0.7", "10.0.0.7:8080", 200),
        ("*", "anything.example", 200),
        ("*", "not a host", 403),
    ],
)
def test_further_hosts_can_be_allowed(allowed: str, host: str, status: int) -> None:
    http = Http(Sandbox(allow_hosts=[allowed]), None, None)
    assert http.request("POST", "/v1/oauth/token", json=CLIENT, headers={"host": host}).status_code == status


@pytest.mark.parametrize("wrong", ["", "http://sandbox", "a b", "sandbox:port"])
def test_a_host_that_cannot_exist_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="allow_hosts"):
        Sandbox(allow_hosts=[wrong])
    with pytest.raises(ValueError, match="allow_delivery"):
        Sandbox(allow_delivery=[wrong])


@pytest.mark.parametrize(
    ("bound", "host", "status"),
    [
        ("127.0.0.1", "attacker.example", 403),
        ("127.0.0.1", "sandbox.test", 403),
        ("127.0.0.1", "0.0.0.0", 403),
        ("127.0.0.2", "127.0.0.2", 200),
        ("0.0.0.0", "0.0.0.0", 200),
        ("0.0.0.0", "127.0.0.1", 200),
        ("0.0.0.0", "10.0.0.7", 403),
        ("0.0.0.0", "attacker.example", 403),
    ],
)
def test_a_server_is_reached_under_its_address(bound: str, host: str, status: int) -> None:
    with Sandbox().serve(host=bound) as served:
        base_url = f"http://{'127.0.0.1' if bound == '0.0.0.0' else bound}:{served.port}"
        with httpx.Client(base_url=base_url, trust_env=False) as client:
            response = client.post("/v1/oauth/token", json=CLIENT, headers={"host": f"{host}:{served.port}"})
        assert response.status_code == status


def test_the_address_of_a_server_on_all_addresses_is_one_to_connect_to() -> None:
    with Sandbox().serve(host="0.0.0.0") as served:
        assert served.base_url == f"http://127.0.0.1:{served.port}"
