"""The decisions about a rate limit, on a virtual clock: without sockets, stores and threads."""

from __future__ import annotations

import heapq
import random
from collections import deque
from collections.abc import Iterator
from email.utils import formatdate
from itertools import count

import pytest

from pdconnect._rate_limit.limit_state import (
    GRANTED,
    LONGEST_BLOCK,
    REFUSED,
    RESERVED,
    SECOND,
    Ask,
    LimitState,
    Observation,
)
from pdconnect._rate_limit.limits import Limit, LimitReached
from pdconnect._rate_limit.pending_request import PendingRequest
from pdconnect._rate_limit.response_headers import read_observation
from pdconnect._rate_limit.window_log import margin

from ..cases import for_each

MINUTE = 60 * SECOND
LIMIT = Ask(100, MINUTE, ahead=5)


class Service:
    """Counts requests in windows that begin with their first request, and sends the headers of rate limits."""

    def __init__(self, requests: int, seconds: int, *, with_headers: bool = True, offset: float = 0.0) -> None:
        self.limit = requests, seconds * SECOND
        self.with_headers = with_headers
        self.offset = offset
        """Seconds that its clock is ahead."""
        self.ends_at = self.counted = 0
        self.accepted: list[int] = []
        self.rejected: list[int] = []

    def respond(self, now: int) -> tuple[int, dict[str, str]]:
        """Return the status and the headers of the response to a request."""
        requests, window = self.limit
        if now >= self.ends_at:
            self.ends_at, self.counted = now + window, 0
        status = 429 if self.counted >= requests else 200
        (self.rejected if status == 429 else self.accepted).append(now)
        self.counted += status == 200
        unix = 1_796_000_000 + self.offset
        headers = {
            "x-ratelimit-limit": str(requests),
            "x-ratelimit-remaining": str(requests - self.counted),
            "x-ratelimit-reset": str(-int(-(unix + self.ends_at / SECOND) // 1)),
            "date": formatdate(unix + now / SECOND, usegmt=True),
        }
        if status == 429:
            headers["retry-after"] = str(-((now - self.ends_at) // SECOND))
        return status, headers if self.with_headers or status == 429 else {}

    def most_in_a_window(self) -> int:
        """Return the largest number of requests in any period as long as the window."""
        recent: deque[int] = deque()
        most = 0
        for time in self.accepted:
            while recent and recent[0] <= time - self.limit[1]:
                recent.popleft()
            recent.append(time)
            most = max(most, len(recent))
        return most


class Fleet:
    """Workers that share one state. Each sends one request after another."""

    def __init__(self, service: Service, configured: Limit, *, adaptive: bool, seed: int = 0) -> None:
        self.state = LimitState()
        self.service = service
        self.sent: list[tuple[int, int, int]] = []
        """When each request asked and when it was sent, and its share."""
        self.now = 0
        self.store_operations: list[int] = []
        self.configured = configured
        self.adaptive = adaptive
        self.chance = random.Random(seed)

    def run(self, seconds: float, workers: int, batch_workers: int = 0, *, share: int = 0, pause: float = 0.0) -> None:
        """Let workers send for a time. Those of a batch use a share, without a pause between their requests."""
        order = count()
        classes = [(0, pause)] * workers + [(share, 0.0)] * batch_workers
        steps = [(self.chance.randrange(SECOND), next(order), self.worker(*each)) for each in classes]
        heapq.heapify(steps)
        while steps:
            now, _, worker = heapq.heappop(steps)
            if now > seconds * SECOND:
                return
            self.now = now
            heapq.heappush(steps, (now + next(worker), next(order), worker))

    def worker(self, share: int, pause: float) -> Iterator[int]:
        """Send one request after another. Yields the time until the next step."""
        while True:
            request = PendingRequest("reads", "key", self.configured, share, adaptive=self.adaptive)
            asked, operations = self.now, 1
            while (decision := self.acquire(request)) is not None:
                operations += 1
                # A sleep ends late.
                yield int(decision.pause * SECOND) + self.chance.randrange(SECOND // 20)
            self.sent.append((asked, self.now, share))
            self.store_operations.append(operations)
            status, headers = self.service.respond(self.now)
            yield self.chance.randrange(SECOND // 20, SECOND // 5)
            if self.adaptive:
                seen = read_observation(status, headers, request.number)
                if seen is not None:
                    self.state.observe(seen, request.ask(None), self.now)
            yield int(pause * SECOND)

    def acquire(self, request: PendingRequest) -> LimitReached | None:
        """Ask for capacity, as the limiter does."""
        decision = self.state.acquire(request.ask(None, self.chance.random()), self.now)
        return request.record(decision, self.chance.random)


FLEETS = [
    # the configured limit, that of the service, its headers, workers
    (False, (100, 60), (100, 60), True, 24),
    (False, (100, 60), (100, 60), True, 190),
    (False, (100, 60), (100, 60), True, 500),
    (True, (100, 60), (100, 60), True, 24),
    (True, (100, 60), (2000, 300), True, 24),
    (True, (100, 60), (2000, 300), True, 500),
    (True, (100, 60), (50, 60), True, 24),
    (True, (100, 60), (50, 60), False, 190),
    (True, (100, 60), (1, 60), True, 24),
]


@pytest.mark.slow
@for_each(("adaptive", "configured", "actual", "with_headers", "workers"), FLEETS)
def test_a_fleet_stays_within_the_limit_and_uses_it(
    adaptive: bool, configured: tuple[int, int], actual: tuple[int, int], with_headers: bool, workers: int
) -> None:
    service = Service(*actual, with_headers=with_headers, offset=-200)
    fleet = Fleet(service, Limit(*configured), adaptive=adaptive)
    windows = 5
    fleet.run(windows * actual[1], workers)
    assert service.most_in_a_window() <= actual[0]
    assert len(service.accepted) >= 0.95 * windows * actual[0]
    if with_headers:
        assert len(service.rejected) <= (0 if actual[0] > 1 else workers)  # those in flight before the first response
    else:
        assert max(service.rejected) < 2 * SECOND  # in flight together
    assert max(fleet.store_operations) <= 3 + workers // (2 * actual[0])
    if workers <= 2 * actual[0]:
        assert max(sent - asked for asked, sent, _ in fleet.sent) <= 2.1 * max(actual[1], configured[1]) * SECOND


def test_first_come_first_served_within_a_second() -> None:
    fleet = Fleet(Service(100, 60), Limit(100, 60), adaptive=False)
    fleet.run(600, 190)
    latest = 0
    for _, sent, _ in sorted(fleet.sent):
        assert sent > latest - SECOND
        latest = max(latest, sent)


def test_the_calls_that_wait_for_a_window_are_spread_over_its_first_3_percent() -> None:
    state, chance = LimitState(), random.Random(1)
    for _ in range(100):
        assert state.acquire(LIMIT, 0).status == GRANTED
    waits = [state.acquire(LIMIT._replace(jitter=chance.randint(500, 1500)), 0).wait for _ in range(100)]
    opens = MINUTE + margin(MINUTE)
    assert waits == sorted(set(waits))
    assert waits[0] == opens
    assert opens + 0.01 * MINUTE < waits[-1] < opens + 0.03 * MINUTE


def test_a_batch_leaves_capacity_for_other_calls() -> None:
    fleet = Fleet(Service(100, 60), Limit(100, 60), adaptive=True)
    fleet.run(600, 8, 24, share=200_000, pause=8.0)  # the 8 need about 60 requests in a minute
    batch = [sent for _, sent, share in fleet.sent if share]
    assert 190 <= len(batch) <= 200
    assert max(sum(time - MINUTE < other <= time for other in batch) for time in batch) <= 20
    assert max(sent - asked for asked, sent, share in fleet.sent if not share) < 2 * SECOND
    assert fleet.service.rejected == []
    assert max(fleet.store_operations) <= 3


def test_two_shares_count_for_themselves_and_together() -> None:
    state = LimitState()
    ask = Ask(10, MINUTE, share=500_000, max_wait=0)
    statuses = [state.acquire(ask._replace(share=share), 0).status for share in (500_000, 700_000) for _ in range(8)]
    assert statuses == [GRANTED] * 5 + [REFUSED] * 3 + [GRANTED] * 5 + [REFUSED] * 3
    assert state.acquire(ask._replace(share=0), 0).status == REFUSED
    assert state.acquire(ask._replace(share=1), 61 * SECOND).status == GRANTED  # at least one request


def test_after_a_429_nothing_is_sent_in_its_window() -> None:
    """Also where another client of the project uses the limit, and the headers say nothing else."""
    service = Service(100, 60, with_headers=False)
    fleet = Fleet(service, Limit(100, 60), adaptive=True)
    for number in range(70):
        service.respond(number)
    fleet.run(180, 24)
    assert len(service.rejected) <= 24  # of the first window, in flight
    assert max(service.rejected) - min(service.rejected) < SECOND


def test_capacity_that_other_clients_use_slows_down_before_a_429() -> None:
    service = Service(100, 60)
    fleet = Fleet(service, Limit(100, 60), adaptive=True)
    for number in range(70):
        service.respond(number)
    fleet.run(300, 1)
    assert service.rejected == []
    assert len(service.accepted) == 500


def test_a_released_reservation_is_free_again() -> None:
    state, ask = LimitState(), Ask(1, MINUTE, ahead=11)
    state.acquire(ask, 0)
    reserved = [state.acquire(ask, 0) for _ in range(4)]
    assert [decision.status for decision in reserved] == [RESERVED] * 4
    for decision in reserved:
        state.release(decision.ticket, 0, None)
    assert state.acquire(ask, 0).wait == reserved[0].wait
    assert state.acquire(ask, 0).wait == reserved[1].wait


def test_a_clock_that_was_set_back_stops_nothing() -> None:
    state = LimitState()
    for _ in range(150):
        state.acquire(LIMIT, 100_000 * SECOND)
    assert state.acquire(LIMIT, 0).status == GRANTED
    state.observe(
        Observation(remaining=0, reset_in=500 * SECOND, hold_in=500 * SECOND, number=1), LIMIT, 100_000 * SECOND
    )
    assert state.acquire(LIMIT, 0).wait <= LONGEST_BLOCK + margin(LONGEST_BLOCK)


NUMBERS = [
    "-1",
    "0",
    "1",
    "nan",
    "inf",
    "1e999",
    "-1e999",
    "1_0",
    "9" * 400,
    "",
    " ",
    "x",
    "100, 100",
    "5.5",
    "٣",
    "1;w=60",
    "0x10",
]
DATES = [
    "Thu, 01 Jan 1970 00:00:00 GMT",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "Mon, 32 Foo 2026",
    "2026-11-28T00:00:00Z",
    "Thu, 01 Jan 0001 00:00:00 -0000",
]
TIMES = [*NUMBERS, *DATES, "1796000060", "1796000060000", "1796000060000000", "60", "60000", "-60"]


@pytest.mark.parametrize("status", [200, 429])
def test_no_header_stalls_a_client_or_switches_the_limit_off(status: int) -> None:
    chance = random.Random(status)
    date = "Wed, 29 Nov 2026 00:00:00 GMT"
    for _ in range(3000):
        headers = {
            name: chance.choice(values)
            for name, values in (
                ("x-ratelimit-limit", NUMBERS),
                ("x-ratelimit-remaining", NUMBERS),
                ("x-ratelimit-reset", TIMES),
                ("retry-after", TIMES),
                ("date", [date, *TIMES]),
            )
            if chance.random() < 0.7
        }
        state, ask = LimitState(), Ask(100, MINUTE, adaptive=True, ahead=11)
        ticket = state.acquire(ask, 0).ticket
        assert ticket is not None
        seen = read_observation(status, headers, ticket.number)
        if seen is not None:
            state.observe(seen, ask, SECOND)
        decision = state.acquire(ask, SECOND)
        longest = LONGEST_BLOCK + margin(LONGEST_BLOCK)
        assert decision.wait <= longest + (longest if decision.requests == 1 else 0), headers
        assert decision.requests <= 10_000
        assert SECOND <= decision.window <= LONGEST_BLOCK
        if status == 429:
            assert decision.wait >= SECOND


def test_a_request_that_arrives_late_counts_when_it_arrives() -> None:
    state, ask = LimitState(), Ask(1, MINUTE)
    ticket = state.acquire(ask, 0).ticket
    assert ticket is not None
    state.record_arrival(ticket, SECOND, ask, 5 * SECOND)
    state.record_arrival(ticket, SECOND, ask, 9 * SECOND)  # its entry is another one now
    assert state.acquire(ask, 10 * SECOND).wait == (60 + 4 - 10) * SECOND + margin(MINUTE) // 2


@for_each(
    ("sent", "seen", "blocked"),
    [
        # The seconds at which requests are sent. The state learns from the response in second 20.
        ([0], Observation(10, 9, 60 * SECOND, number=1), False),
        ([0, 0, 0], Observation(10, 7, 60 * SECOND, number=3), False),
        ([0] * 9, Observation(10, 1, 60 * SECOND, number=9), False),
        # another program has sent requests too
        ([0], Observation(10, 0, 60 * SECOND, number=1), True),
        ([0, 0, 0], Observation(10, 0, 60 * SECOND, number=3), True),
        # requests that were sent later arrived earlier: before the response, so they can be all that the service has counted
        ([0] * 9, Observation(10, 0, 60 * SECOND, number=1), True),
        ([0] * 9, Observation(10, 1, 60 * SECOND, number=1), False),
        ([0, *[20] * 8], Observation(10, 8, 50 * SECOND, number=1, measured=60 * SECOND), True),
        ([0, *[10] * 8], Observation(10, 8, 50 * SECOND, number=1, measured=60 * SECOND), False),
        # the window has ended since the response, or the request is no longer counted
        ([0] * 3, Observation(10, 0, 0, number=3, measured=10 * SECOND), False),
        ([-90, 20], Observation(10, 0, 60 * SECOND, number=1), False),
    ],
)
def test_a_response_blocks_requests_only_if_the_service_has_counted_more(
    sent: list[int], seen: Observation, blocked: bool
) -> None:
    state, ask = LimitState(), Ask(10, MINUTE, adaptive=True, ahead=5)
    start = 1000 * SECOND
    for second in sent:
        assert state.acquire(ask, start + second * SECOND).status == GRANTED
    now = start + 20 * SECOND
    state.observe(seen, ask, now)
    free = [state.acquire(ask, now + SECOND).status == GRANTED for _ in range(10 - len(sent))]
    assert any(free) != blocked


def test_a_window_is_learned_as_it_was_measured() -> None:
    state = LimitState()
    state.acquire(LIMIT, 0)
    seen = Observation(100, 99, 30 * SECOND, number=1, measured=30 * SECOND)
    state.observe(seen.aged(25 * SECOND), LIMIT, 25 * SECOND)
    assert (state.window, state.ceiling_ends) == (30 * SECOND, 30 * SECOND + margin(30 * SECOND))


@for_each(
    ("status", "headers", "expected"),
    [
        (200, {}, None),
        (429, {}, Observation(hold_in=0)),
        (429, {"retry-after": "7"}, Observation(hold_in=7 * SECOND)),
        (429, {"retry-after-ms": "2500", "retry-after": "7"}, Observation(hold_in=2_500_000)),
        (429, {"retry-after": "-7"}, Observation(hold_in=SECOND)),
        (429, {"x-ratelimit-reset": "9"}, Observation(reset_in=9 * SECOND, hold_in=9 * SECOND, measured=9 * SECOND)),
        (429, {"retry-after": "Sun, 29 Nov 2026 00:01:00 GMT"}, Observation(hold_in=0)),  # no date to measure it by
        (
            429,
            {"retry-after": "Sun, 29 Nov 2026 00:01:00 GMT", "date": "Sun, 29 Nov 2026 00:00:00 GMT"},
            Observation(hold_in=60 * SECOND),
        ),
        (503, {"retry-after": "7"}, None),
        (404, {"x-ratelimit-limit": "8", "x-ratelimit-remaining": "3"}, Observation(8, 3)),
        (
            200,
            {"x-ratelimit-reset": "1795910460", "date": "Sun, 29 Nov 2026 00:00:00 GMT"},
            Observation(reset_in=60 * SECOND, measured=60 * SECOND),
        ),
        (
            200,
            {"x-ratelimit-reset": "1795910460000", "date": "Sun, 29 Nov 2026 00:00:00 GMT"},
            Observation(reset_in=60 * SECOND, measured=60 * SECOND),
        ),
        (200, {"x-ratelimit-reset": "1795910460"}, None),
        (200, {"x-ratelimit-reset": "1795910300", "date": "Sun, 29 Nov 2026 00:00:00 GMT"}, None),
    ],
)
def test_the_limit_of_a_response_is_observed(
    status: int, headers: dict[str, str], expected: Observation | None
) -> None:
    seen = read_observation(status, headers, 0)
    assert seen == expected
    own = read_observation(status, headers, 0, has_own_limit=True)
    assert own == (None if expected is None or status != 429 else Observation(hold_in=expected.hold_in))
