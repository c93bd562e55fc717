"""Keyrings for tests: the system's own must not be touched, and a machine of CI has none."""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.core import load_keyring
from keyring.errors import PasswordDeleteError

FILE_VARIABLE = "TESTS_CLI_KEYRING"


class MemoryKeyring(KeyringBackend):
    """Keeps entries as long as the test lasts."""

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


def no_keyring(kind: str) -> KeyringBackend:
    """What keyring falls back to where a system has none: one that fails, or one that keeps nothing."""
    return load_keyring(f"keyring.backends.{kind}.Keyring")


class ForgetfulKeyring(MemoryKeyring):
    """Keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        return None


class PlaintextKeyring(MemoryKeyring):
    """Named like those that write clear text to a file."""


class LockedKeyring(MemoryKeyring):
    """Fails as the library of a system fails."""

    def get_password(self, service: str, username: str) -> str | None:
        raise OSError("the keyring is locked\nand more that nobody needs")


class SharedKeyring(KeyringBackend):
    """Keeps entries for several processes, in a file that the test names and throws away."""

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
