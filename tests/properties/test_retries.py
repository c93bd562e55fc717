"""Any sequence of failures, with any headers: a request that may have been executed is never repeated, and delays stay within bounds."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import httpx
from hypothesis import given, settings
from hypothesis import strategies as st

import pdconnect
from tests.fake_api import FakeApi

UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
UNCERTAIN = (httpx.ReadTimeout, httpx.ReadError, httpx.RemoteProtocolError, httpx.WriteTimeout, httpx.WriteError)
AGAIN = (408, 429, 500, 502, 503, 504)
LONGEST = 60.0
"""Maximum delay in seconds that the client accepts from the service; a longer delay is an error."""


class Step(NamedTuple):
    """The result of one request."""

    failure: type[httpx.TransportError] | None
    status: int
    throttled: bool
    wait: str | None
    """Any value of `Retry-After`."""

    @property
    def may_have_been_executed(self) -> bool:
        """Whether the service may have executed it."""
        if self.failure is not None:
            return self.failure not in UNSENT
        return not (self.status == 429 and self.throttled)

    @property
    def least_wait(self) -> float:
        """Seconds that the response asks to wait, if it says so with a number."""
        if "_" in (self.wait or ""):  # Python's float accepts 1_0, HTTP does not
            return 0.0
        try:
            seconds = float(self.wait or "") if self.failure is None else 0.0
        except ValueError:
            return 0.0
        return max(0.0, seconds) if math.isfinite(seconds) else 0.0

    def respond(self) -> httpx.Response:
        """Return the response, or raise the failure."""
        if self.failure is not None:
            raise self.failure("went wrong")
        headers = {} if self.wait is None else {"retry-after": self.wait}
        if self.throttled:
            return httpx.Response(self.status, json={"error": "Throttled"}, headers=headers)
        return httpx.Response(self.status, text="<html>", headers=headers)


WAITS = st.one_of(
    st.none(),
    st.integers(-5, 200).map(str),
    st.floats().map(str),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30),
    st.datetimes().map(lambda date: date.strftime("%a, %d %b %Y %H:%M:%S GMT")),
)
STEPS = st.builds(
    Step,
    failure=st.none() | st.sampled_from([*UNSENT, *UNCERTAIN]),
    status=st.sampled_from([*AGAIN, 400, 401, 404, 409, 422, 501, 302]),
    throttled=st.booleans(),
    wait=WAITS,
)


@settings(max_examples=5 * settings().max_examples)
@given(st.lists(STEPS, max_size=7), st.integers(0, 4), st.booleans())
def test_any_sequence_of_failures_is_retried_by_the_rules(steps: list[Step], max_retries: int, acts: bool) -> None:
    sent: list[Step] = []
    slept: list[tuple[Step, float]] = []

    def respond(request: httpx.Request) -> httpx.Response:
        if len(sent) == len(steps):
            return httpx.Response(200, json={"id": "apn_1", "exports": {}, "os": [], "ret": 1})
        sent.append(steps[len(sent)])
        return sent[-1].respond()

    api = FakeApi(respond)
    client = api.client(max_retries=max_retries, sleep=lambda seconds: slept.append((sent[-1], seconds)))
    error: Any = None
    try:
        if acts:
            client.actions.run(id="a", external_user_id="u")
        else:
            client.accounts.retrieve("apn_1")
    except pdconnect.PdconnectError as caught:
        error = caught
    assert len(slept) <= max_retries
    assert all(step.least_wait <= seconds <= LONGEST + 1 for step, seconds in slept)
    # A rejected request is sent once more with another token, which is not counted as an attempt.
    rejected = sum(_rejected(step) for step in sent)
    assert len(api.requests) <= len(slept) + 1 + rejected
    if acts:
        assert not any(step.may_have_been_executed and not _rejected(step) for step in sent[:-1])
    if error is None:
        assert len(sent) == len(steps)
    elif isinstance(error, pdconnect.ApiError | pdconnect.TransportError):
        assert error.attempts == len(slept) + 1


def _rejected(step: Step) -> bool:
    """Return whether the response is a 401: nothing was executed, and the request is sent once more with another token."""
    return step.failure is None and step.status == 401
