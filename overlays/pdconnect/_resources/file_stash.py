"""`client.file_stash`: files that actions have left behind, streamed to a path or to an open file."""

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
from .._http.raw_call import AsyncRawSender, Progress, RawCall, RawSender
from .._http.transport_errors import reading

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


def _total(response: httpx.Response) -> int | None:
    """The size, where the service tells it; that of an encoded body would not be the size of the file."""
    length = response.headers.get("content-length", "")
    return int(length) if length.isdecimal() and "content-encoding" not in response.headers else None


class FileStash:
    """Files that actions have left behind; they are kept for a day."""

    def __init__(self, send: RawSender, settings: Settings) -> None:
        self._send = send
        self._settings = settings

    def download_file(self, s3_key: str, destination: Destination, *, progress: Progress | None = None) -> int:
        """Download a file, part by part; it is never in memory as a whole.

        Args:
            s3_key: The key of the file, from the `$filestash_uploads` of an action's exports.
            destination: A path, where the file appears when it is complete, or a file that is open for writing bytes.
            progress: Called with the number of bytes so far and in all (None if that isn't known) after each part.

        Returns:
            The number of bytes written.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            NotFoundError: There is no such file, or no longer.
            PdconnectError: The root of these and of every other failure.
        """
        call = download_call(self._settings, s3_key)
        exchange = self._send(call, stream=True)
        response = exchange.response
        try:
            received, total = 0, _total(response)
            with reading(call, exchange), open_destination(destination) as file:
                for chunk in response.iter_bytes(CHUNK):
                    file.write(chunk)
                    received += len(chunk)
                    if progress is not None:
                        progress(received, total)
            return received
        finally:
            response.close()


class AsyncFileStash:
    """Files that actions have left behind; they are kept for a day."""

    def __init__(self, send: AsyncRawSender, settings: Settings) -> None:
        self._send = send
        self._settings = settings

    async def download_file(self, s3_key: str, destination: Destination, *, progress: Progress | None = None) -> int:
        """Download a file, part by part; it is never in memory as a whole, and writing doesn't hold up the event loop.

        Args:
            s3_key: The key of the file, from the `$filestash_uploads` of an action's exports.
            destination: A path, where the file appears when it is complete, or a file that is open for writing bytes.
            progress: Called with the number of bytes so far and in all (None if that isn't known) after each part.

        Returns:
            The number of bytes written.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            NotFoundError: There is no such file, or no longer.
            PdconnectError: The root of these and of every other failure.
        """
        from anyio.to_thread import run_sync

        call = download_call(self._settings, s3_key)
        exchange = await self._send(call, stream=True)
        response = exchange.response
        try:
            received, total = 0, _total(response)
            with reading(call, exchange), open_destination(destination) as file:
                async for chunk in response.aiter_bytes(CHUNK):
                    await run_sync(file.write, chunk)
                    received += len(chunk)
                    if progress is not None:
                        progress(received, total)
            return received
        finally:
            await response.aclose()
