"""Usage, and rate limits that callers set for themselves."""

from __future__ import annotations

from starlette.exceptions import HTTPException

from ..service.call import Call
from ..state.budget import Budget
from ..state.state import State
from ..wire.responses import JsonResponse, SandboxResponse


def list_usage(state: State, call: Call) -> SandboxResponse:
    """Return the usage of a period, in one record."""
    start, end = call.query["start_ts"], call.query["end_ts"]
    if end < start:
        raise HTTPException(400, "query.end_ts: is before start_ts")
    return JsonResponse({"data": [state.meter.record(start, end)]})


def create_rate_limit(state: State, call: Call) -> SandboxResponse:
    """Create a token with a budget of requests."""
    token = state.ids.secret()
    state.budgets[token] = Budget(call.body["window_size_seconds"], call.body["requests_per_window"])
    return JsonResponse({"token": token})
