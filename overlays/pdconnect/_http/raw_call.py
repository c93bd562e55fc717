"""Calls whose response is passed to the caller as it is: the proxy, workflows, and file downloads."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from pdconnect_api.call import Operation, RequestData

if TYPE_CHECKING:
    from .sent_response import SentResponse

Params = Mapping[str, Any] | Sequence[tuple[str, Any]]
_CARRIES_CREDENTIALS = re.compile(r"authorization|cookie|key|password|secret|signature|token", re.IGNORECASE).search
"""Recognizes the name of a header that carries a credential."""
ANY_TYPE = {"accept": "*/*"}
"""The header of a raw call whose caller names no type."""


class RawCall(NamedTuple):
    """A call whose result is the HTTP response itself."""

    operation: Operation
    path: str
    """For error messages: the target, without its query."""
    request_data: RequestData
    only_success: bool = False
    """Whether another status than a success raises ApiError. Otherwise the response is returned, whatever its status."""
    follows_redirect: bool = False
    """Whether one redirect is followed."""
    hidden: tuple[str, ...] = ()
    """More values that must not appear in any text: parts of the URL."""

    def __repr__(self) -> str:
        return f"<call of {self.operation.id}>"  # the headers and the body may contain credentials

    @property
    def secrets(self) -> tuple[object, ...]:
        """The values that must not appear in any text: those of headers that carry credentials, without `Bearer` and the like."""
        return *self.hidden, *(
            value.rpartition(" ")[2] for name, value in self.request_data.headers.items() if _CARRIES_CREDENTIALS(name)
        )

    @property
    def replayable(self) -> bool:
        """Whether the call can be sent a second time."""
        return self.request_data.body.replayable

    @property
    def status_is_from_service(self) -> bool:
        """Whether the status of a response is always the service's own: no, an app or a workflow may have set it."""
        return False

    @property
    def external_user_id(self) -> str:
        """The user whom the request names, for limits that count per user: no such limit applies to raw calls."""
        return ""

    def is_error(self, status_code: int) -> bool:
        """Return whether a response with this status raises an error."""
        return self.only_success and not 200 <= status_code < 300


class RawSender(Protocol):
    """Sends raw calls."""

    def __call__(self, call: RawCall, *, stream: bool = False) -> SentResponse:
        """Return the response; with `stream`, its body is not read yet."""
        ...


class AsyncRawSender(Protocol):
    """Sends raw calls."""

    def __call__(self, call: RawCall, *, stream: bool = False) -> Awaitable[SentResponse]:
        """Return the response; with `stream`, its body is not read yet."""
        ...


ProgressCallback = Callable[[int, int | None], None]
"""Called with the number of bytes received so far, and the total if it is known."""
