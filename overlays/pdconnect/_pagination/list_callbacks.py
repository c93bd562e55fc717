"""Calls of the functions that a caller passes as `checkpoint`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import isawaitable, iscoroutine

from pdconnect_api.errors import InvalidArgumentError
from pdconnect_api.list_progress import Checkpoint

CheckpointFunction = Callable[[Checkpoint], None]
AsyncCheckpointFunction = Callable[[Checkpoint], Awaitable[None] | None]


def call_checkpoint(function: CheckpointFunction, checkpoint: Checkpoint) -> None:
    """Call a function. Raises InvalidArgumentError if it is asynchronous."""
    call: Callable[[Checkpoint], object] = function  # callers without a type checker can pass an async one
    result = call(checkpoint)
    if iscoroutine(result):
        result.close()
        raise InvalidArgumentError("checkpoint", "must not be an async function: only an AsyncClient awaits it")


async def async_call_checkpoint(function: AsyncCheckpointFunction, checkpoint: Checkpoint) -> None:
    """Call a function, and await what it returns if it is asynchronous."""
    result = function(checkpoint)
    if isawaitable(result):
        await result
