"""From an HTTP answer to a result: its body is read, kept as far as it comes, and of an error only so much."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import httpx

from pdconnect_api.decoding import loads

from .._exceptions import DecodeError, PdconnectError, request_id

if TYPE_CHECKING:
    from pdconnect_api.call import Call

    from .raw_call import RawCall

T = TypeVar("T")
NOT_JSON: Any = object()
_NO_RESULT: Any = object()
ERROR_LIMIT = 1_048_576
"""Bytes of an error's body that are read; whoever answers with more has nothing to say to a program."""


class Progress:
    """How far a call has come, for whoever gives it up."""

    def __init__(self) -> None:
        self._requests = 0
        self.kept: KeptStream | None = None
        """The last answer, while it is read."""

    @property
    def sent(self) -> bool:
        """Whether the service may have seen a request."""
        return self._requests > 0

    def begin(self) -> None:
        """A request is about to be sent."""
        self._requests += 1
        self.kept = None

    def undo(self) -> None:
        """It surely was not sent."""
        self._requests -= 1


class KeptStream(httpx.SyncByteStream, httpx.AsyncByteStream):
    """Stands before the stream of an answer."""

    def __init__(self, response: httpx.Response, check_time: Callable[[], None]) -> None:
        self._stream = response.stream
        self._limit = ERROR_LIMIT if response.status_code >= 300 else None
        self._check_time = check_time
        self._headers = response.headers
        self.status_code = response.status_code
        self.request_id = request_id(response.headers)
        self._chunks: list[bytes] = []
        self._size = 0
        response.stream = self

    @property
    def content(self) -> bytes:
        """What has come, decoded as far as that is possible."""
        raw = b"".join(self._chunks)
        try:
            return httpx.Response(200, headers=self._headers, content=raw).content
        except httpx.DecodingError:
            return raw

    def __iter__(self) -> Iterator[bytes]:
        assert isinstance(self._stream, httpx.SyncByteStream)
        for chunk in self._stream:
            self._keep(chunk)
            yield chunk
            if self._is_enough():
                return

    async def __aiter__(self) -> AsyncIterator[bytes]:
        assert isinstance(self._stream, httpx.AsyncByteStream)
        async for chunk in self._stream:
            self._keep(chunk)
            yield chunk
            if self._is_enough():
                return

    def _keep(self, chunk: bytes) -> None:
        self._chunks.append(chunk)
        self._size += len(chunk)
        self._check_time()

    def _is_enough(self) -> bool:
        return self._limit is not None and self._size >= self._limit

    def forget(self) -> None:
        """Let go of what has been kept: the answer has it by now."""
        self._chunks.clear()

    def close(self) -> None:
        """Close the stream behind."""
        assert isinstance(self._stream, httpx.SyncByteStream)
        self._stream.close()

    async def aclose(self) -> None:
        """Close the stream behind."""
        assert isinstance(self._stream, httpx.AsyncByteStream)
        await self._stream.aclose()


def read_answer(call: Call[T], response: httpx.Response, secrets: Iterable[str], attempts: int) -> T:
    """The result of a call. Raises ApiError, AcceptedResponseError or DecodeError, which tell the number of attempts."""
    try:
        return _read(call, response, secrets)
    except PdconnectError as error:
        error.attempts = attempts
        raise


def check_success(call: RawCall, response: httpx.Response, secrets: Iterable[str], attempts: int) -> None:
    """Raise ApiError, which tells the number of attempts, where a call that only wants success has had none."""
    if call.refuses(response):
        from .errors import api_error

        error = api_error(call, response, secrets)
        error.attempts = attempts
        raise error


def _read(call: Call[T], response: httpx.Response, secrets: Iterable[str]) -> T:
    body = _result(response)
    if body is _NO_RESULT:
        from .errors import no_result

        raise no_result(call, response, secrets)
    try:
        return call.read(body)
    except DecodeError as error:
        from .errors import told

        raise told(error, call, response, body) from None


def _result(response: httpx.Response) -> Any:
    """The decoded body of an answer that holds a result, else _NO_RESULT: what errors say is kept out of local variables."""
    status = response.status_code
    if not 200 <= status < 300 or status == 202:
        return _NO_RESULT
    body: Any = None if status == 204 else body_of(response)
    if body is NOT_JSON or (isinstance(body, dict) and "async_handle" in body):
        return _NO_RESULT
    return body  # pyright: ignore[reportUnknownVariableType]


def body_of(response: httpx.Response) -> Any:
    """The decoded JSON body, None where there is no body, NOT_JSON where it is something else."""
    content = response.content
    if not content:
        return None
    try:
        return loads(content)
    except (ValueError, RecursionError):
        return NOT_JSON
