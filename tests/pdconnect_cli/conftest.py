from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import keyring
import pytest
from keyring.backend import KeyringBackend

from pdconnect.cli import System
from pdconnect.sandbox import Sandbox, Served

from .keyrings import FILE_VARIABLE, MemoryKeyring
from .running import IN_PROCESS_URL, default_system

SETTING_PREFIXES = ("PIPEDREAM_", "PDCONNECT_", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TERM")


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox()


@pytest.fixture
def served(sandbox: Sandbox) -> Iterator[Served]:
    with sandbox.serve() as served:
        yield served


@pytest.fixture
def memory() -> Iterator[MemoryKeyring]:
    """A keyring in memory, for one test."""
    before: KeyringBackend = keyring.get_keyring()
    memory = MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, memory: MemoryKeyring) -> None:
    """Isolate the tests from the machine's settings, and the machine's keyring from the tests."""
    for name in list(os.environ):
        if name.startswith(SETTING_PREFIXES):
            monkeypatch.delenv(name)


@pytest.fixture
def http_client(sandbox: Sandbox) -> Iterator[httpx.Client]:
    """An HTTP client that reaches the sandbox in process."""
    with httpx.Client(transport=sandbox.transport) as http_client:
        yield http_client


@pytest.fixture
def in_process(http_client: httpx.Client) -> Iterator[None]:
    """Commands of this test reach the sandbox in process: starting and stopping a server takes longer than most commands."""
    with default_system(System(http_client=http_client)):
        yield


@pytest.fixture
def logged_in(sandbox: Sandbox, in_process: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment holds the credentials of the sandbox, which is reached in process."""
    for name, value in credentials(sandbox, IN_PROCESS_URL).items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def logged_in_to_server(sandbox: Sandbox, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment holds the credentials of the sandbox, which is reached over a socket."""
    for name, value in credentials(sandbox, served.base_url).items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def process_env(tmp_path: Path) -> dict[str, str]:
    """The environment for a subprocess, without credentials, with a keyring for one test."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(SETTING_PREFIXES)}
    return {
        **kept,
        "PYTHON_KEYRING_BACKEND": "tests.pdconnect_cli.keyrings.SharedKeyring",
        FILE_VARIABLE: str(tmp_path / "keyring.json"),
        "HOME": str(tmp_path),
    }


@pytest.fixture
def terminal_env(process_env: dict[str, str], sandbox: Sandbox, served: Served) -> dict[str, str]:
    """The environment for a subprocess, with the credentials of a served sandbox."""
    return {**process_env, **credentials(sandbox, served.base_url)}


def credentials(sandbox: Sandbox, base_url: str) -> dict[str, str]:
    """Return the environment variables with which a command reaches the sandbox."""
    return {
        "PIPEDREAM_BASE_URL": base_url,
        "PIPEDREAM_PROJECT_ID": sandbox.settings.project_id,
        "PIPEDREAM_PROJECT_ENVIRONMENT": "development",
        "PIPEDREAM_CLIENT_ID": sandbox.settings.client_id,
        "PIPEDREAM_CLIENT_SECRET": sandbox.settings.client_secret,
    }
