"""The body of a response: captured while it is read, bounded for errors, and decoded."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import httpx

from pdconnect_api.decoding import loads

from .._exceptions import request_id
from .decompression import decompressed

NOT_JSON: Any = object()
MAX_ERROR_BODY = 1_048_576
"""Maximum number of bytes read from an error response body, and of what they are decompressed to."""
_OF_ENCODING = frozenset({"content-encoding", "content-length", "transfer-encoding"})
"""Headers that say how a body is sent, and are wrong for one that is decompressed."""


class CapturingStream(httpx.SyncByteStream, httpx.AsyncByteStream):
    """Passes the stream of a response through, and keeps what has arrived for an error that needs it."""

    def __init__(self, response: httpx.Response, check_deadline: Callable[[], None]) -> None:
        self._stream = response.stream
        self._limit = MAX_ERROR_BODY if response.status_code >= 300 else None
        self._check_deadline = check_deadline
        self._headers = response.headers
        self.status_code = response.status_code
        self.request_id = request_id(response.headers)
        self._chunks: list[bytes] = []
        self._size = 0
        response.stream = self

    @property
    def content(self) -> bytes:
        """The bytes that have arrived, decompressed as far as that is possible, 1 MiB at most."""
        limit = MAX_ERROR_BODY if self._limit is None else self._limit
        return decompressed(self._headers.get("content-encoding", ""), b"".join(self._chunks), limit)

    @property
    def is_compressed_error(self) -> bool:
        """Whether the body is one that is not decompressed by httpx, which sets no limit to it."""
        return self._limit is not None and "content-encoding" in self._headers

    def decompressed_response(self, response: httpx.Response) -> httpx.Response:
        """Return the response with the body that has been read."""
        headers = [(name, value) for name, value in response.headers.multi_items() if name.lower() not in _OF_ENCODING]
        return httpx.Response(
            response.status_code,
            headers=headers,
            content=self.content,
            request=response.request,
            extensions=response.extensions,
        )

    def __iter__(self) -> Iterator[bytes]:
        assert isinstance(self._stream, httpx.SyncByteStream)
        for chunk in self._stream:
            self._capture(chunk)
            yield chunk
            if self._is_full():
                return

    async def __aiter__(self) -> AsyncIterator[bytes]:
        assert isinstance(self._stream, httpx.AsyncByteStream)
        async for chunk in self._stream:
            self._capture(chunk)
            yield chunk
            if self._is_full():
                return

    def _capture(self, chunk: bytes) -> None:
        self._chunks.append(chunk)
        self._size += len(chunk)
        self._check_deadline()

    def _is_full(self) -> bool:
        return self._limit is not None and self._size >= self._limit

    def release(self) -> None:
        """Drop the captured bytes: the response has them now."""
        self._chunks.clear()

    def close(self) -> None:
        """Close the wrapped stream."""
        assert isinstance(self._stream, httpx.SyncByteStream)
        self._stream.close()

    async def aclose(self) -> None:
        """Close the wrapped stream."""
        assert isinstance(self._stream, httpx.AsyncByteStream)
        await self._stream.aclose()


def decoded_body(response: httpx.Response) -> Any:
    """Return the decoded JSON body; None if there is no body, NOT_JSON if it is something else."""
    content = response.content
    if not content:
        return None
    try:
        return loads(content)
    except (ValueError, RecursionError):
        return NOT_JSON
