"""The programs that make calls with the official SDKs: how to install and run them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pdconnect.sandbox import Sandbox
from tests import ROOT

from ..contract_tools.npm import required_packages
from . import FOLDER
from .calls import Call

OFFICIAL = "pipedream==2.3.0"
_ENVIRONMENT = ROOT / ".venv-official"
_REQUIRED = bool(os.environ.get("PDCONNECT_REQUIRE_TOOLS"))


@cache
def python() -> list[str]:
    """Return the command of the Python program. Its virtual environment is created if tools are required, and used if it exists."""
    program = _ENVIRONMENT / "bin/python"
    marker = _ENVIRONMENT / "installed"
    if not marker.exists() or marker.read_text() != OFFICIAL:
        if not _REQUIRED:
            pytest.skip("needs .venv-official, which is created if PDCONNECT_REQUIRE_TOOLS is set")
        _run(sys.executable, "-m", "venv", "--clear", "--without-pip", str(_ENVIRONMENT))
        _run(sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", str(program), OFFICIAL)
        (_ENVIRONMENT / ".gitignore").write_text("*\n")
        marker.write_text(OFFICIAL)
    return [str(program), "-W", "error", str(FOLDER / "run_calls.py")]


def node() -> list[str]:
    """Return the command of the Node.js program; install the official SDK first."""
    return _node(FOLDER)


def node_2() -> list[str]:
    """Return the command of the Node.js program for the last official SDK 2.x."""
    return _node(FOLDER / "v2")


def older_node() -> list[str]:
    """Return the command of the Node.js program for the last official SDK 1.x."""
    return _node(FOLDER / "older")


def outcomes(
    program: list[str],
    sandbox: Sandbox,
    calls: Sequence[Call],
    saved: Mapping[str, str],
    *,
    options: Mapping[str, Any] | None = None,
) -> list[Any]:
    """Serve a sandbox over TLS, make the calls with a program, and return the outcome of each. Without `options`, nothing is retried."""
    with sandbox.serve(tls=True) as served:
        workflow = f"{served.base_url}/_workflows/eoecho"
        request = json.dumps(
            {
                "saved": {**saved, "workflow": workflow},
                "calls": [asdict(call) for call in calls],
                "options": {"max_retries": 0} if options is None else dict(options),
            }
        )
        environment = {
            "PATH": os.environ["PATH"],
            "NO_PROXY": "127.0.0.1",
            "SSL_CERT_FILE": str(served.ca_file),
            "NODE_EXTRA_CA_CERTS": str(served.ca_file),
            "BASE_URL": served.base_url,
            "PROJECT_ID": sandbox.settings.project_id,
            "CLIENT_ID": sandbox.settings.client_id,
            "CLIENT_SECRET": sandbox.settings.client_secret,
        }
        finished = subprocess.run(program, input=request, env=environment, capture_output=True, text=True, timeout=300)
    assert finished.returncode == 0, finished.stderr
    return [json.loads(line) for line in finished.stdout.splitlines()]


def _node(folder: Path) -> list[str]:
    required_packages(folder)
    return ["node", str(folder / "run_calls.mjs")]


def _run(*line: str) -> None:
    subprocess.run(line, check=True, timeout=300)
