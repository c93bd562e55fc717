"""`python -m tests.integration.soak.service <accounts>`: the sandbox in a process of its own, with one fault after the other.

It prints the settings of its clients, serves until its standard input ends, and then prints what it has executed.
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
"""The key of an action that counts how often it was run for each `number`."""
USER = "user-1"
_FAULT_SECONDS, _PAUSE_SECONDS = 0.03, 0.15
"""Maximum duration of a fault, which ends earlier once it has met its requests, and the time until the next fault; in seconds."""


class Report(NamedTuple):
    """What the service reports at its end."""

    executed: dict[int, int]
    """How often the action was run, by its argument `number`."""
    faulty: int
    """Requests that met a fault, among the last 20,000."""


class Service:
    """A running service. Use `run_service` to start one."""

    def __init__(self, process: subprocess.Popen[str], output: dict[str, Any]) -> None:
        self.accounts: frozenset[str] = frozenset(output.pop("accounts"))
        """The ids of all accounts."""
        self.settings = output
        """The settings of a client of the service."""
        self._process = process

    def end(self) -> Report:
        """Stop the service, and return its report."""
        output, _ = self._process.communicate(timeout=60)
        report = json.loads(output)
        return Report({int(number): times for number, times in report["executed"].items()}, report["faulty"])


@contextmanager
def run_service(accounts: int) -> Generator[Service]:
    """Run a service with this number of accounts until the context ends."""
    command = [sys.executable, "-m", "tests.integration.soak.service", str(accounts)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield Service(process, json.loads(process.stdout.readline()))
        finally:
            if process.poll() is None:
                process.kill()


def _cause_faults(sandbox: Sandbox, stop: threading.Event) -> None:
    """Cause one fault after the other, each for a short time and a few requests; expire all tokens once per cycle."""
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
            stop.wait(_FAULT_SECONDS)
        if stop.wait(_PAUSE_SECONDS):
            return
        if number % len(kinds) == 0:
            sandbox.expire_tokens()


def _serve(accounts: int) -> None:
    executed: Counter[int] = Counter()

    def count(values: Any) -> int:
        number: int = values["number"]
        executed[number] += 1
        return number

    with Sandbox(rate_limits=False, check_responses=False, development_users=None) as sandbox:
        sandbox.add_component(ACTION, props=[{"name": "number", "type": "integer"}], run=count)
        ids = [sandbox.add_account(app="slack", external_user_id=USER).id for _ in range(accounts)]
        stop = threading.Event()
        with sandbox.serve() as served:
            settings = sandbox.settings
            output = {
                "project_id": settings.project_id,
                "client_id": settings.client_id,
                "client_secret": settings.client_secret,
                "environment": "development",
                "base_url": served.base_url,
                "accounts": ids,
            }
            print(json.dumps(output), flush=True)
            thread = threading.Thread(target=_cause_faults, args=(sandbox, stop))
            thread.start()
            sys.stdin.read()
            stop.set()
            thread.join()
        faulty = sum(entry.faulty for entry in sandbox.request_log)
        print(json.dumps({"executed": executed, "faulty": faulty}))


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
