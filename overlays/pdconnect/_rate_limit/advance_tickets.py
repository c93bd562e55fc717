"""Entries of a shared limit for several requests of a process, so that not every request needs an operation at the store. No clock, no I/O.

Some entries are granted in advance. A request that is sent with such an entry is like one that asked when the entry was granted, and took
a while to be sent. That is within the margin of the window, and a request that reaches the service later than half of it reports its
arrival.

A request that finds no entry while an operation is under way waits for it, and gets one of the entries that it grants in advance. If there
are too few, the first that waits makes the next operation, which asks for all that wait.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol, TypeVar

from .limit_state import GRANTED, SECOND, Ask, Decision
from .window_log import Ticket, margin

MOST = 64
"""Entries that are wanted in advance at most."""

MOST_WAITING = 256
"""Requests for which one operation asks at most."""


def lifetime(window: int) -> float:
    """Return for how many seconds entries can be used: a quarter of the margin. The request has another quarter to reach the service."""
    return margin(window) / (4 * SECOND)


class Entry(NamedTuple):
    """An entry for one request."""

    decision: Decision
    asked_at: float
    """When its operation began."""


class Operation:
    """An operation that asks for entries."""

    __slots__ = ("scope", "waiters", "wanted")

    def __init__(self, scope: object, waiters: Iterable[AnyWaiter] = ()) -> None:
        self.scope = scope
        """Where the requests run that can wait for it."""
        self.waiters = deque(waiters)
        """The requests that wait for it, in the order in which they came."""
        self.wanted = 0
        """The number of entries that it asks for."""


class AnyWaiter(Protocol):
    """A request that waits for an operation of another one. When it ends, one of the attributes is set, or none."""

    entry: Entry | None
    """The entry that the operation granted for this request."""
    operation: Operation | None
    """The next operation, which this request makes, also for the others that still wait."""

    def wake(self) -> None:
        """End the wait."""
        ...


W = TypeVar("W", bound=AnyWaiter)


class _Block:
    """Entries that one operation granted in advance, in order."""

    __slots__ = ("_decision", "asked_at", "left")

    def __init__(self, decision: Decision, asked_at: float) -> None:
        self._decision = decision
        self.asked_at = asked_at
        self.left = decision.advance

    def take(self) -> Entry:
        ticket = self.take_ticket()
        return Entry(self._decision._replace(ticket=ticket, advance=0, advance_number=0), self.asked_at)

    def take_ticket(self) -> Ticket:
        decision = self._decision
        assert decision.ticket is not None
        number = decision.advance_number + decision.advance - self.left
        self.left -= 1
        return Ticket(number, decision.ticket.time)


class AdvanceTickets:
    """The entries of one limit. Their number follows the demand: half of what was used in one lifetime before."""

    __slots__ = (
        "_blocks",
        "_demand",
        "_expired",
        "_granted",
        "_lifetime",
        "_requested",
        "_since",
        "_under_way",
        "_used",
    )

    def __init__(self, window: int) -> None:
        self._lifetime = lifetime(window)
        self._blocks: deque[_Block] = deque()
        self._expired: deque[Ticket] = deque(maxlen=MOST)
        """Entries that were not used in time. Later requests can have them, at the time of these requests."""
        self._granted = 0
        """How many the last operation granted in advance."""
        self._requested = 0
        """Entries for which operations are under way."""
        self._under_way: Operation | None = None
        """The operation for which requests wait."""
        self._since = 0.0
        self._used = 0
        """The requests in the current lifetime."""
        self._demand = 0
        """The requests in this one or the one before, whichever had more."""

    def take(self, now: float) -> Entry | None:
        """Return an entry for a request; None if it has to ask for more, or to wait.

        One request asks before the last entry is used, so that others have some while its operation is under way.
        """
        self._count(now)
        while self._blocks and now - self._blocks[0].asked_at > self._lifetime:
            block = self._blocks.popleft()
            self._expired += [block.take_ticket() for _ in range(block.left)]
        is_low = self._left() <= self._granted // 4 and not self._requested
        return None if is_low or not self._blocks else self._take()

    def join(self, scope: object, create: Callable[[], W]) -> W | None:
        """Return a waiter that waits for the operation under way; None if there is none for which a request can wait here."""
        if self._under_way is None or self._under_way.scope is not scope:
            return None
        waiter = create()
        self._under_way.waiters.append(waiter)
        return waiter

    def leave(self, waiter: AnyWaiter) -> list[AnyWaiter]:
        """Stop waiting, before the request is sent. Returns those that have to be woken."""
        if waiter.operation is not None:
            return self.end(waiter.operation, None, 0.0)
        if waiter.entry is not None and waiter.entry.decision.ticket is not None:
            self._expired.append(waiter.entry.decision.ticket)
        elif self._under_way is not None and waiter in self._under_way.waiters:
            self._under_way.waiters.remove(waiter)
        return []

    def begin(self, scope: object) -> Operation:
        """Return a new operation. Others can wait for it if there is no such operation yet."""
        operation = Operation(scope)
        if self._under_way is None:
            self._under_way = operation
        return operation

    def ask(self, operation: Operation, ask: Ask) -> Ask:
        """Return what an operation asks for: entries for all that wait, some in advance, and one that was not used in time."""
        waiting = min(1 + len(operation.waiters), MOST_WAITING)
        operation.wanted = max(waiting, min(MOST, self._demand // 2) - self._requested - self._left())
        self._requested += operation.wanted
        ticket = self._expired.popleft() if self._expired else None
        return ask._replace(waiting=waiting, wanted=operation.wanted, ticket=ticket)

    def end(self, operation: Operation, decision: Decision | None, asked_at: float) -> list[AnyWaiter]:
        """Use what an operation granted; None if it failed. Returns those that have to be woken.

        Those that wait get an entry, in the order in which they came. If the limit has no capacity, or the store failed, the others
        ask for themselves.
        """
        self._requested -= operation.wanted
        if decision is not None:
            self._lifetime = lifetime(decision.window)
            self._granted = max(0, decision.advance - len(operation.waiters))
            if decision.advance:
                self._blocks.append(_Block(decision, asked_at))
        woken: list[AnyWaiter] = []
        while operation.waiters and self._blocks:
            operation.waiters[0].entry = self._take()
            woken.append(operation.waiters.popleft())
        if operation is not self._under_way:
            return woken
        self._under_way = None
        if decision is not None and decision.status == GRANTED and operation.waiters:
            first = operation.waiters.popleft()
            first.operation = self._under_way = Operation(operation.scope, operation.waiters)
            return [*woken, first]
        return [*woken, *operation.waiters]

    def _take(self) -> Entry:
        block = self._blocks[0]
        entry = block.take()
        if not block.left:
            self._blocks.popleft()
        return entry

    def _left(self) -> int:
        return sum(block.left for block in self._blocks)

    def _count(self, now: float) -> None:
        elapsed = now - self._since
        if elapsed > self._lifetime:
            self._demand = self._used if elapsed < 2 * self._lifetime else 0
            self._used, self._since = 0, now
        self._used += 1
        self._demand = max(self._demand, self._used)
