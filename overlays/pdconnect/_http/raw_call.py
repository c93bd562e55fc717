"""Calls whose answer is handed through untouched: the proxy, workflows, and files."""

from __future__ import annotations

from collections.abc import AsyncIterable, Awaitable, Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import httpx

from pdconnect_api.call import Operation

if TYPE_CHECKING:
    from .attempt import Exchange

Params = Mapping[str, Any] | Sequence[tuple[str, Any]]
Content = str | bytes | Iterable[bytes] | AsyncIterable[bytes]


class Body(NamedTuple):
    """The body of a request, in one of the forms that httpx knows."""

    json: object = None
    content: Content | None = None
    data: Mapping[str, Any] | None = None
    files: Any = None

    @property
    def replayable(self) -> bool:
        """Whether it can be sent a second time; a stream cannot."""
        return self.files is None and (self.content is None or isinstance(self.content, str | bytes))


class RawCall(NamedTuple):
    """A call as a value, whose answer is an HTTP response."""

    operation: Operation
    path: str
    """For errors: where the call goes, without its query."""
    url: str
    """Absolute, or beginning with a slash: then at the service."""
    method: str
    headers: Mapping[str, str]
    body: Body = Body()
    timeout: float | httpx.Timeout | None = None
    """Seconds; None for the client's."""
    only_success: bool = False
    """Whether an answer of another status is an error of ours, and not handed through."""

    @property
    def secrets(self) -> tuple[object, ...]:
        """What no text may show: tokens that the caller put into a header."""
        return tuple(
            value.rpartition(" ")[2] for name, value in self.headers.items() if name.lower().endswith("authorization")
        )

    @property
    def replayable(self) -> bool:
        """Whether the call can be sent a second time."""
        return self.body.replayable

    def refuses(self, response: httpx.Response) -> bool:
        """Whether this answer is an error."""
        return self.only_success and not response.is_success


class RawSender(Protocol):
    """Sends such a call."""

    def __call__(self, call: RawCall, *, stream: bool = False) -> Exchange:
        """The answer; with `stream`, its body is not read yet."""
        ...


class AsyncRawSender(Protocol):
    """Sends such a call."""

    def __call__(self, call: RawCall, *, stream: bool = False) -> Awaitable[Exchange]:
        """The answer; with `stream`, its body is not read yet."""
        ...


Progress = Callable[[int, int | None], None]
"""Told how many bytes have come, and how many there will be in all if that is known."""
