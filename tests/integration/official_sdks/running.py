"""Where the official SDKs are, and running calls with them."""

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

from ..contract_tools.npm import HAS_NODE, packages
from . import FOLDER
from .calls import Call

OFFICIAL = "pipedream==2.3.0"
_ENVIRONMENT = ROOT / ".venv-official"
_REQUIRED = bool(os.environ.get("PDCONNECT_REQUIRE_TOOLS"))


@cache
def python() -> list[str]:
    """The Python that has the official SDK; its environment is made if tools are required, and used if it is there."""
    program = _ENVIRONMENT / "bin/python"
    marker = _ENVIRONMENT / "installed"
    if not marker.exists() or marker.read_text() != OFFICIAL:
        if not _REQUIRED:
            pytest.skip("needs .venv-official, which PDCONNECT_REQUIRE_TOOLS makes")
        _run(sys.executable, "-m", "venv", "--clear", str(_ENVIRONMENT))
        _run(str(program), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", OFFICIAL)
        (_ENVIRONMENT / ".gitignore").write_text("*\n")
        marker.write_text(OFFICIAL)
    return [str(program), "-W", "error", str(FOLDER / "run_calls.py")]


def node() -> list[str]:
    """Node.js, with the official SDK beside the program."""
    return _node(FOLDER)


def older_node() -> list[str]:
    """Node.js, with the last official SDK of the 1.x line."""
    return _node(FOLDER / "older")


def outcomes(program: list[str], sandbox: Sandbox, calls: Sequence[Call], kept: Mapping[str, str]) -> list[Any]:
    """Serve a sandbox over TLS, make the calls with a program, and return what it says of each."""
    with sandbox.serve(tls=True) as served:
        workflow = f"{served.base_url}/_workflows/eoecho"
        order = json.dumps({"kept": {**kept, "workflow": workflow}, "calls": [asdict(call) for call in calls]})
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
        told = subprocess.run(program, input=order, env=environment, capture_output=True, text=True, timeout=300)
    assert told.returncode == 0, told.stderr
    return [json.loads(line) for line in told.stdout.splitlines()]


def _node(folder: Path) -> list[str]:
    if not HAS_NODE:
        if _REQUIRED:
            pytest.fail("needs Node.js with npm")
        pytest.skip("needs Node.js with npm")
    packages(folder)
    return ["node", str(folder / "run_calls.mjs")]


def _run(*line: str) -> None:
    subprocess.run(line, check=True, timeout=300)
