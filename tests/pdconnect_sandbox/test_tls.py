"""The sandbox over HTTPS, with its own certificate."""

from __future__ import annotations

import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

import pdconnect
from pdconnect.sandbox import Sandbox, Served

from .helpers import CLIENT
from .test_serving import command, read_exports


def trusting(served: Served) -> httpx.Client:
    context = ssl.create_default_context(cafile=served.ca_file)
    return httpx.Client(base_url=served.base_url, verify=context, trust_env=False)


def test_a_client_that_trusts_the_authority_can_connect() -> None:
    sandbox = Sandbox()
    account = sandbox.add_account(app="slack", external_user_id="ada")
    with sandbox.serve(tls=True) as served, trusting(served) as http:
        assert served.base_url == f"https://127.0.0.1:{served.port}"
        with pdconnect.Client(
            project_id="proj_sandbox",
            client_id="sandbox-client",
            client_secret="sandbox-secret",
            environment="development",
            base_url=served.base_url,
            http_client=http,
        ) as client:
            assert [first.id for first in client.accounts.list()] == [account.id]
            link = client.tokens.create(external_user_id="ada").connect_link_url
    assert link.startswith(served.base_url)


def test_the_certificate_is_valid_for_localhost() -> None:
    with Sandbox().serve(tls=True) as served, trusting(served) as http:
        assert http.post(f"https://localhost:{served.port}/v1/oauth/token", json=CLIENT).status_code == 200


def test_other_clients_cannot_connect() -> None:
    with Sandbox().serve(tls=True) as served:
        with httpx.Client(trust_env=False) as strange, pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY"):
            strange.get(served.base_url)
        with httpx.Client(trust_env=False) as plain, pytest.raises(httpx.RemoteProtocolError):
            plain.get(f"http://127.0.0.1:{served.port}/")


def test_two_servers_do_not_trust_each_other() -> None:
    with (
        Sandbox().serve(tls=True) as first,
        Sandbox().serve(tls=True) as second,
        trusting(first) as http,
        pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY"),
    ):
        http.get(second.base_url)


def test_no_key_file_remains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Sandbox().serve(tls=True) as served:
        assert served.ca_file is not None
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert files == [served.ca_file]
        assert "PRIVATE KEY" not in served.ca_file.read_text()
        assert served.ca_file.parent.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == []


def test_idle_connections_do_not_delay_the_shutdown() -> None:
    with ExitStack() as stack:
        with Sandbox().serve(tls=True) as served:
            address = ("127.0.0.1", served.port)
            silent = stack.enter_context(socket.create_connection(address))
            context = ssl.create_default_context(cafile=served.ca_file)
            used = stack.enter_context(
                context.wrap_socket(socket.create_connection(address), server_hostname=address[0])
            )
            used.sendall(b"GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n")
            assert used.recv(1000).startswith(b"HTTP/1.1 404")
            asked_to_stop = time.monotonic()
        assert time.monotonic() - asked_to_stop < 4  # 0.3 seconds on an idle machine
        assert silent.recv(1) == b""


def test_without_tls_there_is_no_authority() -> None:
    with Sandbox().serve() as served:
        assert served.ca_file is None


@pytest.mark.slow
def test_the_command_prints_the_settings_that_clients_need() -> None:
    program = "import httpx, os; print(httpx.post(os.environ['PIPEDREAM_BASE_URL'] + '/v1/oauth/token').status_code)"
    with command("--tls") as process:
        assert process.stdout is not None
        exports = read_exports(process.stdout)
        environment = {**os.environ, **exports, "NO_PROXY": "127.0.0.1"}
        ran = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert ran.stdout == "400\n", ran.stderr
    assert exports["PIPEDREAM_BASE_URL"].startswith("https://")
    assert exports["NODE_EXTRA_CA_CERTS"] == exports["SSL_CERT_FILE"]
    assert not Path(exports["SSL_CERT_FILE"]).exists()


@pytest.mark.slow
@pytest.mark.every_python
def test_without_the_extra_the_command_says_what_to_install() -> None:
    program = (
        "import sys\n"
        "sys.modules['trustme'] = None\n"
        "from pdconnect_sandbox.__main__ import main\n"
        "sys.exit(main(['--port', '0', '--tls']))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ended.stderr == "HTTPS needs trustme: pip install 'pdconnect[tls]'\n"
    assert ended.returncode == 1
