"""Local variables in tracebacks, which error reports such as those of Sentry and rich show. Those of an HTTP library hold every header."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from types import FrameType
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_SENDING = frozenset(
    {
        "aiohttp",
        "h11",
        "h2",
        "hpack",
        "httpcore",
        "httpcore2",
        "httpx",
        "httpx2",
        "httpx_aiohttp",
        "hyperframe",
        "pdconnect",
        "pdconnect_api",
        "redis",
    }
)
"""Top-level packages of this client and of the libraries that it sends with."""
_LIBRARIES = (
    _SENDING
    | sys.stdlib_module_names
    | {
        "anyio",
        "cryptography",
        "idna",
        "jwt",
        "limits",
        "outcome",
        "pdconnect_sandbox",
        "sniffio",
        "socksio",
        "trio",
        "uvloop",
    }
)
"""Packages whose frames are cleared where they are called by one of those. Frames of the caller's hooks keep their variables."""


_ILLEGAL_HEADER = "Illegal header"


def clear_frames(error: BaseException) -> None:
    """Delete the local variables in the tracebacks of an error that passes through the calling function, below that function.

    The lines of the tracebacks stay. Tracebacks of errors behind it (`__cause__`, `__context__`) are cleared too if they were caught below
    the calling function. An error that the caller of this client was already handling is left as it is.
    """
    above = _frames_from(sys._getframe(1))  # pyright: ignore[reportPrivateUsage] - `inspect` takes long to import
    seen: set[int] = set()
    pending: list[BaseException | None] = [error]
    while pending:
        linked = pending.pop()
        if linked is None or id(linked) in seen:
            continue
        seen.add(id(linked))
        traceback = linked.__traceback__
        if linked is not error and traceback is not None and traceback.tb_frame in above:
            continue  # caught by the caller of this client
        is_below = False
        while traceback is not None:
            frame = traceback.tb_frame
            package = str(frame.f_globals.get("__name__")).partition(".")[0]
            is_below = is_below or (package in _SENDING and frame not in above)
            if is_below and package in _LIBRARIES and frame not in above and not _is_suspended(frame):
                with suppress(RuntimeError):  # it still runs, in a helper thread
                    frame.clear()
            traceback = traceback.tb_next
        _hide_request(linked)
        pending += [linked.__cause__, linked.__context__]
        if isinstance(linked, BaseExceptionGroup):
            pending += linked.exceptions  # pyright: ignore[reportUnknownMemberType]


def _is_suspended(frame: FrameType) -> bool:
    """Return whether a coroutine or generator of this frame will continue, which clearing the frame would end before Python 3.13.

    Libraries raise one error in many tasks, as httpcore does for a connection of HTTP/2: its traceback has frames of all these tasks. A
    frame refers to its code only when it has ended.
    """
    return sys.version_info < (3, 13) and frame.f_code not in gc.get_referents(frame)


def is_illegal_header(error: BaseException) -> bool:
    """Return whether h11 has rejected a header, before any of the request was sent. Its message quotes the header."""
    return type(error).__name__ == "LocalProtocolError" and str(error).startswith(_ILLEGAL_HEADER)


def _hide_request(error: BaseException) -> None:
    """Remove headers from an error of h11, and headers and the query of the request from an error of aiohttp, which show them."""
    if is_illegal_header(error):
        error.args = (_ILLEGAL_HEADER,)
    request: Any = getattr(error, "request_info", None)
    if type(request).__module__.partition(".")[0] == "aiohttp":
        url = request.real_url.with_query(None)
        hidden: Any = type(request)(url, request.method, {}, url)  # in older versions of aiohttp it is not a tuple
        error.request_info = hidden  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]
        error.args = ()


def clearing_frames(function: Callable[P, R]) -> Callable[P, R]:
    """Return the function, changed so that the tracebacks of its errors show none of its local variables, only its arguments."""

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except BaseException as error:
            clear_frames(error)
            raise

    return call


def _frames_from(frame: FrameType | None) -> set[FrameType]:
    """Return a frame and all that called it."""
    found: set[FrameType] = set()
    while frame is not None:
        found.add(frame)
        frame = frame.f_back
    return found
