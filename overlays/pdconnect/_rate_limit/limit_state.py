"""The state of one limit, and the decision when a request may be sent. No clock, no I/O: every method gets the time.

`lua_script.py` is the same algorithm in Lua, for a state in Redis. All times are integers in microseconds.
"""

from __future__ import annotations

from typing import NamedTuple

from .window_log import PRUNED_PER_REQUEST, Ticket, WindowLog, margin

SECOND = 1_000_000
LONGEST_BLOCK = 600 * SECOND
"""A header blocks requests for at most this time, or for the window of the limit as configured, if that is longer."""
LEARNED_TTL = 600 * SECOND
"""Learned values are kept at least this long after the last request."""
MAX_GROWTH = 100
"""Learned figures are at most this many times the configured number of requests."""
RESOLUTION = 2 * SECOND
"""Headers have whole seconds, so a measured window can be this much too long."""
OVERTAKING = 64
"""The number of later requests that can arrive at the service before a request does."""
UNLIMITED = 10**15
"""The ceiling if the log has all requests that the service has counted."""
FURTHEST = 14
"""Half windows. A reservation further in the future is impossible, unless the clock of the store was set back."""

ADVANCE_PART = 64
"""A process may take at most this part of the free capacity in advance: what it does not use stays unused for a window."""

GRANTED, RESERVED, REFUSED = 0, 1, 2


class Observation(NamedTuple):
    """What a response said about a limit. -1 where it said nothing."""

    requests: int = -1
    """The number of requests that the limit allows in a window."""
    remaining: int = -1
    """The requests left in the current window."""
    reset_in: int = -1
    """The time until the window ends."""
    hold_in: int = -1
    """The time in which nothing may be sent, after a 429; 0 for the rest of the window."""
    number: int = 0
    """The number of the request, from its ticket."""
    measured: int = -1
    """The time from the response to the end of the window. Unlike `reset_in`, it does not change as time passes."""

    def aged(self, age: int) -> Observation:
        """Return the observation as it is after some time."""
        return self._replace(
            reset_in=max(0, self.reset_in - age) if self.reset_in >= 0 else -1,
            hold_in=max(0, self.hold_in - age) if self.hold_in > 0 else self.hold_in,
        )


class Ask(NamedTuple):
    """A question: may a request be sent?"""

    requests: int
    """The configured limit, which applies until another one is learned."""
    window: int
    adaptive: bool = False
    """Whether observations are expected. Without them, the state is kept only as long as its requests count."""
    share: int = 0
    """The share of the limit in millionths that requests of this class may use; 0 for all of it."""
    ahead: int = 0
    """How many half windows ahead a reservation may be made; 0 for none."""
    max_wait: int = -1
    """The longest wait for which a reservation is made; -1 for any."""
    jitter: int = 1000
    """A random number from 500 to 1500, in thousandths of the mean gap between requests that waited."""
    ticket: Ticket | None = None
    """The reservation whose time has come, or an entry that was granted in advance and not used in time."""
    share_ticket: Ticket | None = None
    wanted: int = 1
    """How many entries are wanted at most. Those after the first are for other requests of this process."""
    waiting: int = 1
    """How many of them are for requests that wait now. The others are for requests that the process sends next."""


class Decision(NamedTuple):
    """When a request may be sent."""

    status: int
    """GRANTED; RESERVED, to ask again with the tickets after `wait`; or REFUSED: nothing was reserved."""
    wait: int
    """The time until the limit has capacity for this request."""
    ticket: Ticket | None
    share_ticket: Ticket | None
    requests: int
    """The limit as it is known now."""
    window: int
    born: int = 0
    """When the state was created. Another time than before says that the store has lost its data, unless they had expired."""
    advance: int = 0
    """The number of entries granted in addition, with the time of the ticket."""
    advance_number: int = 0
    """The number of the first of them; the others follow."""
    free: int = 0
    """How many more requests the limit allows in this window."""


class LimitState:
    """What is known about one limit."""

    __slots__ = ("born", "ceiling", "ceiling_ends", "held_until", "log", "mark", "requests", "shares", "ttl", "window")

    def __init__(self) -> None:
        self.born = 0
        """When the state was created. For counts of this process beside a store: when that of the store was created."""
        self.requests = 0
        self.window = 0
        """The learned figures; 0 until there are any."""
        self.ceiling = 0
        self.ceiling_ends = 0
        """The number of the last request that the service accepts before this time, as far as its responses say."""
        self.mark = 0
        """The number of the request whose response set the ceiling."""
        self.held_until = 0
        """After a 429: when the next request may be sent."""
        self.ttl = 0
        """How long the state has to be kept from now on."""
        self.log = WindowLog()
        self.shares: dict[int, WindowLog] = {}

    def acquire(self, ask: Ask, now: int) -> Decision:
        """Count a request if it may be sent now; otherwise reserve the time when it may."""
        requests, window = self.requests or ask.requests, self.window or ask.window
        period = window + margin(window)
        newest = self._newest() if self.shares else self.log.newest()
        if newest > now or self.held_until > now or self.ceiling_ends > now:
            self._distrust_the_future(ask, newest, period, now)
        self.born = self.born or now
        decision = self._acquire(ask, requests, window, period, now)
        is_newest = newest <= now and decision.status == GRANTED
        kept = period if is_newest else max(self._newest() - now, 0) + period
        self.ttl = max(kept, LEARNED_TTL, self.held_until - now) if ask.adaptive else kept
        return decision

    def record(self, granted: Decision, ask: Ask, now: int) -> Decision:
        """Count a request that another state has granted, with the figures that it has learned."""
        if ask.adaptive:
            self.requests, self.window = granted.requests, granted.window
        self.born = granted.born
        period = granted.window + margin(granted.window)
        self.log.prune(period, now)
        ticket, share_ticket = self.log.record(ask.ticket, now), None
        if ask.share:
            share_log = self.shares.setdefault(ask.share, WindowLog())
            share_log.prune(period, now)
            share_ticket = share_log.record(ask.share_ticket, now)
        self.ttl = max(self.ttl, max(self._newest() - now, 0) + period)
        return granted._replace(ticket=ticket, share_ticket=share_ticket)

    def observe(self, seen: Observation, ask: Ask, now: int) -> None:
        """Learn from a response."""
        longest = max(LONGEST_BLOCK, ask.window)
        if seen.requests > 0:
            self.requests = min(seen.requests, ask.requests * MAX_GROWTH)
        window = self.window or ask.window
        if seen.measured > 0:
            measured = min(max(seen.measured, SECOND), longest)
            is_new = seen.requests > 0 and seen.remaining >= seen.requests - 1  # the window began with this request
            if measured > window + RESOLUTION or (is_new and measured < window):
                window = self.window = measured
        rest = min(seen.reset_in, longest) if seen.reset_in >= 0 else window
        is_newer = seen.number >= self.mark or now >= self.ceiling_ends or self.mark > self.log.last
        if seen.remaining >= 0 and self.log.first <= seen.number <= self.log.last and is_newer:
            self.mark = seen.number
            self.ceiling = self._ceiling(seen, self.requests or ask.requests, now)
            self.ceiling_ends = now + rest + margin(window)
        if seen.hold_in >= 0:
            hold = min(max(seen.hold_in, SECOND), longest) if seen.hold_in > 0 else rest
            self.held_until = max(self.held_until, now + hold + margin(window))
        self.ttl = max(LEARNED_TTL, self.held_until - now, self.ttl)

    def record_arrival(self, ticket: Ticket, ago: int, ask: Ask, now: int) -> None:
        """Record that a request reached the service `ago` microseconds ago at the latest, which can be later than its entry says."""
        self.log.delay(ticket, now - ago - margin(self.window or ask.window) // 2)

    def release(self, ticket: Ticket | None, share: int, share_ticket: Ticket | None) -> None:
        """Give up the reservations of a request that is not sent."""
        if ticket is not None:
            self.log.release(ticket)
        if share_ticket is not None and share in self.shares:
            self.shares[share].release(share_ticket)

    def _acquire(self, ask: Ask, requests: int, window: int, period: int, now: int) -> Decision:
        log = self.log
        log.prune(period, now, PRUNED_PER_REQUEST + ask.wanted)
        share_requests, share_log = 0, log
        if ask.share:
            share_requests = max(1, requests * ask.share // 1_000_000)
            share_log = self.shares.setdefault(ask.share, WindowLog())
            share_log.prune(period, now)
        ticket = ask.ticket if log.is_current(ask.ticket, requests, now) else None
        has_share_ticket = share_requests and share_log.is_current(ask.share_ticket, share_requests, now)
        share_ticket = ask.share_ticket if has_share_ticket else None
        slack = margin(window) // 2

        time = blocked_until = now
        if share_requests:
            gap = _gap(window, share_requests, ask.jitter)
            if share_ticket is None:
                time = share_log.next_time(share_requests, period, gap, now, now)
            else:
                share_ticket = share_log.confirm(share_ticket, share_requests, period, gap, slack, now, now)
                time = share_ticket.time
        share_has_capacity = time == now
        if share_has_capacity:
            gap = _gap(window, requests, ask.jitter)
            if self.held_until > now or self.ceiling_ends > now:
                blocked_until = self._blocked_until(log.last + 1 if ticket is None else ticket.number, now)
            if ticket is None:
                time = log.next_time(requests, period, gap, now, blocked_until)
            else:
                ticket = log.confirm(ticket, requests, period, gap, slack, now, blocked_until)
                time = ticket.time

        wait = time - now
        if wait > 0 and self._is_too_far(ask, wait, blocked_until - now, period):
            self.release(ticket, ask.share, share_ticket)
            return Decision(REFUSED, wait, None, None, requests, window, self.born)
        if share_requests:
            share_ticket = share_log.add(time) if share_ticket is None else share_log.move(share_ticket, time)
        if share_has_capacity and ticket is None:
            ticket = log.add(time)
        status = RESERVED if wait > 0 else GRANTED
        advance = advance_number = 0
        if ask.wanted > 1 and status == GRANTED and not ask.share:
            advance = self._advance(ask, requests, now)
            advance_number = log.add(now, advance).number if advance else 0
        free = max(0, requests - log.count())
        return Decision(status, wait, ticket, share_ticket, requests, window, self.born, advance, advance_number, free)

    def _ceiling(self, seen: Observation, requests: int, now: int) -> int:
        """Return the number of the last request that the service accepts after a response.

        The log knows better when capacity returns, so the response counts only if the service has counted more requests than the log:
        those with numbers up to that of the request, and later ones that were sent before the response, which can have arrived earlier.
        """
        log, remaining = self.log, min(seen.remaining, requests)
        unknown = requests - remaining - (seen.number - log.first + 1)
        if unknown > 0:
            responded_at = now - max(0, seen.measured - seen.reset_in)
            later = range(seen.number + 1, min(log.last, seen.number + OVERTAKING) + 1)
            unknown -= sum(0 <= log.times[number] <= responded_at for number in later)
        return seen.number + remaining if unknown > 0 else UNLIMITED

    def _advance(self, ask: Ask, requests: int, now: int) -> int:
        """Return how many entries are added for other requests: for those that wait, and a small part of the rest for those sent later."""
        free = requests - self.log.count()
        if self.ceiling_ends > now:
            free = min(free, self.ceiling - self.log.last)
        if free < 1 or self.log.newest() > now:
            return 0
        for_waiting = min(ask.waiting - 1, free)
        return for_waiting + max(0, min(ask.wanted - ask.waiting, (free - for_waiting) // ADVANCE_PART))

    def _blocked_until(self, number: int, now: int) -> int:
        """Return when the responses so far allow the request with this number."""
        blocked = self.held_until
        if number > self.ceiling and self.ceiling_ends > blocked:
            blocked = self.ceiling_ends
        return max(blocked, now)

    @staticmethod
    def _is_too_far(ask: Ask, wait: int, blocked: int, period: int) -> bool:
        return wait > blocked + ask.ahead * period // 2 or (0 <= ask.max_wait < wait)

    def _distrust_the_future(self, ask: Ask, newest: int, period: int, now: int) -> None:
        """Forget times that are too far in the future: the clock of the store was set back."""
        furthest = now
        if self.held_until > now or self.ceiling_ends > now:
            longest = max(LONGEST_BLOCK, ask.window)
            longest += margin(longest)
            self.held_until = min(self.held_until, now + longest)
            self.ceiling_ends = min(self.ceiling_ends, now + longest)
            furthest = max(now, self.held_until, self.ceiling_ends)
        if newest > furthest + FURTHEST * period // 2:
            self.log, self.shares, self.born = WindowLog(), {}, 0

    def _newest(self) -> int:
        """Return the latest time in the logs; 0 if they are empty."""
        newest = self.log.newest()
        for log in self.shares.values():
            newest = max(newest, log.newest())
        return newest


def _gap(window: int, requests: int, jitter: int) -> int:
    """Return the time between two requests that waited for the same window: 2 % of the window, divided among its requests."""
    return window * 2 * jitter // (100 * 1000 * requests)
