# Source of file_stash.py, the synchronous half: run `python -m generator` after each change.
"""`client.file_stash`: files that actions have left behind, streamed to a path or to an open file."""

from __future__ import annotations

from contextlib import ExitStack

from anyio.to_thread import run_sync

from .._config import Settings
from .._http.errors import reading
from .._http.raw_call import AsyncRawSender, ProgressCallback
from .file_download import CHUNK, Destination, download_call, open_destination, total_size


class AsyncFileStash:
    """Files that actions have left behind; they are kept for a day."""

    def __init__(self, send: AsyncRawSender, settings: Settings) -> None:
        self._send = send
        self._settings = settings

    async def download_file(
        self, s3_key: str, destination: Destination, *, progress: ProgressCallback | None = None
    ) -> int:
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
        exchange = await self._send(call, stream=True)
        response = exchange.response
        try:
            received, total = 0, total_size(response)
            with reading(call, exchange), ExitStack() as stack:
                file = await run_sync(stack.enter_context, open_destination(destination))  # opening a FIFO blocks
                async for chunk in response.aiter_bytes(CHUNK):
                    await run_sync(file.write, chunk)
                    received += len(chunk)
                    if progress is not None:
                        progress(received, total)
            return received
        finally:
            await response.aclose()
