"""A served sandbox keeps its connections and stops at once, whatever clients send."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import httpx
import pytest

from pdconnect.sandbox import Sandbox, Served

from ..cases import for_each
from .helpers import CLIENT, PROJECT, Http, connected, ok, rejected, sign_in

HALF = b"POST /v1/oauth/token HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 100\r\n\r\n{"
NESTED = b'{"a":' + b"[" * 300 + b"]" * 300 + b"}"


@pytest.fixture
def served(sandbox: Sandbox) -> Generator[Served]:
    with sandbox.serve() as served:
        yield served


# ---- bodies


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/v1/oauth/token", "text/plain"),
        ("/v1/oauth/token", "application/json"),
        (f"{PROJECT}/proxy/L2E", "application/octet-stream"),
        ("/_static/connect.html", "application/x-www-form-urlencoded"),
        ("/_workflows/eoecho", "text/plain"),
        ("/_sandbox/faults", "application/json"),
        ("/nowhere", "text/plain"),
    ],
)
@pytest.mark.parametrize("length_is_known", [False, True])
def test_a_body_that_is_too_large_gets_413(served: Served, path: str, content_type: str, length_is_known: bool) -> None:
    size = 12
    headers = {"content-type": content_type, **({"content-length": str(size * 1_000_000)} if length_is_known else {})}
    with httpx.Client(base_url=served.base_url, trust_env=False) as client:
        response = client.post(path, content=(b"x" * 1_000_000 for _ in range(size)), headers=headers)
        assert "10485760 bytes" in rejected(response, 413)
        ok(client.post("/v1/oauth/token", json=CLIENT))


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (json.dumps({"name": "x" * 5_000_000}).encode(), 413),
        (b'{"a":[' + b"1," * 200_000 + b"1]}", 413),
        (b'{"a":[' + b"[]," * 99_999 + b"[[]]]}", 413),
        (NESTED, 400),
        (json.dumps({"name": "[{," * 200_000}).encode(), 201),
        (json.dumps({"name": '"[{,\\' * 100_000}).encode(), 201),
    ],
)
def test_json_is_bounded_by_what_it_costs(http: Http, content: bytes, status: int) -> None:
    headers = {"content-type": "application/json"}
    assert http.request("POST", "/v1/connect/projects", content=content, headers=headers).status_code == status


@pytest.mark.slow
@pytest.mark.every_python
def test_a_large_body_does_not_hold_up_others(sandbox: Sandbox, served: Served) -> None:
    account = connected(sandbox, "gitlab")["authProvisionId"]
    bearer = sign_in(sandbox).headers["authorization"]
    url = f"{PROJECT}/proxy/L2FwaS92NC9wcm9qZWN0cw?external_user_id=jay&account_id={account}"
    bodies = [b"x" * 20_000_000, b"x" * 9_000_000, json.dumps({"text": ["x" * 100] * 30_000}).encode()]

    def send(body: bytes) -> None:
        headers = {"authorization": bearer, "x-pd-environment": "development", "content-type": "application/json"}
        httpx.post(f"{served.base_url}{url}", content=body, headers=headers, trust_env=False, timeout=60)

    senders = [threading.Thread(target=send, args=(body,)) for body in bodies]
    times: list[float] = []
    with httpx.Client(base_url=served.base_url, trust_env=False, timeout=60) as client:
        for sender in senders:
            sender.start()
        while any(sender.is_alive() for sender in senders):
            start = time.process_time()  # other processes don't count
            client.get("/_sandbox/clock").raise_for_status()
            times.append(time.process_time() - start)
    assert max(times, default=0.0) < 2.5  # checking 10 MB of JSON would take longer


# ---- errors


def test_an_error_of_the_sandbox_keeps_the_connection(
    sandbox: Sandbox, served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise KeyError("planted")

    def with_invalid_header(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers=[(b"x-a", b"1\x00")])

    def with_invalid_status(request: httpx.Request) -> httpx.Response:
        return httpx.Response(999)

    handlers = {"raises": fail, "header": with_invalid_header, "status": with_invalid_status}
    for name, handler in handlers.items():
        sandbox.add_workflow(f"en{name}", handler)
    sandbox.add_upstream("gitlab", fail)
    account = connected(sandbox, "gitlab")["authProvisionId"]
    headers = sign_in(sandbox).headers
    target = f"{PROJECT}/proxy/L2E?external_user_id=jay&account_id={account}"
    connection = HTTPConnection("127.0.0.1", served.port)
    with closing(connection), caplog.at_level(logging.ERROR):
        for path in (target, *(f"/_workflows/en{name}" for name in handlers), target):
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            assert (response.status, response.will_close, path) == (500, False, path)
            assert b"error of the sandbox itself" in response.read()
    for _ in range(100):  # the log follows the response
        if len(caplog.records) == 5:
            break
        time.sleep(0.02)
    assert len(caplog.records) == 5


@pytest.mark.parametrize(
    "body",
    [
        {"seconds": 3e11},
        {"days": 1e300},
        {"days": 1e308, "hours": 1e308},
        {"seconds": 2.3e11},
    ],
)
def test_the_clock_refuses_times_that_cannot_be_represented(
    sandbox: Sandbox, http: Http, body: dict[str, float]
) -> None:
    ok(http.post("~/triggers/deploy", {"id": "schedule-custom-interval", "external_user_id": "jay",
                 "configured_props": {"cron": {"cron": "0 0 29 2 *"}}}))  # fmt: skip
    assert "year 9000" in rejected(http.post("/_sandbox/clock", body), 400)
    with pytest.raises(ValueError, match="year 9000"):
        sandbox.advance(**body)


def test_everything_works_in_the_year_9000(sandbox: Sandbox, http: Http) -> None:
    ok(http.post("/_sandbox/clock", {"days": 365 * 6_970}))
    http = sign_in(sandbox)
    ok(http.post("~/tokens", {"external_user_id": "jay"}))
    connected(sandbox, "slack")
    ok(http.get("~/accounts", include_credentials="true"))
    timer = {"id": "schedule-custom-interval", "external_user_id": "jay"}
    ok(http.post("~/triggers/deploy", {**timer, "configured_props": {"cron": {"cron": "0 0 29 2 *"}}}))
    ok(http.get("/_sandbox/overview"))
    assert http.get("/_sandbox").status_code == 200
    ok(http.post("/_sandbox/clock", {"days": 300}))
    ok(sign_in(sandbox).get("~/accounts"))


# ---- connections


@for_each(
    ("sent", "status", "reason"),
    [
        (
            b"GET http://127.0.0.1/_sandbox/clock HTTP/1.1\r\nhost: localhost\r\n\r\n",
            400,
            "path: the target of the request",
        ),
        (b"OPTIONS * HTTP/1.1\r\nhost: localhost\r\n\r\n", 400, "path: the target of the request"),
        (b"CONNECT a.example:443 HTTP/1.1\r\nhost: localhost\r\n\r\n", 400, "path: the target of the request"),
        (b"GET / HTTP/1.0\r\n\r\n", 403, "header.host: "),
        (b"GET / HTTP/1.1\r\n\r\n", 400, "Missing mandatory Host"),
        (b"GET / HTTP/1.1\r\nhost: localhost\r\nhost: localhost\r\n\r\n", 400, "multiple Host"),
        (b"GET / HTTP/1.1\r\nhost: localhost\r\nx-a : 1\r\n\r\n", 400, "illegal header line"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400, "start the sandbox with --tls"),
    ],
)
def test_what_no_endpoint_can_read_is_recorded(
    sandbox: Sandbox, served: Served, sent: bytes, status: int, reason: str
) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as connection:
        connection.sendall(sent)
        received = connection.recv(10_000)
    assert received.startswith(f"HTTP/1.1 {status} ".encode())
    record = list(sandbox._service.request_log)[-1]  # pyright: ignore[reportPrivateUsage]
    assert (record.status, record.before_service) == (status, True)
    assert reason in (record.reason or "")
    page = httpx.get(f"{served.base_url}/_sandbox", params={"view": "requests", "open": record.number}, trust_env=False)
    assert reason in page.text


@for_each("path", ["//v1/connect/apps", "///_sandbox/clock", "//_static/connect.html?token=x"])
def test_a_base_url_may_end_with_a_slash(http: Http, path: str) -> None:
    assert "path: " not in http.get(f"http://sandbox.test{path}").text


def test_a_request_for_another_protocol_is_served(served: Served, capfd: pytest.CaptureFixture[str]) -> None:
    headers = {"connection": "Upgrade, HTTP2-Settings", "upgrade": "h2c", "http2-settings": "AAMAAABk"}
    ok(httpx.get(f"{served.base_url}/_sandbox/clock", headers=headers, trust_env=False))
    assert capfd.readouterr().err == ""


def test_a_client_that_leaves_in_the_middle_of_a_body_is_no_error(
    served: Served, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    for path in (b"/v1/oauth/token", b"/_workflows/eoecho", b"/_sandbox/faults", b"/_static/connect.html"):
        with socket.create_connection(("127.0.0.1", served.port)) as connection:
            connection.sendall(HALF.replace(b"/v1/oauth/token", path))
            time.sleep(0.02)
    ok(httpx.post(f"{served.base_url}/v1/oauth/token", json=CLIENT, trust_env=False))
    assert (caplog.records, capfd.readouterr().err) == ([], "")


@pytest.mark.slow
@pytest.mark.every_python
@pytest.mark.parametrize("tls", [False, True])
def test_it_stops_at_once_with_requests_of_all_kinds(
    tls: bool, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    sandbox = Sandbox()
    sandbox.faults(delay=60.0, operation="oauth_tokens_create")
    whole = json.dumps(CLIENT).encode()
    slow = HALF.replace(b"100", str(len(whole)).encode()).replace(b"{", whole)
    connections: list[socket.socket] = []
    with sandbox.serve(tls=tls) as served:
        trust = ssl.create_default_context(cafile=served.ca_file) if tls else None
        for sent in (HALF, HALF[:30], b"", slow) * (5 if tls else 40):
            connection = socket.create_connection(("127.0.0.1", served.port))
            connections.append(trust.wrap_socket(connection, server_hostname="127.0.0.1") if trust else connection)
            connections[-1].sendall(sent)
        time.sleep(0.3)
        start = time.process_time()  # other processes don't count
    took = time.process_time() - start
    for connection in connections:
        connection.close()
    assert took < 0.2  # most of the half second that it takes is waiting
    assert [record.message for record in caplog.records] == []
    assert capfd.readouterr().err == ""


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processor time of the command is read from /proc")
def test_the_command_stops_at_once_with_half_sent_requests() -> None:
    assert _processor_time_to_stop(connections_of_test=300) < 0.4  # half a second: it waits 0.02 for nothing


def _processor_time_to_stop(connections_of_test: int) -> float:
    """Return the seconds of processor time: other processes don't count."""
    line = [sys.executable, "-m", "pdconnect.sandbox"]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[4].removeprefix("http://").split(":")
        connections = [socket.create_connection((address[0], int(address[1]))) for _ in range(connections_of_test)]
        for connection in connections:
            connection.sendall(HALF)
        time.sleep(0.3)
        used = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
        process.send_signal(signal.SIGTERM)
        limit = threading.Timer(30, process.kill)
        limit.start()
        _, status, usage = os.wait4(process.pid, 0)
        limit.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        took = usage.ru_utime + usage.ru_stime - sum(map(int, used)) / os.sysconf("SC_CLK_TCK")
        for connection in connections:
            connection.close()
        assert process.stderr is not None
        assert (process.stderr.read(), process.returncode) == ("", 0)
        return took
