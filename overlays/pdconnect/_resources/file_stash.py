# Generated from async_file_stash.py. Do not edit: change that file and run `python -m generator`.
"""`client.file_stash`: files that actions wrote to the file stash, streamed to a path or to an open file."""

from __future__ import annotations

from contextlib import ExitStack
from math import ceil
from time import sleep
from typing import IO

from pdconnect_api.errors import InvalidArgumentError

from .._config import Settings
from .._http.errors import reading
from .._http.raw_call import ProgressCallback, RawSender
from .file_download import (
    CHUNK,
    READER_POLL,
    READER_WAIT,
    Destination,
    check_destination,
    download_call,
    lacks_reader,
    open_destination,
    total_size,
)


class FileStash:
    """Files that actions wrote to the file stash; the service keeps them for a day."""

    def __init__(self, send: RawSender, settings: Settings) -> None:
        self._send = send
        self._settings = settings

    def download_file(self, s3_key: str, destination: Destination, *, progress: ProgressCallback | None = None) -> int:
        """Download a file in parts, so that it is never in memory as a whole.

        The service may redirect to a URL at another host. One redirect is followed, to https only and without any credentials.

        Args:
            s3_key: The key of the file, from the `$filestash_uploads` of an action's exports.
            destination: A path, at which the file appears when it is complete, or a file that is open for writing bytes. A FIFO or a
                device at the path is written to directly; a process must read the FIFO within 10 seconds of the response.
            progress: Called after each part with the number of bytes so far and the total (None if it is not known).

        Returns:
            The number of bytes written.

        Raises:
            InvalidArgumentError: An argument is wrong, and nothing was sent; or no process reads the FIFO.
            NotFoundError: The file does not exist, or was deleted.
            OSError: The destination cannot be opened or written to.
            PdconnectError: The root of these and of every other failure.
        """
        check_destination(destination, progress)
        call = download_call(self._settings, s3_key)
        sent = self._send(call, stream=True)
        response = sent.response
        try:
            received, total = 0, total_size(response)
            with reading(call, sent), ExitStack() as stack:
                file = self._open(stack, destination)
                for chunk in response.iter_bytes(CHUNK):
                    file.write(chunk)
                    received += len(chunk)
                    if progress is not None:
                        progress(received, total)
            return received
        finally:
            response.close()

    def _open(self, stack: ExitStack, destination: Destination) -> IO[bytes]:
        """Open the destination until the stack ends. Raises InvalidArgumentError for a FIFO that no process reads."""
        for _ in range(ceil(READER_WAIT / READER_POLL)):
            try:
                return stack.enter_context(open_destination(destination))
            except OSError as error:
                if not lacks_reader(error, destination):
                    raise
            sleep(READER_POLL)
        raise InvalidArgumentError("destination", "must not be a FIFO that no process reads")
