"""The script in Redis makes the same decisions as the state in Python, on random sequences of requests and responses."""

from __future__ import annotations

import random
from typing import Any

import pytest
from redis import Redis

from pdconnect._rate_limit.limit_state import GRANTED, RESERVED, SECOND, Ask, Decision, LimitState, Observation
from pdconnect._rate_limit.lua_script import SCRIPT, read_decision, script_args
from pdconnect._rate_limit.window_log import Ticket

from ..redis_server import RedisServer

START = 1_796_000_000 * SECOND


def run_script(
    store: Redis,
    key: str,
    action: str,
    ask: Ask,
    seen: Observation | None,
    now: int,
    arrivals: list[tuple[Ticket, int]] | None = None,
) -> Any:
    return store.eval(SCRIPT.text, 1, key, *script_args(action, ask, seen, arrivals or (), now))


def stored(store: Redis, key: str) -> dict[str, int]:
    """Return the contents of the hash in Redis, without defaults."""
    values: Any = store.hgetall(key)
    return without_defaults({name.decode(): int(value) for name, value in values.items() if name != b"shares"})


def without_defaults(values: dict[str, int]) -> dict[str, int]:
    return {name: value for name, value in values.items() if value != name.endswith("first")}


def contents(state: LimitState) -> dict[str, int]:
    """Return the contents of a state as those of a hash in Redis."""
    learned = ("born", "requests", "window", "ceiling", "ceiling_ends", "mark", "held_until")
    found: dict[str, int] = {name: getattr(state, name) for name in learned}
    for prefix, log in (("", state.log), *((f"s{share}:", log) for share, log in state.shares.items())):
        found |= {f"{prefix}{number}": time for number, time in log.times.items()}
        found |= {f"{prefix}first": log.first, f"{prefix}last": log.last}
    return without_defaults(found)


def random_observation(chance: random.Random, numbers: list[int]) -> Observation | None:
    if chance.random() < 0.6:
        return None
    return Observation(
        chance.choice([-1, 0, 1, 2, 5, 8, 10**9]),
        chance.choice([-1, 0, 1, 2, 4, 7, 10**9]),
        chance.choice([-1, 0, 1, SECOND // 2, 3 * SECOND, 12 * SECOND, 40 * SECOND, 10**15]),
        chance.choice([-1, -1, -1, 0, SECOND, 9 * SECOND, 10**15]),
        chance.choice([0, 10**6, *numbers[-5:]]),
        chance.choice([-1, 0, 1, 3 * SECOND, 12 * SECOND, 40 * SECOND, 10**15]),
    )


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(24))
def test_the_script_decides_as_the_state_does(redis: RedisServer, seed: int) -> None:
    chance = random.Random(seed)
    key, state, now = f"limit-{seed}", LimitState(), START
    waiting: list[tuple[Ask, Decision]] = []
    numbers: list[int] = []
    sent: list[Ticket] = []
    unused: list[Ticket] = []
    configured = (chance.choice([1, 3, 6, 100, 1000]), chance.choice([10, 20, 60]) * SECOND)
    adaptive = chance.random() < 0.7
    statuses: set[int] = set()
    with redis.client() as store:
        for _ in range(120):
            now += chance.choice([0, 1, 1000, SECOND // 3, 2 * SECOND, 11 * SECOND, -3 * SECOND])
            if chance.random() < 0.01:
                now -= chance.choice([1000, 100_000]) * SECOND  # the clock of the store is set back
            share = chance.choice([0, 0, 1, 200_000, 500_000])
            ahead, max_wait = chance.choice([0, 2, 5, 11]), chance.choice([-1, -1, 0, 20 * SECOND])
            wanted = chance.choice([1, 1, 2, 64])
            jitter, all_waiting = chance.randint(500, 1500), chance.choice([1, 1, 2, wanted])
            ask = Ask(*configured, adaptive, share, ahead, max_wait, jitter, wanted=wanted, waiting=all_waiting)
            if unused and share == 0 and chance.random() < 0.3:
                ask = ask._replace(ticket=unused.pop(chance.randrange(len(unused))))
            seen = random_observation(chance, numbers) if adaptive else None
            if waiting and chance.random() < 0.5:
                earlier, planned = waiting.pop(chance.randrange(len(waiting)))
                ask = ask._replace(share=earlier.share, ticket=planned.ticket, share_ticket=planned.share_ticket)
                if chance.random() < 0.7:
                    now = max(now, now + planned.wait - chance.choice([0, 0, 1, SECOND // 20, SECOND]))
                if chance.random() < 0.3:
                    run_script(store, key, "release", ask, None, now)
                    state.release(ask.ticket, ask.share, ask.share_ticket)
                    continue
            if seen is not None:
                state.observe(seen, ask, now)
                if chance.random() < 0.3:
                    run_script(store, key, "observe", ask, seen, now)
                    continue
            arrivals = [(ticket, chance.choice([0, 1, SECOND])) for ticket in sent[-2:] if chance.random() < 0.3]
            for ticket, ago in arrivals:
                state.record_arrival(ticket, ago, ask, now)
            decision = state.acquire(ask, now)
            assert read_decision(run_script(store, key, "acquire", ask, seen, now, arrivals)) == decision
            statuses.add(decision.status)
            if decision.status == RESERVED:
                waiting.append((ask, decision))
            elif decision.status == GRANTED and decision.ticket is not None:
                advance = range(decision.advance_number, decision.advance_number + decision.advance)
                unused += [Ticket(number, decision.ticket.time) for number in advance]
                numbers.append(decision.ticket.number)
                sent.append(decision.ticket)
            ttl: Any = store.pttl(key)
            assert state.ttl / 1000 - 20_000 < ttl <= state.ttl / 1000 + 1
            assert stored(store, key) == contents(state)
    assert len(statuses) > 1
