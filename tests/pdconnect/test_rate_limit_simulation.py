"""What a fleet of workers can rely on, whatever happens to its store. The long form is the main program of the simulation."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from pdconnect._rate_limit.limit_state import SECOND
from pdconnect._rate_limit.limits import Limit

from .rate_limit_simulation import SCENARIOS, Scenario, Simulation, simulate, simulate_fast, simulate_large

SEEDS = 25


@pytest.fixture(autouse=True)
def without_warnings() -> Iterator[None]:
    """Log nothing: each simulated process warns when the store is down."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


# For each scenario: the largest excess of counted requests, as a part of the limit; whether requests can be sent uncounted and rejected;
# the smallest throughput; the longest wait in windows. docs/scale.md has the same figures.
BOUNDS = {
    "no faults": (0.0, False, 0.95, 2.35),
    "short stall": (0.0, False, 0.95, 2.35),
    "long stall": (0.25, True, 0.85, 3.1),
    "lost messages": (0.25, True, 0.85, 3.1),
    "outage": (0.25, True, 0.85, 3.1),
    "emptied": (1.0, True, 0.85, 4.2),
    "comes back empty": (1.0, True, 0.85, 4.2),
    "fail-over": (0.25, True, 0.85, 3.1),
    "fail-over, other clock": (1.0, True, 0.85, 3.1),
}


ADAPTIVE_BOUNDS = {
    **BOUNDS,
    "lost messages": (0.25, True, 0.85, 3.6),
    "fail-over, other clock": (1.0, True, 0.85, 3.6),
}
"""The same in the mode "adaptive"."""


@pytest.mark.slow
@pytest.mark.parametrize("adaptive", [False, True], ids=["wait", "adaptive"])
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_a_small_fleet_stays_within_the_limit(scenario: Scenario, adaptive: bool) -> None:
    excess, is_rejected, throughput, wait = (ADAPTIVE_BOUNDS if adaptive else BOUNDS)[scenario.name]
    for seed in range(SEEDS):
        result = simulate(scenario, seed, adaptive=adaptive)
        assert result.excess <= excess * result.requests, seed
        assert result.total_excess <= (3 if is_rejected else 0) * result.requests, seed
        assert result.throughput >= throughput, seed
        assert result.longest_wait <= wait, seed
        assert len(result.senders) == result.workers, seed  # none starved
        if not is_rejected:
            assert (result.uncounted, result.rejected) == ([], 0), seed
        elif not scenario.lost_replies:
            # From the failure until each process has tried the store again, and its request has arrived.
            back_at = result.failed_at + (scenario.outage + scenario.stall) * SECOND
            assert all(result.failed_at <= at < back_at + 9 * SECOND for at in result.uncounted), seed
        assert max(result.operations) <= (4 + adaptive if is_rejected else 3), seed


@pytest.mark.slow
@pytest.mark.parametrize("adaptive", [False, True], ids=["wait", "adaptive"])
def test_processes_that_get_entries_in_advance(adaptive: bool) -> None:
    saved = 0
    for seed in range(4, 10):  # in one of them, demand is high enough
        result = simulate_fast(SCENARIOS[0], seed, adaptive=adaptive)
        assert result.excess <= 0, seed
        assert (result.uncounted, result.rejected) == ([], 0), seed
        assert result.longest_wait <= 1.2, seed
        assert len(result.senders) == result.workers, seed
        saved += result.all_operations < len(result.waits)
        if result.longest_wait > 0.5:  # all of the limit is needed
            assert result.throughput >= 0.95, seed
    assert saved


LARGE = {"no faults": (0.95, 3.1), "emptied": (0.9, 6.5), "fail-over, other clock": (0.9, 5.5)}
"""The smallest throughput, and the longest wait in windows. Where 5,000 calls and the next 2,000 wait, the last has to wait 3 windows."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "scenario", [each for each in SCENARIOS if each.name in LARGE], ids=lambda scenario: scenario.name
)
def test_5000_workers_stay_within_the_limit(scenario: Scenario) -> None:
    throughput, wait = LARGE[scenario.name]
    result = simulate_large(scenario, 1)
    assert result.excess <= BOUNDS[scenario.name][0] * result.requests
    assert result.throughput >= throughput
    assert result.longest_wait <= wait
    assert len(result.senders) == result.workers
    assert scenario.outage or (result.uncounted, result.rejected) == ([], 0)


@pytest.mark.slow
def test_the_throughput_of_many_windows() -> None:
    result = Simulation(SCENARIOS[0], 1, processes=150, limit=Limit(100, 60), windows=40).run()
    assert result.throughput >= 0.95
    assert result.excess == 0
    assert result.longest_wait < 2.1
