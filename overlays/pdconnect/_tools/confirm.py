"""The callback that confirms a call that may delete or overwrite data."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import isawaitable, iscoroutine

from pdconnect_api.errors import InvalidArgumentError

from .tool_call import ToolCall

Confirm = Callable[[ToolCall], bool]
AsyncConfirm = Callable[[ToolCall], bool] | Callable[[ToolCall], Awaitable[bool]]


def confirmed(confirm: Confirm, call: ToolCall) -> bool:
    """Return whether the application confirms a call."""
    return _checked(confirm(call))


async def async_confirmed(confirm: AsyncConfirm, call: ToolCall) -> bool:
    """Return whether the application confirms a call; the callback may be a coroutine function."""
    verdict = confirm(call)
    return _checked(await verdict if isawaitable(verdict) else verdict)


def _checked(verdict: object) -> bool:
    """Return the verdict. Anything but True or False is an error: a coroutine that is not awaited would count as a yes."""
    if isinstance(verdict, bool):
        return verdict
    if iscoroutine(verdict):
        verdict.close()
    raise InvalidArgumentError("confirm", f"must return True or False, not {type(verdict).__name__}")
