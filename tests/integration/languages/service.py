"""A sandbox with two connected accounts, and programs that talk to it."""

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


def run(*line: str | Path, folder: Path, more: Mapping[str, str] | None = None) -> str:
    """Run a program to its end, and return what it printed. One that fails, or takes minutes, is an error."""
    environment = {**ENVIRONMENT, **(more or {})}
    ran = subprocess.run(
        [str(part) for part in line], cwd=folder, env=environment, capture_output=True, text=True, timeout=300
    )
    assert ran.returncode == 0, f"{line[0]} failed:\n{ran.stdout}{ran.stderr}"
    return ran.stdout + ran.stderr


@contextmanager
def running_sandbox() -> Iterator[tuple[Sandbox, dict[str, str]]]:
    """Start a sandbox; the settings that a program needs, as environment variables, come with it."""
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


def told(output: str) -> Any:
    """What a program says in its last line, which is JSON."""
    return json.loads(output.splitlines()[-1])


def search_path(first: Path) -> dict[str, str]:
    """The environment in which programs of that folder come first."""
    return {"PATH": os.pathsep.join([str(first), os.environ["PATH"]])}
