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

from ...pdconnect_api.spec import DOCUMENT
from ..contract_tools.npm import ENVIRONMENT

USER = "user-abc-123"
EVERY_KIND = "gitlab-every-kind-of-prop"
"""A component with a prop of each kind."""


def run(*command: str | Path, folder: Path, variables: Mapping[str, str] | None = None) -> str:
    """Run a program and return its output. Fails if the program fails or takes longer than 15 minutes."""
    environment = {**ENVIRONMENT, **(variables or {})}
    result = subprocess.run(
        [str(part) for part in command], cwd=folder, env=environment, capture_output=True, text=True, timeout=900
    )
    assert result.returncode == 0, f"{command[0]} failed:\n{result.stdout}{result.stderr}"
    return result.stdout + result.stderr


# Values that a reader could confuse, as each kind of prop has its own type of `default`, `options` and `static`.
_EXAMPLES: dict[str, dict[str, Any]] = {
    "alert": {"alertType": "info", "content": "Note"},
    "app": {"app": "gitlab"},
    "boolean": {"default": False, "label": None},
    "integer": {"default": 5, "min": 1, "max": 2**40, "label": "Number"},
    "integer[]": {"default": [5, 6]},
    "string": {"default": "main", "options": [{"label": "Main", "value": "main"}], "optional": True},
    "string[]": {"default": ["main"], "options": ["main", "next"]},
    "object": {"default": {"key": "value"}},
    "$.interface.timer": {"static": {"cron": "0 9 * * *"}, "default": {"intervalSeconds": 900}},
    "$.interface.apphook": {"appProp": "app", "eventNames": ["push"], "static": [1, "two"]},
    "sql": {"default": {"query": "select 1"}, "auth": {"app": "postgresql"}},
    "http_request": {"default": {"method": "GET", "url": "https://app.example"}},
}


KINDS: list[str] = [*DOCUMENT["components"]["schemas"]["ConfigurableProp"]["discriminator"]["mapping"]]
"""The kinds of props that the specification knows."""


@contextmanager
def running_sandbox() -> Iterator[tuple[Sandbox, dict[str, str]]]:
    """Start a sandbox, and yield it with the environment variables that a program needs.

    It has two accounts, a component with a prop of each kind, a deployed component and a deployed timer.
    """
    sandbox = Sandbox()
    accounts = {app: sandbox.add_account(app=app, external_user_id=USER) for app in ("gitlab", "slack")}
    sandbox.add_component(EVERY_KIND, props=[{"name": kind, "type": kind, **_EXAMPLES.get(kind, {})} for kind in KINDS])
    with sandbox.client() as client:
        account = {"authProvisionId": accounts["gitlab"].id}
        client.triggers.deploy(
            id="gitlab-new-issue", external_user_id=USER, configured_props={"gitlab": account, "projectId": 45672541}
        )
        client.triggers.deploy(
            id="schedule-custom-interval", external_user_id=USER, configured_props={"cron": {"cron": "0 9 * * *"}}
        )
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
