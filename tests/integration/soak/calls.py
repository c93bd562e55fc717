"""Very many calls of every kind, by threads that share a client and by asyncio tasks that share a client."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

import pdconnect

from .resources import ResourceMonitor, TimeLimit, unfinished
from .service import ACTION, USER

THREADS, TASKS = 8, 16
RUN_EVERY = 10
"""Every tenth call runs the action."""
DOCUMENTED = (
    pdconnect.ServerError,
    pdconnect.TooManyRequestsError,
    pdconnect.TransportError,
    pdconnect.DecodeError,
    pdconnect.AuthenticationError,
    pdconnect.UnauthorizedError,
)
"""The errors that a call may raise if the service fails more often than the call is retried."""
_PENDING, _DONE, _UNCERTAIN, _NOT_SENT = range(4)
_ANY_STATUS = range(200, 600)

Check = Callable[[Any], bool]
Kind = tuple[Callable[[Any], Any], Check]
"""A call, and the check of its result. The call is the same for both clients, except that tasks await it."""


def kinds(account: str) -> list[Kind]:
    """Return the kinds of calls other than running the action."""
    props = {"slack": {"authProvisionId": account}}
    return [
        (lambda client: client.accounts.retrieve(account), lambda result: result.id == account),
        (lambda client: client.accounts.list(limit=10), lambda page: len(page.data) == 10),
        (
            lambda client: client.accounts.list(limit=10, include_credentials=True),
            lambda page: all(item.credentials for item in page.data),
        ),
        (lambda client: client.tokens.create(external_user_id=USER), lambda token: token.token.startswith("ctok_")),
        (lambda client: client.apps.list(limit=5), lambda page: len(page.data) == 5),
        (
            lambda client: client.actions.retrieve("slack-send-message"),
            lambda component: component.key == "slack-send-message",
        ),
        (
            lambda client: client.actions.configure_prop(
                id="slack-send-message", external_user_id=USER, prop_name="conversation", configured_props=props
            ),
            lambda response: response is not None,
        ),
        (
            lambda client: client.proxy.get(
                "https://slack.com/api/auth.test", external_user_id=USER, account_id=account
            ),
            lambda response: response.status_code in _ANY_STATUS,
        ),
        (lambda client: client.triggers.list(limit=5), lambda page: len(page.data) == 5),
    ]


class Calls:
    """A number of calls, and their outcomes."""

    def __init__(self, total: int, account: str, limit: TimeLimit, *, first: int = 0) -> None:
        self.total = total
        self.done = 0
        self.errors: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.seconds = 0.0
        self.monitor = ResourceMonitor(total)
        self._numbers = iter(range(total))  # the threads share this iterator, and each number goes to one of them
        self._counter = count(1)
        self._kinds = kinds(account)
        self._runs = bytearray(total // RUN_EVERY + 1)
        self._limit = limit
        self._first = first

    def by_threads(self, client: pdconnect.Client) -> None:
        """Make the calls with threads."""
        start = time.monotonic()
        with ThreadPoolExecutor(THREADS) as pool:
            for worker in [pool.submit(self._work, client) for _ in range(THREADS)]:
                worker.result()
        self.seconds = time.monotonic() - start

    async def by_tasks(self, client: pdconnect.AsyncClient) -> None:
        """Make the calls with asyncio tasks."""
        start = time.monotonic()
        await asyncio.gather(*(self._work_async(client) for _ in range(TASKS)))
        self.seconds = time.monotonic() - start

    def _work(self, client: pdconnect.Client) -> None:
        for number in self._numbers:
            call, check = self._kind(number)
            result, error = None, None
            try:
                result = call(client)
            except Exception as caught:
                error = caught
            self._record(number, check, result, error)
            if self._limit.over:
                return

    async def _work_async(self, client: pdconnect.AsyncClient) -> None:
        for number in self._numbers:
            call, check = self._kind(number)
            result, error = None, None
            try:
                waiting: Awaitable[Any] = call(client)
                result = await waiting
            except Exception as caught:
                error = caught
            self._record(number, check, result, error)
            if self._limit.over:
                return

    def _kind(self, number: int) -> Kind:
        kind = number % RUN_EVERY
        if kind:
            return self._kinds[kind - 1]
        run = self._first + number
        props = {"number": run}
        return (
            lambda client: client.actions.run(id=ACTION, external_user_id=USER, configured_props=props),
            lambda ran: ran.ret == run,
        )

    def _record(self, number: int, check: Check, result: object, error: Exception | None) -> None:
        if error is None and not check(result):
            self.wrong.append(f"call {number} ended in {result!r}")
        if error is not None:
            self.errors[type(error).__name__] += 1
            if not isinstance(error, DOCUMENTED):
                self.wrong.append(f"call {number} ended in {error!r}")
        if number % RUN_EVERY == 0:
            self._runs[number // RUN_EVERY] = _state(error)
        self.done = done = next(self._counter)
        self.monitor.done(done)

    def __str__(self) -> str:
        errors = ", ".join(f"{name} {times:,}" for name, times in sorted(self.errors.items()))
        return f"{self.done:,} calls in {self.seconds:.0f} s; documented errors, after all attempts: {errors or 'none'}\n  {self.monitor}"

    def problems(self, executed: dict[int, int]) -> list[str]:
        """Return the problems, given how often the service ran the action for each number."""
        return [
            *self.wrong,
            *self._problems_of_actions(executed),
            *unfinished("calls", self.done, self.total),
            *self.monitor.problems(),
        ]

    def _problems_of_actions(self, executed: dict[int, int]) -> list[str]:
        problems: list[str] = []
        for index, state in enumerate(self._runs):
            number = self._first + index * RUN_EVERY
            times = executed.get(number, 0)
            if times > 1:
                problems.append(f"run {number} was executed {times} times")
            if state == _DONE and not times:
                problems.append(f"run {number} was never executed, but had a result")
            if state == _NOT_SENT and times:
                problems.append(f"run {number} was executed, but the error reports that it was not sent")
        return problems


def _state(error: Exception | None) -> int:
    if error is None:
        return _DONE
    return _NOT_SENT if isinstance(error, pdconnect.TransportError) and not error.sent else _UNCERTAIN
