"""The Node.js packages that the package.json of a folder lists."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

from tests.required import required

HAS_NODE = shutil.which("node") is not None and shutil.which("npm") is not None
ENVIRONMENT = {**os.environ, "NO_COLOR": "1", "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
"""Environment variables of Node.js programs: output without colours, and no telemetry."""


def required_packages(folder: Path) -> Path:
    """Return the folder of the packages. Without Node.js, skip the test, or fail it if PDCONNECT_REQUIRE_TOOLS is set."""
    return required(packages(folder) if HAS_NODE else None, "needs Node.js with npm")


@cache
def packages(folder: Path) -> Path:
    """Return the folder of the packages; install them first unless exactly these are installed."""
    modules = folder / "node_modules"
    installed = modules / "installed-package.json"
    with (folder / "package.json").open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # another process may install them now
        wanted = file.read()
        if not installed.exists() or installed.read_bytes() != wanted:
            # Without a lock file, because it would contain the address of a registry.
            line = ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"]
            subprocess.run(line, cwd=folder, env=ENVIRONMENT, check=True, timeout=900)
            installed.write_bytes(wanted)
    return modules
