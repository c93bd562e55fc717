"""A sandbox with two connected accounts, and a runner for client programs."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pdconnect.sandbox import Sandbox

from ..contract_tools.npm import ENVIRONMENT

USER = "user-abc-123"


def run(*command: str | Path, folder: Path, variables: Mapping[str, str] | None = None) -> str:
    """Run a program and return its output. Fails if the program fails or takes longer than 5 minutes."""
    environment = {**ENVIRONMENT, **(variables or {})}
    result = subprocess.run(
        [str(part) for part in command], cwd=folder, env=environment, capture_output=True, text=True, timeout=300
    )
    assert result.returncode == 0, f"{command[0]} failed:\n{result.stdout}{result.stderr}"
    return result.stdout + result.stderr


@contextmanager
def running_sandbox() -> Iterator[tuple[Sandbox, dict[str, str]]]:
    """Start a sandbox, and yield it with the environment variables that a program needs."""
    sandbox = Sandbox()
    for app in ("gitlab", "slack"):
        sandbox.add_account(app=app, external_user_id=USER)
    with sandbox.serve() as served:
        yield (
            sandbox,
            {
                "NO_PROXY": "127.0.0.1",
                "BASE_URL": served.base_url,
                "PROJECT_ID": sandbox.settings.project_id,
                "CLIENT_ID": sandbox.settings.client_id,
                "CLIENT_SECRET": sandbox.settings.client_secret,
            },
        )


def last_line(output: str) -> Any:
    """Return the last line of a program's output, parsed as JSON."""
    return json.loads(output.splitlines()[-1])


def search_path(first: Path) -> dict[str, str]:
    """Return a search path that starts with a folder."""
    return {"PATH": os.pathsep.join([str(first), os.environ["PATH"]])}
