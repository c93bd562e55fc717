"""The log of the requests of one limit: when they were sent, and when the waiting ones may be sent. No clock, no I/O.

All times are integers in microseconds, so that the script in Redis, which has the same algorithm, calculates the same values.
"""

from __future__ import annotations

from functools import lru_cache

_RELEASED = -1
"""The time of an entry that was released."""

PRUNED_PER_REQUEST = 10
"""Entries that are removed at most, beside one for each that is added: more than are added, less than a pause for all of a window."""


@lru_cache(64)
def margin(window: int) -> int:
    """Return what is added to a window: requests can arrive at the service closer together than they were sent.

    It is a hundredth of the window, but for windows below 10 seconds up to 0.1 seconds or 3 %.
    """
    return max(window // 100, min(100_000, window * 3 // 100))


class Ticket:
    """An entry of a log: its number, and the time that it has there."""

    __slots__ = ("number", "time")

    def __init__(self, number: int, time: int) -> None:
        self.number = number
        self.time = time

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ticket) and (self.number, self.time) == (other.number, other.time)

    def __hash__(self) -> int:
        return hash((self.number, self.time))

    def __repr__(self) -> str:
        return f"Ticket({self.number}, {self.time})"


class WindowLog:
    """The times of requests, which are numbered in the order in which they asked. A time in the future is a reservation.

    Each request is as late as the window requires after the one that is `requests` before it, so no period as long as the window ever
    contains more requests than the limit allows: of any `requests` + 1 numbers, two differ by a multiple of `requests`.
    """

    __slots__ = ("first", "last", "times")

    def __init__(self) -> None:
        self.first = 1
        self.last = 0
        """The numbers of the oldest and of the newest entry."""
        self.times: dict[int, int] = {}

    def time_of(self, number: int, requests: int = 0) -> int | None:
        """Return the time of an entry. A released one has the later time of the entry before it and of the one `requests` before it."""
        latest = _RELEASED
        while number >= self.first:
            time = self.times.get(number, _RELEASED)
            if time != _RELEASED:
                return max(time, latest)
            if requests:
                latest = max(latest, self.times.get(number - requests, _RELEASED))
            number -= 1
        return None if latest == _RELEASED else latest

    def newest(self) -> int:
        """Return the latest time; 0 if the log is empty. The last entry is never a released one."""
        return self.times.get(self.last, 0)

    def count(self) -> int:
        """Return the number of entries, reservations too."""
        return self.last - self.first + 1

    def next_time(self, requests: int, period: int, gap: int, now: int, blocked_until: int) -> int:
        """Return when a new request may be sent: now, or after all that wait already."""
        time = max(now, blocked_until)
        if self.last - self.first + 1 >= requests:
            oldest = self.time_of(self.last - requests + 1, requests)
            if oldest is not None:
                time = max(time, oldest + period)
        newest = self.times.get(self.last)
        if newest is not None and (time > now or newest > now):
            time = max(time, newest + gap)
        return time

    def add(self, time: int, count: int = 1) -> Ticket:
        """Add entries, and return the first."""
        first = self.last + 1
        self.last += count
        for number in range(first, first + count):
            self.times[number] = time
        return Ticket(first, time)

    def record(self, ticket: Ticket | None, now: int) -> Ticket:
        """Add an entry for a request that is sent now, or change the time of the one that it has."""
        return self.move(ticket, now) if ticket is not None and self.has(ticket) else self.add(now)

    def has(self, ticket: Ticket | None) -> bool:
        """Return whether the entry of a ticket is still here. It is not after the loss of a store."""
        return ticket is not None and self.times.get(ticket.number) == ticket.time

    def is_current(self, ticket: Ticket | None, requests: int, now: int) -> bool:
        """Return whether a request may still be sent with a ticket: not after the one `requests` later was sent."""
        return (
            ticket is not None
            and self.has(ticket)
            and not 0 <= self.times.get(ticket.number + requests, now + 1) <= now
        )

    def confirm(
        self, ticket: Ticket, requests: int, period: int, gap: int, slack: int, now: int, blocked_until: int
    ) -> Ticket:
        """Return the ticket with the time at which its request may really be sent, which is now if nothing has changed.

        Requests can wait longer than planned, and limits can change, so this is checked after each wait. `slack` is the number of
        microseconds that a request may be early.
        """
        time = max(now, blocked_until)
        if ticket.time - slack > now:
            time = max(time, ticket.time)
        oldest = self.time_of(ticket.number - requests, requests)
        if oldest is not None and oldest + period - slack > now:
            time = max(time, oldest + period)
        before = self.time_of(ticket.number - 1)
        if before is not None and time > now:
            time = max(time, before + gap)
        self.times[ticket.number] = time
        return Ticket(ticket.number, time)

    def move(self, ticket: Ticket, time: int) -> Ticket:
        """Change the time of an entry."""
        self.times[ticket.number] = time
        return Ticket(ticket.number, time)

    def delay(self, ticket: Ticket, time: int) -> None:
        """Make an entry later, if its request arrived later than planned."""
        if time > ticket.time and self.has(ticket):
            self.times[ticket.number] = time

    def release(self, ticket: Ticket) -> None:
        """Give up a reservation. Its time is free again if all after it are released too, or after a window at the latest."""
        if not self.has(ticket):
            return
        self.times[ticket.number] = _RELEASED
        while self.last >= self.first and self.times[self.last] == _RELEASED:
            del self.times[self.last]
            self.last -= 1

    def prune(self, period: int, now: int, most: int = PRUNED_PER_REQUEST) -> None:
        """Remove entries that are older than the window, oldest first."""
        for _ in range(most):
            if self.first > self.last or self.times[self.first] + period > now:
                return
            del self.times[self.first]
            self.first += 1
