"""Very many calls of every kind, by threads and by tasks that share one client each."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

import pdconnect

from .service import ACTION, USER
from .watching import Limit, Watch, unfinished

THREADS, TASKS = 8, 16
RUN_EVERY = 10
"""Each tenth call runs the action."""
DOCUMENTED = (
    pdconnect.ServerError,
    pdconnect.TooManyRequestsError,
    pdconnect.TransportError,
    pdconnect.DecodeError,
    pdconnect.AuthenticationError,
    pdconnect.UnauthorizedError,
)
"""What a call may end in, when the service fails more often than it is tried again."""
_PENDING, _DONE, _UNCERTAIN, _NOT_SENT = range(4)
_ANSWERED = range(200, 600)

Check = Callable[[Any], bool]
Kind = tuple[Callable[[Any], Any], Check]
"""A call, which is the same to the client for threads and, but for waiting, to the one for tasks; and whether its result is right."""


def kinds(account: str) -> list[Kind]:
    """The kinds of calls beside the action."""
    props = {"slack": {"authProvisionId": account}}
    return [
        (lambda client: client.accounts.retrieve(account), lambda one: one.id == account),
        (lambda client: client.accounts.list(limit=10), lambda page: len(page.data) == 10),
        (
            lambda client: client.accounts.list(limit=10, include_credentials=True),
            lambda page: all(one.credentials for one in page.data),
        ),
        (lambda client: client.tokens.create(external_user_id=USER), lambda made: made.token.startswith("ctok_")),
        (lambda client: client.apps.list(limit=5), lambda page: len(page.data) == 5),
        (lambda client: client.actions.retrieve("slack-send-message"), lambda one: one.key == "slack-send-message"),
        (
            lambda client: client.actions.configure_prop(
                id="slack-send-message", external_user_id=USER, prop_name="conversation", configured_props=props
            ),
            lambda answer: answer is not None,
        ),
        (
            lambda client: client.proxy.get(
                "https://slack.com/api/auth.test", external_user_id=USER, account_id=account
            ),
            lambda answer: answer.status_code in _ANSWERED,
        ),
        (lambda client: client.triggers.list(limit=5), lambda page: len(page.data) == 5),
    ]


class Calls:
    """So many calls, and what became of them."""

    def __init__(self, total: int, account: str, limit: Limit, *, first: int = 0) -> None:
        self.total = total
        self.done = 0
        self.errors: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.seconds = 0.0
        self.watch = Watch(total)
        self._numbers = iter(range(total))  # each is taken by one thread only
        self._counter = count(1)
        self._kinds = kinds(account)
        self._runs = bytearray(total // RUN_EVERY + 1)
        self._limit = limit
        self._first = first

    def by_threads(self, client: pdconnect.Client) -> None:
        """Make them with threads."""
        begun = time.monotonic()
        with ThreadPoolExecutor(THREADS) as pool:
            for worker in [pool.submit(self._work, client) for _ in range(THREADS)]:
                worker.result()
        self.seconds = time.monotonic() - begun

    async def by_tasks(self, client: pdconnect.AsyncClient) -> None:
        """Make them with tasks."""
        begun = time.monotonic()
        await asyncio.gather(*(self._work_async(client) for _ in range(TASKS)))
        self.seconds = time.monotonic() - begun

    def _work(self, client: pdconnect.Client) -> None:
        for number in self._numbers:
            call, check = self._kind(number)
            result, error = None, None
            try:
                result = call(client)
            except Exception as caught:
                error = caught
            self._note(number, check, result, error)
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
            self._note(number, check, result, error)
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

    def _note(self, number: int, check: Check, result: object, error: Exception | None) -> None:
        if error is None and not check(result):
            self.wrong.append(f"call {number} ended in {result!r}")
        if error is not None:
            self.errors[type(error).__name__] += 1
            if not isinstance(error, DOCUMENTED):
                self.wrong.append(f"call {number} ended in {error!r}")
        if number % RUN_EVERY == 0:
            self._runs[number // RUN_EVERY] = _state(error)
        self.done = done = next(self._counter)
        self.watch.done(done)

    def __str__(self) -> str:
        errors = ", ".join(f"{name} {times:,}" for name, times in sorted(self.errors.items()))
        return f"{self.done:,} calls in {self.seconds:.0f} s; documented errors, after all attempts: {errors or 'none'}\n  {self.watch}"

    def problems(self, executed: dict[int, int]) -> list[str]:
        """What was not as it must be, given how often the service ran the action for each number."""
        return [
            *self.wrong,
            *self._problems_of_runs(executed),
            *unfinished("calls", self.done, self.total),
            *self.watch.problems(),
        ]

    def _problems_of_runs(self, executed: dict[int, int]) -> list[str]:
        told: list[str] = []
        for place, state in enumerate(self._runs):
            number = self._first + place * RUN_EVERY
            times = executed.get(number, 0)
            if times > 1:
                told.append(f"run {number} was carried out {times} times")
            if state == _DONE and not times:
                told.append(f"run {number} was never carried out, but gave a result")
            if state == _NOT_SENT and times:
                told.append(f"run {number} was carried out, but is said not to have been sent")
        return told


def _state(error: Exception | None) -> int:
    if error is None:
        return _DONE
    return _NOT_SENT if isinstance(error, pdconnect.TransportError) and not error.sent else _UNCERTAIN
