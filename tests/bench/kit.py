"""The time that the testing kit adds to a test, and the time of two commands; as ratios of minimum times."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import httpx

from pdconnect.sandbox import Sandbox

from .measuring import sample
from .processes import processor_seconds

_TIMES = 4


def help_ratio() -> float:
    """Return the time of printing the help, as a multiple of starting Python."""
    print_help, do_nothing = ([sys.executable, "-m", "pdconnect", "--help"], [sys.executable, "-c", "pass"])
    return _minimum(lambda: processor_seconds(print_help)) / _minimum(lambda: processor_seconds(do_nothing))


def list_ratio() -> float:
    """Return the time of `pdconnect accounts list`, as a multiple of importing httpx without its own command line."""
    sandbox = Sandbox()
    sandbox.add_account(app="slack", external_user_id="user-1")
    list_accounts = [sys.executable, "-m", "pdconnect", "accounts", "list"]
    import_httpx = [sys.executable, "-c", "import sys; sys.modules['httpx._main'] = None; import httpx"]
    with sandbox.serve() as served:
        settings = {**os.environ, **served.environment_variables}
        measured = _minimum(lambda: processor_seconds(list_accounts, settings=settings))
    return measured / _minimum(lambda: processor_seconds(import_httpx))


def kit_ratio() -> float:
    """Return the time of a short test with the sandbox, as a multiple of creating an httpx client."""
    for work in (_use_testing_kit, _create_client):
        work()  # imports, and what is created once
    return _minimum(lambda: sample(_use_testing_kit, 1)) / _minimum(lambda: sample(_create_client, 1))


def _use_testing_kit() -> None:
    sandbox = Sandbox()
    with sandbox.client() as client:
        sandbox.add_account(app="slack", external_user_id="user-1")
        list(client.accounts.list())
        sandbox.calls("accounts.list")


def _create_client() -> None:
    httpx.Client().close()


def _minimum(measure: Callable[[], float]) -> float:
    return min(measure() for _ in range(_TIMES))
