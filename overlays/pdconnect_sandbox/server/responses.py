"""What an answer in process looks like to httpx, as a whole or as a broken connection leaves it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator

import httpx

from ..wire.types import Reply


def response_of(answer: Reply | httpx.Response, request: httpx.Request) -> httpx.Response:
    """Return the answer to a request in a form that threads and tasks can read, or fail as a broken connection does."""
    if isinstance(answer, Reply) and answer.connection_fault == "drop":
        raise httpx.RemoteProtocolError("Server disconnected without sending a response.", request=request)
    response = _whole(answer) if isinstance(answer, Reply) else answer
    stream = response.stream
    if not isinstance(stream, httpx.SyncByteStream):
        raise TypeError("a function that stands in for an app or a workflow must answer with a synchronous response")
    pieces = _cut_off(stream) if isinstance(answer, Reply) and answer.connection_fault == "truncate" else stream
    return httpx.Response(response.status_code, headers=response.headers, stream=_Pieces(pieces))


def _whole(reply: Reply) -> httpx.Response:
    headers = list(reply.headers)
    if reply.content is not None:
        return httpx.Response(reply.status, headers=headers, stream=_Pieces(reply.content))
    if reply.body is not None:
        return httpx.Response(reply.status, headers=headers, json=reply.body)
    return httpx.Response(reply.status, headers=headers)


def _cut_off(content: Iterable[bytes]) -> Iterator[bytes]:
    for piece in content:
        yield piece[: len(piece) // 2]
        break
    raise httpx.RemoteProtocolError("peer closed connection without sending complete message body")


class _Pieces(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that is handed over piece by piece, to threads and to tasks."""

    def __init__(self, content: Iterable[bytes]) -> None:
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        yield from self._content

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._content:
            yield piece
