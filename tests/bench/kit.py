"""What the testing kit costs a test, and what the command takes to print its help; both as ratios, of the least of several times."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from resource import RUSAGE_CHILDREN, getrusage
from time import process_time

import httpx

from pdconnect.sandbox import Sandbox

_TIMES = 8


def help_of_starts() -> float:
    """Printing the help, in starts of Python that do nothing."""
    return _least(lambda: _process("-m", "pdconnect", "--help")) / _least(lambda: _process("-c", "pass"))


def kit_of_clients() -> float:
    """A sandbox, a client, an account, a call and a look at the calls, in making an httpx client."""
    for work in (_use_the_kit, _make_a_client):
        work()  # what is imported or made once
    return _least(lambda: _own(_use_the_kit)) / _least(lambda: _own(_make_a_client))


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


def _own(work: Callable[[], None]) -> float:
    """Seconds of this processor that some work takes."""
    start = process_time()
    work()
    return process_time() - start


def _process(*arguments: str) -> float:
    """Seconds of the processor that a run of Python takes."""
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
