"""Keyrings for tests. Tests must not use the system's keyring, and CI machines have none."""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.core import load_keyring
from keyring.errors import PasswordDeleteError

FILE_VARIABLE = "TESTS_CLI_KEYRING"


class MemoryKeyring(KeyringBackend):
    """Stores entries in memory."""

    priority = 1

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.entries.pop((service, username), None) is None:
            raise PasswordDeleteError


def fallback_keyring(kind: str) -> KeyringBackend:
    """Return the fallback of the keyring package: one that fails, or one that stores nothing."""
    return load_keyring(f"keyring.backends.{kind}.Keyring")


class ForgetfulKeyring(MemoryKeyring):
    """Stores nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        return None


class PlaintextKeyring(MemoryKeyring):
    """Has a name like the keyrings that write clear text to a file."""


class LockedKeyring(MemoryKeyring):
    """Fails like a system library."""

    def get_password(self, service: str, username: str) -> str | None:
        raise OSError("the keyring is locked\nand more details")


class SharedKeyring(KeyringBackend):
    """Stores entries for several processes, in a temporary file of the test."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        found: str | None = self._read().get(f"{service}/{username}")
        return found

    def set_password(self, service: str, username: str, password: str) -> None:
        self._path().write_text(json.dumps({**self._read(), f"{service}/{username}": password}))

    def delete_password(self, service: str, username: str) -> None:
        entries = self._read()
        del entries[f"{service}/{username}"]
        self._path().write_text(json.dumps(entries))

    def _read(self) -> dict[str, str]:
        path = self._path()
        return dict(json.loads(path.read_text())) if path.exists() else {}

    def _path(self) -> Path:
        return Path(os.environ[FILE_VARIABLE])
