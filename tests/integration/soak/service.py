"""`python -m tests.integration.soak.service <accounts>`: the sandbox in a process of its own, with faults that come and go without end.

It prints how to reach it, serves until its standard input ends, and prints then what it has carried out.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from itertools import cycle
from typing import Any, NamedTuple

from pdconnect.sandbox import Sandbox

ACTION = "soak-count"
"""An action that counts how often it was run for each `number`."""
USER = "user-1"
_IN_FORCE, _PAUSE = 0.03, 0.15
"""Seconds that a fault is in force, if it does not meet its requests earlier, and until the next one is."""


class Report(NamedTuple):
    """What the service tells in the end."""

    executed: dict[int, int]
    """How often the action was run, by the number it was given."""
    faulty: int
    """Requests that met a fault, among the last 100,000."""


class Service:
    """A service that runs. Made by `serving`."""

    def __init__(self, process: subprocess.Popen[str], told: dict[str, Any]) -> None:
        self.accounts: frozenset[str] = frozenset(told.pop("accounts"))
        """The ids of all that there are."""
        self.settings = told
        """What a client of it is made with."""
        self._process = process

    def end(self) -> Report:
        """Stop it, and have its report."""
        told, _ = self._process.communicate(timeout=60)
        report = json.loads(told)
        return Report({int(number): times for number, times in report["executed"].items()}, report["faulty"])


@contextmanager
def serving(accounts: int) -> Generator[Service]:
    """A service with so many accounts, while the context lasts."""
    command = [sys.executable, "-m", "tests.integration.soak.service", str(accounts)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield Service(process, json.loads(process.stdout.readline()))
        finally:
            if process.poll() is None:
                process.kill()


def _misbehave(sandbox: Sandbox, stop: threading.Event) -> None:
    """One fault after the other, each for a moment and a few requests at most; and every so often no token is good any more."""
    kinds: list[dict[str, Any]] = [
        {"status": 503, "times": 4},
        {"drop": True, "times": 2},
        {"drop": True, "executed": True, "times": 2},
        {"truncate": True, "times": 2},
        {"status": 500, "executed": True, "times": 2},
        {"status": 429, "times": 4},
        {"delay": 0.05, "times": 3},
        {"garbage": True, "times": 1},
    ]
    for number, kind in enumerate(cycle(kinds)):
        with sandbox.faults(**kind):
            stop.wait(_IN_FORCE)
        if stop.wait(_PAUSE):
            return
        if number % len(kinds) == 0:
            sandbox.expire_tokens()


def _serve(accounts: int) -> None:
    executed: Counter[int] = Counter()

    def count(values: Any) -> int:
        number: int = values["number"]
        executed[number] += 1
        return number

    with Sandbox(rate_limits=False, strict=False, development_users=None) as sandbox:
        sandbox.add_component(ACTION, props=[{"name": "number", "type": "integer"}], run=count)
        ids = [sandbox.add_account(app="slack", external_user_id=USER).id for _ in range(accounts)]
        stop = threading.Event()
        with sandbox.serve() as served:
            settings = sandbox.settings
            told = {
                "project_id": settings.project_id,
                "client_id": settings.client_id,
                "client_secret": settings.client_secret,
                "environment": "development",
                "base_url": served.base_url,
                "accounts": ids,
            }
            print(json.dumps(told), flush=True)
            thread = threading.Thread(target=_misbehave, args=(sandbox, stop))
            thread.start()
            sys.stdin.read()
            stop.set()
            thread.join()
        faulty = sum(entry.faulty for entry in sandbox.request_log)
        print(json.dumps({"executed": executed, "faulty": faulty}))


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
