"""A request on its way through the limit that it counts against. No clock, no I/O."""

from __future__ import annotations

from collections.abc import Callable

from .limit_state import GRANTED, REFUSED, SECOND, Ask, Decision
from .limits import Limit, LimitReached
from .window_log import Ticket, margin

_FIRST_HORIZON = 5
"""Half windows. A reservation may be this far ahead: what a process has reserved when it dies stays unused."""
_HORIZON_STEP = 2
_LAST_HORIZON = 11
"""Half windows. Each time a request is refused, it may reserve further ahead, where those that came later cannot."""


class PendingRequest:
    """A request that is to be counted against a limit, with its reservation if it has one."""

    __slots__ = (
        "_adaptive",
        "_horizon",
        "_limit",
        "_name",
        "_share",
        "_share_ticket",
        "_status",
        "_ticket",
        "asked_at",
        "has_much_left",
        "in_process",
        "key",
        "window",
    )

    def __init__(self, name: str, key: str, limit: Limit, share: int, *, adaptive: bool) -> None:
        self.key = key
        self.asked_at = 0.0
        """When the limit was asked for the last time, by the clock of this process."""
        self.has_much_left = False
        """Whether more than a quarter of the limit was free when this request was granted."""
        self.in_process: PendingRequest | None = None
        """The same request in the counts of this process, which limit it while the shared store is down."""
        self.window = limit.seconds * SECOND
        """The window of the limit as the last decision had it, in microseconds."""
        self._name = name
        self._limit = limit
        self._share = share
        self._adaptive = adaptive
        self._horizon = _FIRST_HORIZON
        self._status = REFUSED
        self._ticket: Ticket | None = None
        self._share_ticket: Ticket | None = None

    @property
    def has_ticket(self) -> bool:
        """Whether this request has an entry in a log, granted or reserved."""
        return self._ticket is not None or self._share_ticket is not None

    @property
    def has_reservation(self) -> bool:
        """Whether this request waits for a time that is reserved for it."""
        return self._status != GRANTED and self.has_ticket

    def late_ticket(self, now: float) -> Ticket | None:
        """Return the ticket if the request may have reached the service later than planned, so that its entry must be later."""
        is_late = now - self.asked_at > margin(self._limit.seconds * SECOND) / (2 * SECOND)
        return self._ticket if is_late else None

    @property
    def number(self) -> int:
        """The number of this request among those of its limit; 0 if it was not counted."""
        return 0 if self._ticket is None else self._ticket.number

    def ask(self, longest_wait: float | None, jitter: float = 0.5) -> Ask:
        """Return the question to the limit. `jitter` is a random number below 1."""
        return Ask(
            self._limit.requests,
            self._limit.seconds * SECOND,
            self._adaptive,
            self._share,
            self._horizon,
            -1 if longest_wait is None else max(0, int(longest_wait * SECOND)),
            500 + int(jitter * 1000),
            self._ticket,
            self._share_ticket,
        )

    def record(self, decision: Decision, jitter: Callable[[], float]) -> LimitReached | None:
        """Record the decision. Return what there is to wait for, or None to send now."""
        self._status, self._ticket, self._share_ticket = decision.status, decision.ticket, decision.share_ticket
        self.window = decision.window
        self.has_much_left = decision.free > decision.requests // 4
        if decision.status == GRANTED:
            return None
        wait = pause = decision.wait / SECOND
        seconds = decision.window / SECOND
        if decision.status == REFUSED:
            self._horizon = min(self._horizon + _HORIZON_STEP, _LAST_HORIZON)
            pause = min(wait, seconds) * (0.5 + jitter() / 2)
        return LimitReached(f"{self._name} ({decision.requests} per {seconds:g} s)", wait, pause)
