"""The request of a file download, and the file that it is written to."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Generator
from contextlib import contextmanager, suppress
from io import TextIOBase
from pathlib import Path
from secrets import token_hex
from typing import IO
from urllib.parse import quote

from pdconnect_api.arguments import project_path, text
from pdconnect_api.call import Operation, RequestData
from pdconnect_api.errors import InvalidArgumentError
from pdconnect_api.http_types import HttpResponse

from .._config import Settings
from .._http.raw_call import ANY_TYPE, RawCall

CHUNK = 65_536
"""Number of bytes that are written at a time."""
READER_WAIT = 10.0
"""Seconds that a download waits for a process that reads the FIFO it is written to."""
READER_POLL = 0.05
"""Seconds between two attempts to open a FIFO."""
_NON_BLOCKING: int = getattr(os, "O_NONBLOCK", 0)  # Windows has no such flag, and no FIFOs in its file system
Destination = str | os.PathLike[str] | IO[bytes]


def download_call(settings: Settings, s3_key: str) -> RawCall:
    """Return the call that downloads a file. Raises InvalidArgumentError."""
    text("s3_key", s3_key, min_length=1, required=True)
    path = f"{project_path(settings.project_id)}/file_stash/download"
    operation = Operation("file_stash_download_file", "GET", path, idempotent=True)
    data = RequestData("GET", f"{path}?s3_key={quote(s3_key, safe='')}", headers=ANY_TYPE)
    return RawCall(operation, path, data, only_success=True, follows_redirect=True)


def check_destination(destination: object, progress: object) -> None:
    """Raise InvalidArgumentError unless this is a path or a file that takes bytes, and the callback a function or None."""
    if progress is not None and not callable(progress):
        raise InvalidArgumentError("progress", f"must be a function, not {type(progress).__name__}")
    kind = type(destination).__name__
    is_file = not isinstance(destination, TextIOBase) and callable(getattr(destination, "write", None))
    if isinstance(destination, os.PathLike):
        destination = destination.__fspath__()  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    if isinstance(destination, str):
        if not destination or "\0" in destination or not _has_name(destination):
            raise InvalidArgumentError("destination", "must be the path of a file")
    elif not is_file:
        raise InvalidArgumentError(
            "destination", f"must be a path or a file that is open for writing bytes, not {kind}"
        )


def _has_name(path: str) -> bool:
    """Return whether the file system can have a file of this name."""
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return False
    return True


@contextmanager
def open_destination(destination: Destination) -> Generator[IO[bytes]]:
    """Open the file to write to.

    A regular file appears when it is complete: a failure leaves what was there before. Its permissions are those that `open` would
    give or leave, and a symbolic link stays one. FIFOs and devices are written to directly.

    Raises OSError if the file cannot be opened: see `lacks_reader`.
    """
    if not isinstance(destination, str | os.PathLike):
        yield destination
        return
    target = Path(os.path.realpath(destination))
    mode = _replaceable_mode(destination, target)
    if mode is None:
        with open(destination, "wb", opener=_open_without_waiting) as file:
            yield file
        return
    # The name does not contain that of the target, which may already have the maximum length.
    part = target.with_name(f".pdconnect-{token_hex(8)}")
    with open(part, "xb") as file:
        try:
            yield file
            file.close()
            if mode:
                os.chmod(part, mode)
            os.replace(part, target)
        except BaseException:
            with suppress(OSError):
                file.close()
            os.unlink(part)
            raise


def lacks_reader(error: OSError, destination: Destination) -> bool:
    """Return whether a destination could not be opened because it is a FIFO that no process reads yet."""
    return (
        error.errno == errno.ENXIO
        and isinstance(destination, str | os.PathLike)
        and stat.S_ISFIFO(os.stat(destination).st_mode)
    )


def _open_without_waiting(path: str, flags: int) -> int:
    """Open a file as `open` does, except that a FIFO without a reader is an error: `open` would wait for one without end."""
    descriptor = os.open(path, flags | _NON_BLOCKING, 0o666)
    if _NON_BLOCKING:
        os.set_blocking(descriptor, True)  # writing waits as usual
    return descriptor


def _replaceable_mode(destination: str | os.PathLike[str], target: Path) -> int | None:
    """Return the permissions of the file to replace, 0 if there is none, and None if the destination cannot be replaced.

    A link such as /dev/stdout can lead to a pipe or to a deleted file, which the resolved path does not reach.
    """
    try:
        current = os.stat(destination)
    except FileNotFoundError:
        return 0
    if not stat.S_ISREG(current.st_mode) or not target.exists() or not os.path.samestat(current, target.stat()):
        return None
    return stat.S_IMODE(current.st_mode) & 0o777


def total_size(response: HttpResponse) -> int | None:
    """Return the size of the file if the service sent it. The length of an encoded body is not the size of the file."""
    length = response.headers.get("content-length", "")
    return int(length) if length.isdecimal() and "content-encoding" not in response.headers else None
