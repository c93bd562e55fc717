"""Many calls at the same time, with a bound: for tasks (`map`) and for threads (`thread_map`).

    async with concurrency.map(client.accounts.retrieve, ids, limit=50) as outcomes:
        async for outcome in outcomes:
            print(outcome.item, outcome.error or outcome.result)

Neither loses a result because another call failed: for each item there is an `Outcome`, with a result or an error. Items are read only when
they are needed, so there may be millions of them, also from a list of the service that is read at the same time.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Awaitable,
    Callable,
    Generator,
    Iterable,
    Iterator,
)
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ThreadPoolExecutor, wait
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from contextvars import copy_context
from inspect import iscoroutine
from itertools import islice
from typing import Generic, NamedTuple, TypeVar, cast

from anyio import (
    CancelScope,
    Semaphore,
    create_memory_object_stream,
    create_task_group,
    current_effective_deadline,
    get_cancelled_exc_class,
)
from anyio.abc import TaskGroup
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream

from pdconnect_api.errors import InvalidArgumentError

__all__ = ["Outcome", "map", "thread_map"]

T = TypeVar("T")
R = TypeVar("R")

_DEFAULT_LIMIT = 50
"""Calls at the same time, unless `limit` is passed. A client has 100 connections."""


class Outcome(NamedTuple, Generic[T, R]):
    """The result, or the error, of the call with one item."""

    item: T
    result: R | None
    """The result; None if the call failed."""
    error: Exception | None
    """The error, if the call failed. `concurrent.futures.CancelledError`: it was cancelled, but not by the end of the context."""

    def unwrap(self) -> R:
        """Return the result, or raise the error."""
        if self.error is not None:
            raise self.error
        return cast("R", self.result)


@asynccontextmanager
async def map(
    call: Callable[[T], Awaitable[R]],
    items: Iterable[T] | AsyncIterable[T],
    *,
    limit: int = _DEFAULT_LIMIT,
    ordered: bool = True,
) -> AsyncGenerator[AsyncIterator[Outcome[T, R]]]:
    """Call an async function with each item, in tasks of asyncio or trio. Yields an iterator over the outcomes.

    When the context ends, also by an error or a cancellation, no further call begins, and running calls are cancelled.

    Args:
        call: The function, such as `client.accounts.retrieve`.
        items: Its arguments, such as a list of an `AsyncClient`. They are read as calls begin, in the event loop. If reading fails, its
            error follows the outcomes of the items before it.
        limit: The largest number of items that are being processed, or whose outcomes you have not read yet.
        ordered: Whether the outcomes are in the order of the items. Otherwise each is yielded as soon as it is available, so a slow call
            does not delay the others.

    Raises:
        InvalidArgumentError: `limit` is not a positive integer.
    """
    _check_limit(limit)
    raised: BaseException | None = None
    send, receive = create_memory_object_stream[tuple[int, Outcome[T, R]]](limit)
    async with AsyncExitStack() as stack:
        stack.enter_context(receive)
        tasks = await stack.enter_async_context(create_task_group())
        run = _TaskRun(call, send, Semaphore(limit), tasks)
        tasks.start_soon(run.start_all, items)
        outcomes = run.outcomes(receive, ordered)
        try:
            yield outcomes
        except get_cancelled_exc_class():
            raise
        except BaseException as error:  # the task group would put it into a group
            raised = error
        finally:
            tasks.cancel_scope.cancel()
            await outcomes.aclose()
    raised = raised or run.fatal_error
    if raised is not None:
        raise raised


class _TaskRun(Generic[T, R]):
    """One run of `map`. A slot of `slots` is acquired when an item is read, and released when its outcome has been yielded."""

    def __init__(
        self,
        call: Callable[[T], Awaitable[R]],
        send: MemoryObjectSendStream[tuple[int, Outcome[T, R]]],
        slots: Semaphore,
        tasks: TaskGroup,
    ) -> None:
        self._call = call
        self._send = send
        self._slots = slots
        self._tasks = tasks
        self._reading_error: Exception | None = None
        self.fatal_error: BaseException | None = None
        """What ends the run, such as a SystemExit in a call: it is no `Exception`, so no outcome has it."""

    async def start_all(self, items: Iterable[T] | AsyncIterable[T]) -> None:
        """Start a task for each item. The stream ends after the last outcome."""
        iterator = aiter(items) if isinstance(items, AsyncIterable) else _async_iterator(items)
        index = 0
        try:
            with self._send:
                while True:
                    await self._slots.acquire()
                    item = await anext(iterator)
                    self._tasks.start_soon(self._run, index, item, self._send.clone())
                    index += 1
        except StopAsyncIteration:
            pass
        except Exception as error:
            self._reading_error = error
        except BaseException as error:
            self._end_with(error)
        finally:
            if isinstance(iterator, AsyncGenerator):
                with CancelScope(shield=True):  # it may have connections to close
                    await iterator.aclose()

    async def _run(self, index: int, item: T, send: MemoryObjectSendStream[tuple[int, Outcome[T, R]]]) -> None:
        with send:
            try:
                outcome = Outcome[T, R](item, await self._call(item), None)
            except Exception as error:
                outcome = Outcome[T, R](item, None, error)
            except BaseException as error:
                if not isinstance(error, get_cancelled_exc_class()) or _is_being_cancelled():
                    self._end_with(error)
                    return
                # The call has cancelled itself, as by awaiting a task that was cancelled.
                outcome = Outcome[T, R](item, None, CancelledError())
            send.send_nowait((index, outcome))  # it has space for one of each slot

    def _end_with(self, error: BaseException) -> None:
        """End the run with an error, which the task group would put into a group. Raises it again if it is a cancellation."""
        if isinstance(error, get_cancelled_exc_class()):
            raise error
        self.fatal_error = error
        self._tasks.cancel_scope.cancel()

    async def outcomes(
        self, receive: MemoryObjectReceiveStream[tuple[int, Outcome[T, R]]], ordered: bool
    ) -> AsyncGenerator[Outcome[T, R]]:
        """Yield the outcomes as they arrive, or in order."""
        early: dict[int, Outcome[T, R]] = {}
        following = 0
        async for index, outcome in receive:
            early[index] = outcome
            while early and (not ordered or following in early):
                yield early.pop(following if ordered else index)
                following += 1
                self._slots.release()
        if self._reading_error is not None:
            raise self._reading_error


def _is_being_cancelled() -> bool:
    return current_effective_deadline() == -math.inf


async def _async_iterator(items: Iterable[T]) -> AsyncGenerator[T]:
    for item in items:
        yield item


@contextmanager
def thread_map(
    call: Callable[[T], R], items: Iterable[T], *, limit: int = _DEFAULT_LIMIT, ordered: bool = True
) -> Generator[Iterator[Outcome[T, R]]]:
    """Call a function with each item, in threads. Yields an iterator over the outcomes.

    When the context ends, also by an error or Ctrl-C, no further call begins, and those that are running are waited for: a blocking call
    cannot be cancelled.

    Args:
        call: The function, such as `client.accounts.retrieve`.
        items: Its arguments. They are read as calls begin. If reading fails, its error follows the outcomes of the items before it.
        limit: The largest number of items that are being processed, or whose outcomes you have not read yet. It is also the number of
            threads.
        ordered: Whether the outcomes are in the order of the items. Otherwise each is yielded as soon as it is available, so a slow call
            does not delay the others.

    Raises:
        InvalidArgumentError: `limit` is not a positive integer.
    """
    _check_limit(limit)
    executor = ThreadPoolExecutor(limit, "pdconnect map")
    outcomes = _thread_outcomes(executor, call, items, limit, ordered)
    try:
        yield outcomes
    finally:
        outcomes.close()  # and the items, if they are a generator
        executor.shutdown(cancel_futures=True)


def _thread_outcomes(
    executor: ThreadPoolExecutor, call: Callable[[T], R], items: Iterable[T], limit: int, ordered: bool
) -> Generator[Outcome[T, R]]:
    # The context variables, as for the current span of a trace, are those of the caller, as in tasks.
    reader = _Reader(items)
    begun = (executor.submit(copy_context().run, _outcome, call, item) for item in reader)
    running = deque(islice(begun, limit))
    while running:
        if not ordered:
            _move_first_done(running)
        yield running.popleft().result()
        running.extend(islice(begun, 1))
    if reader.error is not None:
        raise reader.error


class _Reader(Generic[T]):
    """Reads items until there are no more, or reading fails."""

    def __init__(self, items: Iterable[T]) -> None:
        self._items = items
        self.error: Exception | None = None

    def __iter__(self) -> Iterator[T]:
        try:
            yield from self._items
        except Exception as error:
            self.error = error


def _outcome(call: Callable[[T], R], item: T) -> Outcome[T, R]:
    try:
        result = call(item)
        if iscoroutine(result):
            result.close()
            raise InvalidArgumentError("call", "must not be an async function: use map")
        return Outcome(item, result, None)
    except Exception as error:
        return Outcome(item, None, error)


def _move_first_done(running: deque[Future[Outcome[T, R]]]) -> None:
    """Wait for any of the calls, and move it to the left."""
    done = wait(running, return_when=FIRST_COMPLETED).done
    first = next(future for future in running if future in done)
    running.remove(first)
    running.appendleft(first)


def _check_limit(limit: int) -> None:
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
        raise InvalidArgumentError("limit", "must be a positive integer")
