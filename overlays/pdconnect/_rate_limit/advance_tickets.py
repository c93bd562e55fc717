"""Entries of a shared limit that a process has in advance, so that not every request needs an operation at the store. No clock, no I/O.

A request that is sent with such an entry is like one that asked when the entry was granted, and took a while to be sent. That is within
the margin of the window, and a request that reaches the service later than half of it reports its arrival.
"""

from __future__ import annotations

from collections import deque

from .limit_state import SECOND, Decision
from .window_log import Ticket, margin

MOST = 64
"""Entries that are wanted at most."""


def lifetime(window: int) -> float:
    """Return for how many seconds entries can be used: a quarter of the margin. The request has another quarter to reach the service."""
    return margin(window) / (4 * SECOND)


class _Block:
    """Entries that one operation granted, in order."""

    __slots__ = ("asked_at", "decision", "left")

    def __init__(self, decision: Decision, asked_at: float) -> None:
        self.decision = decision
        self.asked_at = asked_at
        self.left = decision.advance

    def take(self) -> Ticket:
        decision = self.decision
        assert decision.ticket is not None
        ticket = Ticket(decision.advance_number + decision.advance - self.left, decision.ticket.time)
        self.left -= 1
        return ticket

    def take_all(self) -> list[Ticket]:
        return [self.take() for _ in range(self.left)]


class AdvanceTickets:
    """The entries of one limit. Their number follows the demand: half of what was used in one lifetime before."""

    __slots__ = ("_blocks", "_demand", "_expired", "_granted", "_lifetime", "_requested", "_since", "_used")

    def __init__(self, window: int) -> None:
        self._lifetime = lifetime(window)
        self._blocks: deque[_Block] = deque()
        self._expired: deque[Ticket] = deque(maxlen=MOST)
        """Entries that were not used in time. Later requests can have them, at the time of these requests."""
        self._granted = 0
        """How many the last operation granted."""
        self._requested = 0
        """Entries for which operations are under way."""
        self._since = 0.0
        self._used = 0
        """The requests in the current lifetime."""
        self._demand = 0
        """The requests in this one or the one before, whichever had more."""

    def take(self, now: float) -> tuple[Decision, float] | None:
        """Return an entry for a request, and when it was asked for; None if it has to ask for more.

        One request asks before the last entry is used, so that others have some while they wait for its operation.
        """
        self._count(now)
        while self._blocks and now - self._blocks[0].asked_at > self._lifetime:
            self._expired += self._blocks.popleft().take_all()
        is_low = self._left() <= self._granted // 4 and not self._requested
        if is_low or not self._blocks:
            return None
        block = self._blocks[0]
        ticket = block.take()
        if not block.left:
            self._blocks.popleft()
        return block.decision._replace(ticket=ticket, advance=0, advance_number=0), block.asked_at

    def request(self) -> tuple[int, Ticket | None]:
        """Return how many entries to ask for, and one that was not used in time."""
        count = max(1, min(MOST, self._demand // 2) - self._requested - self._left())
        self._requested += count
        return count, self._expired.popleft() if self._expired else None

    def add(self, count: int, decision: Decision | None, asked_at: float) -> None:
        """Add what was granted when this number of entries was requested; None if nothing was."""
        self._requested -= count
        if decision is not None:
            self._lifetime = lifetime(decision.window)
            self._granted = decision.advance
            if decision.advance:
                self._blocks.append(_Block(decision, asked_at))

    def clear(self) -> None:
        """Forget all entries, because nothing may be sent now."""
        self._blocks.clear()
        self._expired.clear()

    def _left(self) -> int:
        return sum(block.left for block in self._blocks)

    def _count(self, now: float) -> None:
        elapsed = now - self._since
        if elapsed > self._lifetime:
            self._demand = self._used if elapsed < 2 * self._lifetime else 0
            self._used, self._since = 0, now
        self._used += 1
        self._demand = max(self._demand, self._used)
