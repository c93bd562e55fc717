"""A response in process, in httpx's form: as a whole, or as a broken connection leaves it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator

import httpx

from ..wire.responses import SandboxResponse


def to_httpx(response: SandboxResponse | httpx.Response, request: httpx.Request) -> httpx.Response:
    """Return a response that both kinds of clients can read.

    Raises:
        httpx.RemoteProtocolError: The sandbox drops the connection, before the response or while its body is read.
        TypeError: A function that stands in for an app or a workflow returned an asynchronous response.
    """
    if isinstance(response, httpx.Response):
        if not isinstance(response.stream, httpx.SyncByteStream):
            raise TypeError("a function that stands in for an app or a workflow must return a synchronous response")
        return httpx.Response(response.status_code, headers=response.headers, stream=_Chunks(response.stream))
    if response.connection_fault == "drop":
        raise httpx.RemoteProtocolError("Server disconnected without sending a response.", request=request)
    chunks = response.iter_body()
    if response.connection_fault == "truncate":
        chunks = _truncated(chunks)
    return httpx.Response(response.status_code, headers=response.raw_headers, stream=_Chunks(chunks))


def _truncated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        yield chunk[: len(chunk) // 2]
        break
    raise httpx.RemoteProtocolError("peer closed connection without sending complete message body")


class _Chunks(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body in pieces, for both kinds of clients."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks

    def __iter__(self) -> Iterator[bytes]:
        yield from self._chunks

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self._chunks:
            yield chunk
