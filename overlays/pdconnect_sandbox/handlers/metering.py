"""Usage, and rate limits that callers set for themselves."""

from __future__ import annotations

from ..service.call import Call
from ..state.budget import Budget
from ..state.state import State
from ..wire.types import Refusal, Reply


def list_usage(state: State, call: Call) -> Reply:
    """Tell what was used up in a span of time, in one record."""
    start, end = call.query["start_ts"], call.query["end_ts"]
    if end < start:
        raise Refusal(400, "query.end_ts: lies before start_ts")
    return Reply(200, {"data": [state.meter.record(start, end)]})


def create_rate_limit(state: State, call: Call) -> Reply:
    """Make a token that stands for a budget of requests."""
    token = state.ids.secret()
    state.budgets[token] = Budget(call.body["window_size_seconds"], call.body["requests_per_window"])
    return Reply(200, {"token": token})
