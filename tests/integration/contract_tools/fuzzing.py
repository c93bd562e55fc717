"""Schemathesis against the sandbox: it generates valid and invalid requests, and checks every response."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import pdconnect
from pdconnect.sandbox import Sandbox
from tests import ROOT

from .prism import SPECIFICATION

USER = "user-abc-123"


class FuzzReport(NamedTuple):
    """The result of a run."""

    passed: bool
    cases: int
    text: str


def fuzz(sandbox: Sandbox, *, examples: int, phases: str, only: str | None = None) -> FuzzReport:
    """Run with a maximum number of generated cases for each operation. The same specification gives the same requests each time."""
    with sandbox.serve() as served, tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "schemathesis.toml").write_text(_settings(sandbox, served.base_url), encoding="utf-8")
        options = {"--phases": phases, "-n": str(examples), "-w": "1", "--request-timeout": "10"}
        line = [sys.executable, "-m", "schemathesis.cli", "--config-file", "schemathesis.toml"]
        line += ["run", str(SPECIFICATION), "--generation-deterministic", "--no-color"]
        line += [text for pair in options.items() for text in pair]
        line += ["--include-operation-id", only] if only else []
        path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        ran = subprocess.run(
            line, cwd=folder, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, timeout=600
        )
    found = re.search(r"(\d+) generated", ran.stdout)
    return FuzzReport(ran.returncode == 0, int(found[1]) if found else 0, ran.stdout + ran.stderr)


def _settings(sandbox: Sandbox, base_url: str) -> str:
    """Return the configuration: the address of the sandbox, an access token, and the ids of its objects."""
    with pdconnect.Client(
        project_id=sandbox.settings.project_id,
        client_id=sandbox.settings.client_id,
        client_secret=sandbox.settings.client_secret,
        environment="development",
        base_url=base_url,
    ) as client:
        token = client.oauth_tokens.create(
            client_id=sandbox.settings.client_id, client_secret=sandbox.settings.client_secret
        )
        operations = _contents(sandbox, client)
        budget = client.rate_limits.create(window_size_seconds=60, requests_per_window=100_000)
    lines = [
        f"base-url = {json.dumps(base_url)}",
        'hooks = "tests.integration.contract_tools.checks"',
        f'headers = {{ Authorization = "Bearer {token.access_token}" }}',
        "[checks.positive_data_acceptance]",
        "enabled = false  # see the hook",
        "[parameters]",
        f'"path.project_id" = "{sandbox.settings.project_id}"',
        f'"header.x-pd-rate-limit" = "{budget.token}"',
    ]
    for pattern, values in operations.items():
        lines += ["[[operations]]", f'include-operation-id-regex = "{pattern}"', "[operations.parameters]"]
        lines += [f"{json.dumps(name)} = {json.dumps(value)}" for name, value in values.items()]
    return "\n".join(lines)


def _contents(sandbox: Sandbox, client: pdconnect.Client) -> dict[str, dict[str, str]]:
    """Create an object of each kind in the sandbox; return the ids by operation.

    Operations that delete are not listed: they get generated ids, so that the objects remain.
    """
    account = sandbox.add_account(app="gitlab", external_user_id=USER)
    trigger = client.triggers.deploy(
        id="gitlab-new-issue",
        external_user_id=USER,
        configured_props={"gitlab": {"authProvisionId": account.id}, "projectId": 45672541},
        webhook_url="https://events.example.com/gitlab-new-issue",
    )
    (webhook,) = client.deployed_triggers.list_webhooks(trigger.id, external_user_id=USER).webhooks or []
    oauth_app = client.oauth_apps.create(app="gitlab")
    assert oauth_app.id is not None
    override = client.app_overrides.create(app="gitlab", name="Ours")
    project = client.projects.create(name="Another")
    connect_token = client.tokens.create(external_user_id=USER)
    client.project_environment.update_webhook(url="https://events.example.com/all")
    return {
        "^(components|triggers)_retrieve$": {"path.component_id": "gitlab-new-issue"},
        "^actions_retrieve$": {"path.component_id": "gitlab-list-commits"},
        "^accounts_retrieve$": {"path.account_id": account.id},
        "^proxy_": {"path.url_64": "L3VzZXI", "query.account_id": account.id, "query.external_user_id": USER},
        "^deployed_triggers_(retrieve|update|list_.*|update_.*|.*webhook.*)$": {
            "path.trigger_id": trigger.id,
            "path.webhook_id": webhook.id,
            "query.external_user_id": USER,
        },
        "^oauth_apps_(retrieve|update)$": {"path.id": oauth_app.id},
        "^app_overrides_(retrieve|update)$": {"path.id": override.id},
        "^projects_(retrieve|update|update_logo)$": {"path.project_id": project.id},
        "^tokens_validate$": {"path.ctok": connect_token.token},
    }
