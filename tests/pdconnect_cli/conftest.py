from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

from pdconnect.sandbox import Sandbox, Served

from .keyrings import FILE_VARIABLE, MemoryKeyring

ELSEWHERE = ("PIPEDREAM_", "PDCONNECT_", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TERM")


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox()


@pytest.fixture
def served(sandbox: Sandbox) -> Iterator[Served]:
    with sandbox.serve() as served:
        yield served


@pytest.fixture
def memory() -> Iterator[MemoryKeyring]:
    """A keyring for the time of the test."""
    before: KeyringBackend = keyring.get_keyring()
    memory = MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, memory: MemoryKeyring) -> None:
    """No settings of the machine reach a test, and none of a test the keyring of the machine."""
    for name in list(os.environ):
        if name.startswith(ELSEWHERE):
            monkeypatch.delenv(name)


@pytest.fixture
def variables(sandbox: Sandbox, served: Served, tmp_path: Path) -> Mapping[str, str]:
    """What points a command at the sandbox."""
    return {
        "PIPEDREAM_BASE_URL": served.base_url,
        "PIPEDREAM_PROJECT_ID": sandbox.settings.project_id,
        "PIPEDREAM_PROJECT_ENVIRONMENT": "development",
        "PIPEDREAM_CLIENT_ID": sandbox.settings.client_id,
        "PIPEDREAM_CLIENT_SECRET": sandbox.settings.client_secret,
    }


@pytest.fixture
def logged_in(variables: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> Mapping[str, str]:
    """The environment holds the credentials of the sandbox."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return variables


@pytest.fixture
def process_env(tmp_path: Path) -> dict[str, str]:
    """The environment of a process of its own, without credentials, with a keyring that lasts as long as the test."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ELSEWHERE)}
    return {
        **kept,
        "PYTHON_KEYRING_BACKEND": "tests.pdconnect_cli.keyrings.SharedKeyring",
        FILE_VARIABLE: str(tmp_path / "keyring.json"),
        "HOME": str(tmp_path),
    }


@pytest.fixture
def terminal_env(process_env: dict[str, str], variables: Mapping[str, str]) -> dict[str, str]:
    """The same with the credentials of the sandbox."""
    return {**process_env, **variables}
