"""An SQLite file of JSON rows. One process uses it at a time, and only its owner can read it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

RowKey: TypeAlias = tuple[str, str, str]
"""Kind, owner and key of a row."""

_VERSION = 1
_TABLE = """
    CREATE TABLE rows (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        owner TEXT NOT NULL,
        key TEXT NOT NULL,
        value TEXT NOT NULL,
        UNIQUE (kind, owner, key)
    )
"""
_PUT = """
    INSERT INTO rows (kind, owner, key, value) VALUES (?, ?, ?, ?)
    ON CONFLICT (kind, owner, key) DO UPDATE SET value = excluded.value
"""


_SIDE_FILES = ("", "-wal", "-shm", "-journal")


class StateNotSavedError(OSError):
    """A change could not be written to the state file, for example because the disk is full. It is only in memory."""


class StateFile:
    """Rows in a file. Each write is atomic. If the process stops, no write is lost; if the machine stops, the last writes can be lost."""

    def __init__(self, path: Path) -> None:
        """Open or create a file, or raise ValueError if it is not a state file or is in use."""
        self.closed = False
        self._path = path
        _restrict_access(path)
        self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=0.5)
        try:
            self._prepare()
        except sqlite3.DatabaseError as error:
            self._database.close()
            in_use = isinstance(error, sqlite3.OperationalError)
            reason = (
                "is in use by another sandbox, or cannot be written" if in_use else "is not a state file of a sandbox"
            )
            raise ValueError(f"{path}: {reason}") from error

    def rows(self) -> Mapping[tuple[str, str], Mapping[str, str]]:
        """Return the values by key, in the order in which they were added, for each kind and owner."""
        found: dict[tuple[str, str], dict[str, str]] = {}
        for kind, owner, key, value in self._database.execute(
            "SELECT kind, owner, key, value FROM rows ORDER BY number"
        ):
            found.setdefault((kind, owner), {})[key] = value
        return found

    def write(self, changed: Mapping[RowKey, str], removed: Iterable[RowKey]) -> None:
        """Add or replace the changed rows, and delete the removed rows: all or nothing.

        Raises:
            StateNotSavedError: They could not be written.
        """
        try:
            with self._database as database:
                database.execute("BEGIN IMMEDIATE")
                database.executemany("DELETE FROM rows WHERE kind = ? AND owner = ? AND key = ?", removed)
                database.executemany(_PUT, [(*key, value) for key, value in changed.items()])
        except sqlite3.Error as error:
            raise StateNotSavedError(f"the state cannot be saved in {self._path}: {error}") from error

    def close(self) -> None:
        """Close the file, if it is not closed yet. Changes that were written stay in the file."""
        self.closed = True
        with suppress(sqlite3.Error):
            self._database.close()

    def _prepare(self) -> None:
        database = self._database
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")  # FULL waits for the disk after each change
        version: int = database.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            with database:
                database.execute("BEGIN IMMEDIATE")
                database.execute(_TABLE)
                database.execute(f"PRAGMA user_version = {_VERSION}")
        elif version != _VERSION:
            raise sqlite3.DatabaseError(f"version {version}")


def read_value(path: Path, key: RowKey) -> str | None:
    """Return the value of a row without changing the file. None if there is no such row or file, or it is in use."""
    if not path.exists():
        return None
    database = sqlite3.connect(path, timeout=0.5)
    try:
        found = database.execute("SELECT value FROM rows WHERE kind = ? AND owner = ? AND key = ?", key).fetchone()
    except sqlite3.DatabaseError:
        return None
    finally:
        database.close()
    return None if found is None else str(found[0])


def _restrict_access(path: Path) -> None:
    """Create the file if needed, and let only its owner read it and the files that SQLite has left next to it.

    SQLite gives the files that it creates later the mode of this one.
    """
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    real_path = os.path.realpath(path)
    for suffix in _SIDE_FILES:
        with suppress(FileNotFoundError):
            os.chmod(f"{real_path}{suffix}", 0o600)
