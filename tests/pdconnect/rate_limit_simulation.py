"""A simulation of many workers that share a rate limit through a store which fails. Virtual time, no sockets, no threads.

The workers have the limiter of a client, and the store is simulated: it executes the operations on a `LimitState`, which decides as the
script in Redis does.

`python -m tests.pdconnect.rate_limit_simulation --seeds 1000` runs all scenarios and prints the worst figures of each.
"""

from __future__ import annotations

import argparse
import heapq
import logging
import random
import time
from bisect import bisect_right
from collections.abc import Callable, Coroutine, Generator
from copy import deepcopy
from functools import partial
from itertools import count
from typing import Any

from attrs import define, field, frozen

from pdconnect._rate_limit.advance_tickets import Entry, Operation
from pdconnect._rate_limit.async_limiter import AsyncRateLimiter
from pdconnect._rate_limit.async_redis_limits import AsyncRedisLimits
from pdconnect._rate_limit.config import MEMORY, RateLimitConfig
from pdconnect._rate_limit.limit_state import GRANTED, SECOND, Ask, Decision, LimitState, Observation
from pdconnect._rate_limit.limits import Limit
from pdconnect._rate_limit.pending_request import PendingRequest
from pdconnect._rate_limit.window_log import Ticket
from pdconnect._redis.circuit_breaker import CircuitBreaker

TIMEOUT = SECOND
"""The time that a process waits for the store."""
SKEW = 2 * SECOND
"""The clocks of machines differ by at most this much, from the true time and from each other by twice that."""
START = 1_796_000_000 * SECOND
SINCE_BOOT = 1000 * SECOND
SLOWEST = 3 * SECOND
"""The longest time that a request takes to reach the service."""


@frozen
class Scenario:
    """What happens to the store, at a random time. Durations in seconds."""

    name: str
    stall: float = 0.0
    """The store sends no replies in this time, and executes the received operations afterwards."""
    outage: float = 0.0
    """The store refuses connections in this time."""
    comes_back_empty: bool = False
    replica_lag: float | None = None
    """A replica takes over, without the operations of this last time."""
    clocks_differ: bool = True
    """Whether the clock of the replica differs from that of the server before it."""
    lost_replies: float = 0.0
    """The part of the operations that the store executes, but whose reply is lost."""
    lost_requests: float = 0.0
    """The part of the operations that never reach the store."""


SCENARIOS = [
    Scenario("no faults"),
    Scenario("short stall", stall=0.8),
    Scenario("long stall", stall=4.0),
    Scenario("lost messages", lost_replies=0.01, lost_requests=0.01),
    Scenario("outage", outage=3.0),
    Scenario("emptied", outage=0.001, comes_back_empty=True),
    Scenario("comes back empty", outage=3.0, comes_back_empty=True),
    Scenario("fail-over", outage=1.5, replica_lag=0.1, clocks_differ=False),
    Scenario("fail-over, other clock", outage=1.5, replica_lag=0.1),
]


@define
class Result:
    """What the service, and the workers, have seen."""

    requests: int
    window: int
    workers: int
    end: int
    failed_at: int
    """When the store failed, or a time after the end."""
    counted: list[int] = field(factory=list[int])
    """When the requests arrived that the store had counted."""
    uncounted: list[int] = field(factory=list[int])
    """When the requests arrived that were sent without the store."""
    accepted: int = 0
    rejected: int = 0
    waits: list[int] = field(factory=list[int])
    operations: list[int] = field(factory=list[int])
    """The operations at the store for each request; with several workers in a process, of each process until then."""
    all_operations: int = 0
    senders: set[int] = field(factory=set[int])
    """The workers that have sent a request."""

    @property
    def throughput(self) -> float:
        """The accepted requests as a part of the limit."""
        return self.accepted * self.window / (self.requests * self.end)

    @property
    def excess(self) -> int:
        """How many counted requests too many arrived in a period as long as the window; negative if there was no such period."""
        return most_in_a_window(self.counted, self.window) - self.requests

    @property
    def total_excess(self) -> int:
        """The same for all requests."""
        return most_in_a_window([*self.counted, *self.uncounted], self.window) - self.requests

    @property
    def longest_wait(self) -> float:
        """In windows. Calls that still wait count too."""
        return max(self.waits) / self.window


def most_in_a_window(times: list[int], window: int) -> int:
    """Return the largest number of times in any period of this length."""
    times = sorted(times)
    return max((index + 1 - bisect_right(times, at - window) for index, at in enumerate(times)), default=0)


class Store:
    """The state in Redis: its clock is not the true time, and it can fail."""

    def __init__(self, scenario: Scenario, chance: random.Random, failed_at: int) -> None:
        self._scenario = scenario
        self._chance = chance
        self._failed_at = failed_at
        self._back_at = failed_at + int(scenario.outage * SECOND)
        self._offset = chance.randint(-SKEW, SKEW)
        self._state = LimitState()
        self._expires_at = 0
        self._replica: LimitState | None = None
        self._has_failed = False

    def refuses(self, now: int) -> bool:
        """Return whether connections are refused."""
        return self._failed_at <= now < self._back_at

    def delay(self, now: int) -> int | None:
        """Return the time until an operation that is sent now is executed; None if it never is."""
        if self._chance.random() < self._scenario.lost_requests:
            return None
        stalled = self._failed_at + int(self._scenario.stall * SECOND) - now if now >= self._failed_at else 0
        return max(stalled, 0) + self._chance.randrange(100, 2000)

    def loses_reply(self) -> bool:
        """Return whether the reply to an operation never arrives."""
        return self._chance.random() < self._scenario.lost_replies

    def execute(self, operation: ScriptCall, now: int) -> Decision | None:
        """Execute the operation of a process, as the script does."""
        lag = self._scenario.replica_lag
        if lag is not None and self._replica is None and now >= self._failed_at - int(lag * SECOND):
            self._replica = deepcopy(self._state)
        if not self._has_failed and now >= self._back_at:
            self._has_failed = True
            if self._scenario.comes_back_empty:
                self._state = LimitState()
            elif self._replica is not None:
                self._state = self._replica
                if self._scenario.clocks_differ:
                    self._offset = self._chance.randint(-SKEW, SKEW)
        clock = START + now + self._offset
        if clock > self._expires_at:
            self._state = LimitState()
        ask, state = operation.ask, self._state
        if operation.seen != Observation():
            state.observe(operation.seen, ask, clock)
        for ticket, ago in operation.arrivals:
            state.record_arrival(ticket, ago, ask, clock)
        decision = None
        if operation.action == "acquire":
            decision = state.acquire(ask, clock)
        elif operation.action == "release":
            state.release(ask.ticket, ask.share, ask.share_ticket)
        self._expires_at = clock + state.ttl
        return decision


@frozen
class ScriptCall:
    """What the arguments of the script say."""

    action: str
    ask: Ask
    seen: Observation
    arrivals: list[tuple[Ticket, int]]

    @classmethod
    def read(cls, args: tuple[Any, ...]) -> ScriptCall:
        """Read the arguments."""
        action, _, packed = args
        numbers = [int(each) for each in packed.split()]
        requests, window, adaptive, share, ahead, max_wait, jitter, number, time, share_number, share_time = numbers[
            :11
        ]
        ticket = Ticket(number, time) if number else None
        share_ticket = Ticket(share_number, share_time) if share_number else None
        ask = Ask(
            requests, window, bool(adaptive), share, ahead, max_wait, jitter, ticket, share_ticket, *numbers[11:13]
        )
        late = numbers[19:]
        arrivals = [(Ticket(*late[i : i + 2]), late[i + 2]) for i in range(0, len(late), 3)]
        return cls(action, ask, Observation(*numbers[13:19]), arrivals)


@frozen
class Response:
    """A response, as far as the limiter reads it."""

    status_code: int
    headers: dict[str, str]
    request: Any


@frozen
class Request:
    """A request without headers."""

    headers: dict[str, str] = field(factory=dict[str, str])


class Delay:
    """Suspends a worker for some microseconds."""

    def __init__(self, duration: int) -> None:
        self._duration = duration

    def __await__(self) -> Generator[int, None, None]:
        yield self._duration


class Waiter:
    """Suspends a worker until the operation of another one of its process ends."""

    def __init__(self) -> None:
        self.resume: Callable[[], None] | None = None
        self.entry: Entry | None = None
        self.operation: Operation | None = None

    def wake(self) -> None:
        """Continue the worker."""
        assert self.resume is not None
        self.resume()

    async def wait(self) -> None:
        """Suspend the worker."""
        await self

    def __await__(self) -> Generator[Waiter, None, None]:
        yield self

    @staticmethod
    def scope() -> object:
        """Return where those run for which this one can wait: anywhere, since the limits belong to one process."""
        return None


class Process:
    """A process, on a machine with a clock of its own. It has the limiter of a client, on the simulated store."""

    def __init__(self, simulation: Simulation, skew: int, jitter: Callable[[], float]) -> None:
        self._simulation = simulation
        self._skew = skew
        self.limiter = AsyncRateLimiter(RateLimitConfig(MEMORY, {}, "pdconnect"), self.time, jitter)
        self.store = ProcessStore(self, simulation)
        self.limits = ProcessLimits(self.store, self.time)  # type: ignore[arg-type]
        self.limiter._redis = self.limits

    def time(self) -> float:
        """Return the time of this machine in seconds."""
        return (SINCE_BOOT + self._simulation.now + self._skew) / SECOND


class ProcessLimits(AsyncRedisLimits):
    """The limits of a process, which record whether the store granted the last request."""

    _waiter = Waiter  # type: ignore[assignment]
    has_granted = False

    async def acquire(self, request: PendingRequest, ask: Ask) -> Decision | None:
        """Count a request if it may be sent now."""
        decision = await super().acquire(request, ask)
        self.has_granted = decision is not None and decision.status == GRANTED
        return decision


class ProcessStore:
    """In place of `AsyncRedisStore`: the operations take simulated time."""

    def __init__(self, process: Process, simulation: Simulation) -> None:
        self._simulation = simulation
        self._breaker = CircuitBreaker("the store", "", process.time)
        self.operations = 0

    @property
    def is_down(self) -> bool:
        """Whether the last operation failed."""
        return self._breaker.is_down

    def new_budget(self) -> None:
        """Return no budget: each operation has a timeout."""

    async def run(self, script: Any, key: str, *args: Any, **options: Any) -> Decision | None:
        """Execute an operation. Returns None if the store is down."""
        if self._breaker.is_open():
            return None
        simulation, store = self._simulation, self._simulation.store
        self.operations += 1
        simulation.result.all_operations += 1
        if store.refuses(simulation.now):
            await Delay(SECOND // 1000)
            self._breaker.record_failure(ConnectionError())
            return None
        operation = ScriptCall.read(args)
        delay = store.delay(simulation.now)
        if delay is not None and delay <= TIMEOUT:
            await Delay(delay)
            decision = store.execute(operation, simulation.now)
            if not store.loses_reply():
                self._breaker.record_success()
                return decision
        elif delay is not None:
            simulation.start(delay, self._execute_late(operation))
        await Delay(TIMEOUT)
        self._breaker.record_failure(TimeoutError())
        return None

    async def _execute_late(self, operation: ScriptCall) -> None:
        """Execute an operation for which its process no longer waits."""
        self._simulation.store.execute(operation, self._simulation.now)
        await Delay(self._simulation.result.end)


class Simulation:
    """Workers, a store and the service, which counts any period as long as its window."""

    def __init__(
        self,
        scenario: Scenario,
        seed: int,
        *,
        processes: int,
        limit: Limit,
        windows: float = 5,
        pause: float = 0.1,
        tasks: int = 1,
        adaptive: bool = False,
    ) -> None:
        self._chance = random.Random(f"{scenario.name}-{seed}")
        self._limit = limit
        self.now = 0
        """The true time in microseconds."""
        self._steps: list[tuple[int, int, Coroutine[Any, None, None]]] = []
        self._order = count()
        window = limit.seconds * SECOND
        end = int(windows * window)
        fails = scenario.stall or scenario.outage
        failed_at = self._chance.randrange(window // 2, end - 2 * window) if fails else end + window
        self.store = Store(scenario, self._chance, failed_at)
        self._processes = processes
        self._tasks = tasks
        self._adaptive = adaptive
        self._pause = max(1, int(pause * SECOND))
        self._waiting: dict[int, int] = {}
        self._admitted: list[int] = []
        self._first_admitted = 0
        self.result = Result(limit.requests, window, processes * tasks, end, failed_at)

    def run(self) -> Result:
        """Let all workers send one request after another."""
        for number in range(self._processes):
            process = Process(self, self._chance.randint(-SKEW, SKEW), self._chance.random)
            for task in range(self._tasks):
                self.start(self._chance.randrange(SECOND), self._work(process, number * self._tasks + task))
        while self._steps[0][0] < self.result.end:
            self.now, _, steps = heapq.heappop(self._steps)
            pause: int | Waiter = steps.send(None)
            if isinstance(pause, Waiter):
                pause.resume = partial(self.start, 0, steps)
            else:
                self.start(pause, steps)
        while self._steps:  # one that ends can wake others
            self._steps.pop()[2].close()
        self.result.waits += [self.result.end - since for since in self._waiting.values()]
        return self.result

    def start(self, delay: int, steps: Coroutine[Any, None, None]) -> None:
        """Continue a coroutine after a delay."""
        heapq.heappush(self._steps, (self.now + delay, next(self._order), steps))

    async def _work(self, process: Process, worker: int) -> None:
        """Send one request after another."""
        result, chance, limiter = self.result, self._chance, process.limiter
        store, limits = process.store, process.limits
        while True:
            request = PendingRequest("reads", "key", self._limit, 0, adaptive=self._adaptive)
            request.in_process = PendingRequest("reads", "key", self._limit, 0, adaptive=self._adaptive)
            self._waiting[worker] = self.now
            store.operations = 0
            while (reached := await limiter.acquire(request, None)) is not None:
                await Delay(int(reached.pause * SECOND) + chance.randrange(SECOND // 20))  # a sleep ends late
            result.waits.append(self.now - self._waiting.pop(worker))
            is_counted = limits.has_granted
            is_slow = chance.random() < 0.01
            await Delay(chance.randrange(SECOND // 50, SLOWEST) if is_slow else chance.randrange(SECOND // 20))
            (result.counted if is_counted else result.uncounted).append(self.now)
            result.senders.add(worker)
            retry_after, headers = self._respond(self.now)
            await Delay(chance.randrange(SECOND // 20))
            limiter.record_arrival(request)
            if self._adaptive:
                await limiter.observe(request, Response(429 if retry_after else 200, headers, Request()))  # type: ignore[arg-type]
            result.operations.append(store.operations)
            await Delay(retry_after or chance.randrange(self._pause))

    def _respond(self, now: int) -> tuple[int, dict[str, str]]:
        """Return 0, or the time until a request can be accepted; and the headers."""
        window, admitted, requests = self.result.window, self._admitted, self._limit.requests
        while self._first_admitted < len(admitted) and admitted[self._first_admitted] <= now - window:
            self._first_admitted += 1
        retry_after = 0
        if len(admitted) - self._first_admitted >= requests:
            self.result.rejected += 1
            retry_after = -(-(admitted[self._first_admitted] + window - now) // SECOND)
        else:
            admitted.append(now)
            self.result.accepted += 1
        headers = {}
        if self._adaptive:
            headers = {
                "x-ratelimit-limit": str(requests),
                "x-ratelimit-remaining": str(requests - len(admitted) + self._first_admitted),
                "x-ratelimit-reset": str(-(-(admitted[self._first_admitted] + window - now) // SECOND)),
            }
            if retry_after:
                headers["retry-after"] = str(retry_after)
        return retry_after * SECOND, headers


def simulate(scenario: Scenario, seed: int, *, adaptive: bool = False) -> Result:
    """Simulate a small fleet in its first five windows. Its size and its limit depend on the seed."""
    chance = random.Random(seed)
    requests = chance.randint(8, 16)
    limit = Limit(requests, chance.choice([10, 60, 300]))
    processes = chance.randint(2, requests * 3 // 2)
    return Simulation(scenario, seed, processes=processes, limit=limit, adaptive=adaptive).run()


def simulate_fast(scenario: Scenario, seed: int, *, adaptive: bool = False) -> Result:
    """Simulate processes that send so fast that they take entries in advance: several tasks each, for three windows."""
    chance = random.Random(seed)
    limit = Limit(chance.randint(64, 512), chance.choice([10, 60]))
    processes, tasks, pause = chance.randint(2, 8), chance.randint(1, 6), chance.choice([0.001, 0.02])
    return Simulation(
        scenario, seed, processes=processes, tasks=tasks, limit=limit, pause=pause, windows=3, adaptive=adaptive
    ).run()


def simulate_large(scenario: Scenario, seed: int, *, adaptive: bool = False) -> Result:
    """Simulate 5,000 workers at a limit of 2,000 requests in five minutes, for seven windows."""
    return Simulation(scenario, seed, processes=5000, limit=Limit(2000, 300), windows=7, adaptive=adaptive).run()


FLEETS: dict[str, Callable[..., Result]] = {"small": simulate, "fast": simulate_fast, "large": simulate_large}


def main() -> None:
    """Print the worst figures of each scenario."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=1000)
    parser.add_argument("--fleet", choices=FLEETS, default="small")
    parser.add_argument("--adaptive", action="store_true", help='the mode "adaptive" in place of "wait"')
    options = parser.parse_args()
    logging.disable()  # one warning for each failure of the store
    print(
        "scenario               counted    in all  429 per worker  throughput  longest wait  operations  per call  processor time"
    )
    for scenario in SCENARIOS:
        started = time.process_time()
        run = FLEETS[options.fleet]
        results = [run(scenario, seed, adaptive=options.adaptive) for seed in range(options.seeds)]
        print(
            f"{scenario.name:22} {max(each.excess / each.requests for each in results):7.0%}"
            f" {max(each.total_excess / each.requests for each in results):9.0%}"
            f" {max(each.rejected / each.workers for each in results):15.1f}"
            f" {min(each.throughput for each in results):11.0%}"
            f" {max(each.longest_wait for each in results):13.2f}"
            f" {max(max(each.operations) for each in results):11}"
            f" {max(each.all_operations / len(each.waits) for each in results):9.2f}"
            f" {time.process_time() - started:13.1f} s",
            flush=True,
        )


if __name__ == "__main__":
    main()
