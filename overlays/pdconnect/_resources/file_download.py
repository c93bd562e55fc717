"""The request of a file download, and the file that it is written to."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import quote

import httpx

from pdconnect_api.arguments import project_path, text
from pdconnect_api.call import Operation

from .._config import Settings
from .._http.raw_call import RawCall

CHUNK = 65_536
Destination = str | os.PathLike[str] | IO[bytes]


def download_call(settings: Settings, s3_key: str) -> RawCall:
    """The call that downloads a file. Raises InvalidArgumentError."""
    text("s3_key", s3_key, min_length=1)
    path = f"{project_path(settings.project_id)}/file_stash/download"
    operation = Operation("file_stash_download_file", "GET", path, idempotent=True)
    return RawCall(operation, path, f"{path}?s3_key={quote(s3_key, safe='')}", "GET", {}, only_success=True)


@contextmanager
def open_destination(destination: Destination) -> Generator[IO[bytes]]:
    """Where to write. A file at a path appears when it is complete; a failure leaves what was there before."""
    if not isinstance(destination, str | os.PathLike):
        yield destination
        return
    target = Path(destination)
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as part:
        try:
            yield part
            part.close()
            os.replace(part.name, target)
        except BaseException:
            part.close()
            os.unlink(part.name)
            raise


def total_size(response: httpx.Response) -> int | None:
    """The size, where the service tells it; that of an encoded body would not be the size of the file."""
    length = response.headers.get("content-length", "")
    return int(length) if length.isdecimal() and "content-encoding" not in response.headers else None
