"""A user's program is checked by mypy and pyright, both strict, where only one of the HTTP libraries is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.verify_types import HTTP_LIBRARIES, create_environment

pytestmark = [pytest.mark.slow, pytest.mark.both_libraries]

PROGRAM = """
from collections.abc import Mapping

import {library}

import pdconnect


def threads(http: {library}.Client) -> Mapping[str, str]:
    client = pdconnect.Client(environment="development", http_client=http, timeout={library}.Timeout(3, read=9))
    pdconnect.Client(environment="development", http_backend="{library}", timeout=3)
    response = client.proxy.get("https://example.com", external_user_id="u", account_id="a", timeout={library}.Timeout(3))
    print(response.status_code, response.text, response.json(), response.url.host, response.request.method)
    for part in response.iter_bytes():
        print(len(part))
    raw = client.accounts.with_raw_response.list()
    transport = client.proxy.transport(external_user_id="u", account_id="a")
    print({library}.Client(transport=transport), raw.data.data, raw.http_response.content)
    if isinstance(response, {library}.Response):
        print(response.headers.get_list("set-cookie"))
    return raw.headers


async def tasks(http: {library}.AsyncClient) -> pdconnect.HttpResponse:
    client = pdconnect.AsyncClient(environment="development", http_client=http)
    pdconnect.AsyncClient(environment="development", http_backend="aiohttp")
    async with client.proxy.stream("GET", "https://example.com", external_user_id="u", account_id="a") as response:
        async for part in response.aiter_bytes():
            print(len(part))
    transport = client.proxy.transport(external_user_id="u", account_id="a")
    print({library}.AsyncClient(transport=transport))
    return await client.workflows.invoke("en123")


class Log(pdconnect.Hooks):
    def before_attempt(self, attempt: pdconnect.Attempt) -> None:
        attempt.request.headers["x-trace"] = "1"

    def after_attempt(self, result: pdconnect.AttemptResult) -> None:
        if result.response is not None:
            print(result.response.status_code)


def error(error: pdconnect.ApiError) -> str:
    return error.headers["retry-after"]
"""
MISTAKES = """
import {library}

import pdconnect

pdconnect.Client(environment="development", http_client={library}.AsyncClient())
pdconnect.AsyncClient(environment="development", http_client={library}.Client())
pdconnect.Client(environment="development", http_client={library}.Client)
pdconnect.Client(environment="development", http_client={library}.HTTPTransport())
pdconnect.Client(environment="development", http_backend="aiohttp")
pdconnect.AsyncClient(environment="development", http_backend="requests")
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of both environments, one after the other, so that the second run of mypy finds our packages in its cache."""
    return tmp_path_factory.mktemp("types")


@pytest.fixture(scope="module", params=HTTP_LIBRARIES)
def environment(request: pytest.FixtureRequest, folder: Path) -> Path:
    """A virtual environment with our packages and one of the libraries, and the program of a user of that."""
    library = str(request.param)
    shutil.rmtree(folder / "venv", ignore_errors=True)
    create_environment(folder / "venv", library)
    (folder / "program.py").write_text(PROGRAM.format(library=library))
    (folder / "mistakes.py").write_text(MISTAKES.format(library=library))
    return folder


def _mistaken_lines(folder: Path, *command: str) -> set[str]:
    """Return the lines in which a checker finds an error."""
    ended = subprocess.run(
        [Path(sys.executable).with_name(command[0]), *command[1:], "program.py", "mistakes.py"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "rror" in ended.stdout, ended.stderr
    return set(re.findall(r"(\w+\.py:\d+):[\d:]* (?:- )?error", ended.stdout))


WRONG = {f"mistakes.py:{line}" for line in range(6, 12)}


def test_mypy_finds_exactly_the_mistakes(environment: Path) -> None:
    python = str(environment / "venv/bin/python")
    assert _mistaken_lines(environment, "mypy", "--strict", "--python-executable", python) == WRONG


def test_pyright_finds_exactly_the_mistakes(environment: Path) -> None:
    (environment / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict", "venvPath": ".", "venv": "venv"}')
    assert _mistaken_lines(environment, "pyright") == WRONG
