"""What the testing kit costs a test, and what the command takes to print its help; both as ratios, of the least of several times."""

from __future__ import annotations

import sys
from collections.abc import Callable

import httpx

from pdconnect.sandbox import Sandbox

from .measuring import sample
from .processes import processor_seconds

_TIMES = 8


def help_of_starts() -> float:
    """Printing the help, in starts of Python that do nothing."""
    helping, nothing = ([sys.executable, "-m", "pdconnect", "--help"], [sys.executable, "-c", "pass"])
    return _least(lambda: processor_seconds(helping)) / _least(lambda: processor_seconds(nothing))


def kit_of_clients() -> float:
    """A sandbox, a client, an account, a call and a look at the calls, in making an httpx client."""
    for work in (_use_the_kit, _make_a_client):
        work()  # what is imported or made once
    return _least(lambda: sample(_use_the_kit, 1)) / _least(lambda: sample(_make_a_client, 1))


def _use_the_kit() -> None:
    sandbox = Sandbox()
    with sandbox.client() as client:
        sandbox.add_account(app="slack", external_user_id="user-1")
        list(client.accounts.list())
        sandbox.calls("accounts.list")


def _make_a_client() -> None:
    httpx.Client().close()


def _least(measure: Callable[[], float]) -> float:
    return min(measure() for _ in range(_TIMES))
