"""The sandbox on a real socket, in the test's own process and as a command."""

from __future__ import annotations

import base64
import os
import re
import shlex
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import IO

import httpx
import pytest

from pdconnect.sandbox import Sandbox
from pdconnect_sandbox.__main__ import main, welcome
from pdconnect_sandbox.environment_variables import export_lines

from ..forked import running
from .helpers import CLIENT, PROJECT, ok, sign_in


def _has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


HAS_IPV6 = _has_ipv6()


def accounts(base_url: str, exports: dict[str, str] | None = None) -> httpx.Response:
    """Return the accounts, read with the credentials that a command printed, or with those of a sandbox in Python."""
    with httpx.Client(base_url=base_url, trust_env=False) as client:
        token = client.post("/v1/oauth/token", json=credentials(exports)).json()["access_token"]
        headers = {"authorization": f"Bearer {token}", "x-pd-environment": "development"}
        return client.get(f"{PROJECT}/accounts", headers=headers)


def credentials(exports: dict[str, str] | None) -> dict[str, str]:
    if exports is None:
        return CLIENT
    own = {"client_id": exports["PIPEDREAM_CLIENT_ID"], "client_secret": exports["PIPEDREAM_CLIENT_SECRET"]}
    return {**CLIENT, **own}


def test_a_sandbox_is_served_over_a_socket() -> None:
    sandbox = Sandbox()
    account = sandbox.add_account(app="slack", external_user_id="ada")
    with sandbox.serve() as served:
        assert served.base_url == f"http://127.0.0.1:{served.port}"
        assert accounts(served.base_url).json()["data"][0]["id"] == account.id
    with pytest.raises(httpx.ConnectError):
        accounts(served.base_url)


def test_state_is_kept_after_serving_and_the_port_can_be_set() -> None:
    sandbox = Sandbox()
    with sandbox.serve() as first:
        accounts(first.base_url)
    with sandbox.serve(port=first.port) as second:
        assert second.port == first.port
        accounts(second.base_url)
    assert [item.operation_id for item in sandbox.request_log] == ["oauth_tokens_create", "accounts_list"] * 2


@pytest.mark.skipif(not HAS_IPV6, reason="there is no IPv6 here")
@pytest.mark.parametrize("tls", [False, True])
def test_serving_over_ipv6(tls: bool) -> None:
    with Sandbox().serve(host="::1", tls=tls) as served:
        assert served.base_url.endswith(f"://[::1]:{served.port}")
        trust: ssl.SSLContext | bool = ssl.create_default_context(cafile=served.ca_file) if tls else True
        with httpx.Client(base_url=served.base_url, verify=trust, trust_env=False) as client:
            assert client.post("/v1/oauth/token", json=CLIENT).status_code == 200
            assert client.get("/_sandbox/overview").status_code == 200


def test_a_large_response_of_an_app_is_streamed() -> None:
    sandbox = Sandbox()
    account = sandbox.add_account(app="gitlab", external_user_id="ada")
    with sandbox.serve() as served, httpx.Client(base_url=served.base_url, trust_env=False) as client:
        token = client.post("/v1/oauth/token", json=CLIENT).json()["access_token"]
        headers = {"authorization": f"Bearer {token}", "x-pd-environment": "development"}
        target = base64.urlsafe_b64encode(b"/bytes/20000000").rstrip(b"=").decode()
        query = {"external_user_id": "ada", "account_id": account.id}
        with client.stream("GET", f"{PROJECT}/proxy/{target}", params=query, headers=headers) as response:
            assert response.headers["transfer-encoding"] == "chunked"
            pieces = [len(piece) for piece in response.iter_raw()]
    assert sum(pieces) == 20_000_000
    assert len(pieces) > 10


def test_events_are_sent_over_the_network_while_the_sandbox_is_served() -> None:
    sandbox, receiver = Sandbox(), Sandbox()
    with sandbox.serve():
        with receiver.serve() as served:
            trigger = deploy(sandbox, f"{served.base_url}/hook")
            [delivery] = sandbox.emit(trigger, {"a": 1})
        assert (delivery.status, delivery.error) == (404, "The receiver returned 404")
        assert receiver.request_log[-1].path == "/hook"
        [again] = sandbox.emit(trigger, {"a": 1})
        assert again.status is None
        assert (again.error or "").startswith("ConnectError")
    [unsent] = sandbox.emit(trigger, {"a": 1})
    assert (unsent.status, unsent.error, unsent.json()) == (None, None, {"a": 1})


def deploy(sandbox: Sandbox, webhook_url: str) -> str:
    http = sign_in(sandbox)
    body = {"id": "email-new-email", "external_user_id": "ada", "webhook_url": webhook_url}
    text: str = ok(http.post("~/triggers/deploy", body))["data"]["id"]
    return text


@contextmanager
def command(*arguments: str) -> Generator[subprocess.Popen[str]]:
    line = [sys.executable, "-m", "pdconnect.sandbox", *arguments]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def exports_of(*arguments: str) -> Generator[dict[str, str]]:
    """Run the command in a process that is forked, which is faster, and is killed in the end. Yields what it exports."""
    with running(partial(main, arguments)) as output:
        yield read_exports(output)


def read_exports(output: IO[str]) -> dict[str, str]:
    exports: dict[str, str] = {}
    for line in output:
        if line.startswith("export "):
            name, _, value = line.removeprefix("export ").strip().partition("=")
            exports[name] = value
        if line.startswith("curl "):
            break
    return exports


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_serves_until_a_signal_stops_it(number: signal.Signals) -> None:
    with command() as process:
        assert process.stdout is not None
        exports = read_exports(process.stdout)
        assert accounts(exports["PIPEDREAM_BASE_URL"], exports).status_code == 200
        process.send_signal(number)
        _, errors = process.communicate(timeout=30)
        assert (process.returncode, errors) == (0, "")


@pytest.mark.slow
def test_the_command_reports_when_it_cannot_listen() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, command("--port", str(taken.getsockname()[1])) as process:
        _, errors = process.communicate(timeout=30)
        assert process.returncode == 1
        assert errors.startswith("cannot listen at 127.0.0.1:")


@pytest.mark.slow
def test_the_command_restores_its_state(tmp_path: Path) -> None:
    line = ("--state", str(tmp_path / "state.db"), "--project", "proj_mine", "--project", "proj_second")
    results: list[list[str]] = []
    secrets: set[str] = set()
    for _ in range(2):
        with exports_of(*line) as exports:
            assert exports["PIPEDREAM_PROJECT_ID"] == "proj_mine"
            base_url = exports["PIPEDREAM_BASE_URL"]
            with httpx.Client(base_url=base_url, trust_env=False) as client:
                client.post("/_sandbox/accounts", json={"app": "slack", "external_user_id": "ada"}).raise_for_status()
                overview = client.get("/_sandbox/overview").json()
            secrets.add(exports["PIPEDREAM_CLIENT_SECRET"])
            results.append([item["id"] for item in overview["accounts"]])
    assert [item["id"] for item in overview["projects"]] == ["proj_mine", "proj_second"]
    assert results[1][:1] == results[0]
    assert len(results[1]) == 2
    assert len(secrets) == 1  # as a client that is still configured for the first run expects


@pytest.mark.slow
def test_the_credentials_are_random_without_a_seed() -> None:
    def start(*options: str) -> tuple[str, str, str]:
        with exports_of(*options) as exports:
            with httpx.Client(base_url=exports["PIPEDREAM_BASE_URL"], trust_env=False) as client:
                token = client.post("/v1/oauth/token", json=credentials(exports)).json()["access_token"]
            return exports["PIPEDREAM_CLIENT_ID"], exports["PIPEDREAM_CLIENT_SECRET"], token

    runs = [start(), start()]
    assert not set(runs[0]).intersection((*runs[1], CLIENT["client_id"], CLIENT["client_secret"]))
    seeded = start("--seed", "7")
    assert seeded == start("--seed", "7")
    assert seeded[:2] == (CLIENT["client_id"], CLIENT["client_secret"])


@pytest.mark.slow
@pytest.mark.parametrize(("options", "status"), [((), 429), (("--no-rate-limits",), 200)])
def test_the_command_applies_the_limits_of_the_reference(options: tuple[str, ...], status: int) -> None:
    with (
        exports_of(*options) as exports,
        httpx.Client(base_url=exports["PIPEDREAM_BASE_URL"], trust_env=False) as client,
    ):
        token = client.post("/v1/oauth/token", json=credentials(exports)).json()["access_token"]
        headers = {"authorization": f"Bearer {token}", "x-pd-environment": "development"}
        results = [client.get(f"{PROJECT}/accounts", headers=headers).status_code for _ in range(101)]
    assert results == [200] * 100 + [status]


def test_the_command_reports_an_invalid_state_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "note.txt").write_text("Not a database. " * 100)
    for path in (tmp_path / "note.txt", tmp_path / "nowhere" / "state.db"):
        assert main(["--state", str(path)]) == 1
        assert str(path) in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong",
    [["--project", "mine"], ["--development-users", "-1"], ["--seed", "x"], ["--port", "65536"], ["--port", "-1"]],
)
def test_the_command_rejects_invalid_options(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(wrong)
    assert wrong[0] in capsys.readouterr().err


def test_an_error_names_the_command_that_was_typed(capsys: pytest.CaptureFixture[str]) -> None:
    for options, name in (({}, "python -m pdconnect.sandbox"), ({"command": "pdconnect sandbox"}, "pdconnect sandbox")):
        with pytest.raises(SystemExit):
            main(["--port", "none"], **options)
        assert f"{name}: error: argument --port" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["0.0.0.0", *(["::"] if HAS_IPV6 else [])])
def test_the_exports_of_a_sandbox_on_all_addresses_can_be_used(sandbox: Sandbox, host: str) -> None:
    with sandbox.serve(host=host) as served:
        words = shlex.split(welcome(sandbox, served))  # as a shell reads the lines
        exports = dict(word.split("=", 1) for before, word in pairwise(words) if before == "export")
        assert exports["PIPEDREAM_BASE_URL"] == served.base_url
        assert accounts(exports["PIPEDREAM_BASE_URL"], exports).status_code == 200


def test_lines_that_set_variables_are_for_the_shells_of_the_system() -> None:
    variables = {"A": "http://127.0.0.1:1", "B": "C:\\it's here"}
    assert export_lines(variables, powershell=True) == "$env:A = 'http://127.0.0.1:1'\n$env:B = 'C:\\it''s here'"
    lines = export_lines(variables, powershell=False)
    shown = subprocess.run(["sh", "-c", f'{lines}\nprintf %s "$B"'], capture_output=True, text=True, check=True)
    assert lines.startswith("export A=http://127.0.0.1:1\n")
    assert shown.stdout == variables["B"]


@pytest.mark.slow
@pytest.mark.parametrize("line", [["-m", "pdconnect.sandbox"], ["-m", "pdconnect", "sandbox"]])
def test_a_missing_extra_is_a_sentence(tmp_path: Path, line: list[str]) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.modules['jinja2'] = None")
    ended = subprocess.run(
        [sys.executable, *line],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode in (1, 2)
    assert re.fullmatch(
        r"(error: )?pdconnect\S* needs jinja2( here)?: pip install 'pdconnect\[(sandbox|cli)\]'\n", ended.stderr
    )
