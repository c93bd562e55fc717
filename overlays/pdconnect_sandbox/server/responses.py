"""A response in process, in the HTTP library of the client: complete, or as a broken connection delivers it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any

from ..wire.http_libraries import Backend, library_of, sync_body
from ..wire.responses import SandboxResponse


def to_library(response: Any, request: Any) -> Any:
    """Return the response of the sandbox, or of a function of a test, in the library of the request. Both kinds of clients can read it.

    Raises:
        RemoteProtocolError: The sandbox drops the connection, before the response or while its body is read.
    """
    library = library_of(request)
    stream: Any = library.derive(_Chunks, library.SyncByteStream, library.AsyncByteStream)
    if not isinstance(response, SandboxResponse):
        return library.Response(response.status_code, headers=response.headers.raw, stream=stream(sync_body(response)))
    if response.connection_fault == "drop":
        raise library.RemoteProtocolError("Server disconnected without sending a response.", request=request)
    chunks = response.iter_body()
    if response.connection_fault == "truncate":
        chunks = _truncated(chunks, library)
    return library.Response(response.status_code, headers=response.raw_headers, stream=stream(chunks))


def _truncated(chunks: Iterable[bytes], library: Backend) -> Iterator[bytes]:
    for chunk in chunks:
        yield chunk[: len(chunk) // 2]
        break
    raise library.RemoteProtocolError("peer closed connection without sending complete message body")


class _Chunks:
    """A body in pieces, for both kinds of clients."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks

    def __iter__(self) -> Iterator[bytes]:
        yield from self._chunks

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self._chunks:
            yield chunk

    def close(self) -> None:
        """Close the body. It may belong to a connection that the test has opened."""
        close = getattr(self._chunks, "close", None)
        if close is not None:
            close()

    async def aclose(self) -> None:
        """Close the body."""
        self.close()
