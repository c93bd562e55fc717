"""Calls of the functions that a caller passes as `checkpoint` or `progress`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import isawaitable, iscoroutine

from pdconnect_api.errors import InvalidArgumentError
from pdconnect_api.list_progress import Checkpoint, ListProgress

CheckpointFunction = Callable[[Checkpoint], None]
AsyncCheckpointFunction = Callable[[Checkpoint], Awaitable[None] | None]


def call_checkpoint(function: CheckpointFunction, checkpoint: Checkpoint) -> None:
    """Call a function. Raises InvalidArgumentError if it is asynchronous."""
    call: Callable[[Checkpoint], object] = function  # callers without a type checker can pass an async one
    _refuse_coroutine(call(checkpoint), "checkpoint", "only an AsyncClient awaits it")


async def async_call_checkpoint(function: AsyncCheckpointFunction, checkpoint: Checkpoint) -> None:
    """Call a function, and await what it returns if it is asynchronous."""
    result = function(checkpoint)
    if isawaitable(result):
        await result


def call_progress(function: Callable[[ListProgress], object], progress: ListProgress) -> None:
    """Call a function. Raises InvalidArgumentError if it is asynchronous."""
    _refuse_coroutine(function(progress), "progress", "it is not awaited")


def _refuse_coroutine(result: object, argument: str, reason: str) -> None:
    if iscoroutine(result):
        result.close()
        raise InvalidArgumentError(argument, f"must not be an async function: {reason}")
