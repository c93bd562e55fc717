"""The file in which an iteration over a list records its position."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex
from typing import Any, cast

from pdconnect_api.call import Call
from pdconnect_api.errors import InvalidArgumentError
from pdconnect_api.list_progress import Checkpoint

from .._config import Settings
from .._exceptions import CheckpointError

_FORMAT = "pdconnect checkpoint"
_VERSION = 1
_MAX_BYTES = 1_000_000


def file_path(checkpoint: object) -> str:
    """Return the path that a caller passed as checkpoint. Raises InvalidArgumentError."""
    path: object = None
    with suppress(TypeError):
        path = os.fspath(cast("str", checkpoint))
    if not isinstance(path, str) or not path or "\0" in path:
        raise InvalidArgumentError("checkpoint", "must be the path of a file, or a function")
    return path


class CheckpointFile:
    """A checkpoint in a file. It is replaced as a whole, so after a crash it has the old or the new content."""

    def __init__(self, path: str, settings: Settings, call: Call[Any]) -> None:
        self._name = path
        self._path = Path(os.path.realpath(path))  # a symbolic link stays one
        digest = blake2b(self._path.name.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
        self._part_prefix = f".pdconnect-{digest}-"
        self._list = {"operation": call.operation.id, "list": _list_digest(settings, call)}

    def load(self) -> Checkpoint | None:
        """Return the recorded checkpoint, or None if there is no file.

        Raises CheckpointError: the file cannot be read, is damaged or not a checkpoint, belongs to another list, or could not be written.
        """
        self._delete_parts()
        try:
            with open(self._path, "rb", opener=_open_without_waiting) as file:
                content = file.read(_MAX_BYTES)
        except FileNotFoundError:
            self._check_folder()
            return None
        except OSError as error:
            raise self._error("cannot be read", error) from error
        value = _parse(content)
        if value.get("format") != _FORMAT:
            raise self._error("is damaged or not a checkpoint: delete it to begin at the start, or pass another path")
        if value.get("version") != _VERSION:
            raise self._error("was written by another version of pdconnect: delete it to begin at the start")
        checkpoint = _read(value)
        if checkpoint is None:
            raise self._error("is damaged: delete it to begin at the start")
        if value.get("operation") != self._list["operation"]:
            raise self._error(f"belongs to {value.get('operation')}, not to {self._list['operation']}")
        if value.get("list") != self._list["list"]:
            raise self._error(
                f"belongs to another list of {self._list['operation']}: "
                "the arguments, the project, the environment or the service are different"
            )
        self._check_folder()
        return checkpoint

    def save(self, checkpoint: Checkpoint) -> None:
        """Record a checkpoint; at the end of the list, delete the file. Raises CheckpointError."""
        try:
            if checkpoint.cursor is None:
                self._path.unlink(missing_ok=True)
            else:
                content = {"format": _FORMAT, "version": _VERSION, **self._list, **checkpoint._asdict()}
                part = self._path.with_name(f"{self._part_prefix}{token_hex(8)}")
                _replace(self._path, part, json.dumps(content).encode())
        except OSError as error:
            raise self._error("cannot be written", error) from error

    def _delete_parts(self) -> None:
        """Delete the new contents that runs left which were killed before they replaced the file."""
        with suppress(OSError):
            for part in self._path.parent.glob(f"{self._part_prefix}*"):
                part.unlink()

    def _check_folder(self) -> None:
        """Raise CheckpointError if the file cannot be replaced: now, not after the first page is done."""
        folder = self._path.parent
        if not folder.is_dir():
            raise self._error("cannot be written: the folder does not exist")
        if not os.access(folder, os.W_OK):
            raise self._error("cannot be written: the folder is read-only")

    def _error(self, problem: str, error: OSError | None = None) -> CheckpointError:
        reason = f": {error.strerror}" if error is not None and error.strerror else ""
        return CheckpointError(f"the checkpoint file {self._name!r} {problem}{reason}")


def _list_digest(settings: Settings, call: Call[Any]) -> str:
    """Return a digest of what decides which items the list has, in which order. The page size does not."""
    query = sorted((name, value) for name, value in call.query.items() if name != "limit")
    parts = json.dumps([settings.base_url, settings.environment, call.path, query], default=list)
    return blake2b(parts.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _parse(content: bytes) -> dict[str, Any]:
    """Return the JSON object of a file; an empty one if it has none."""
    try:
        value: Any = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _read(value: dict[str, Any]) -> Checkpoint | None:
    cursor, pages, items = (value.get(name) for name in Checkpoint._fields)
    if not isinstance(cursor, str) or not cursor:
        return None
    if not all(isinstance(count, int) and not isinstance(count, bool) and count >= 0 for count in (pages, items)):
        return None
    return Checkpoint(cursor, pages, items)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def _open_without_waiting(path: str, flags: int) -> int:
    """Open a file. Without the flag, opening a named pipe waits for a writer."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _replace(path: Path, part: Path, content: bytes) -> None:
    """Replace a file, which only its owner can read, by way of `part`. When this returns, the content is on the disk."""
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise
    if os.name == "posix":  # elsewhere, a folder cannot be opened
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
