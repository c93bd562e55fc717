"""Download the official packages. They are files to read; nothing in them is installed, imported or run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PYTHON_PACKAGE = "pipedream"
NPM_PACKAGE = "@pipedream/sdk"


def download_wheel(folder: Path, version: str | None = None) -> Path:
    """Download a wheel of the Python SDK; without a version, the newest. Raises CalledProcessError."""
    requirement = f"{PYTHON_PACKAGE}=={version}" if version else PYTHON_PACKAGE
    options = ("--quiet", "--no-deps", "--only-binary", ":all:", "--disable-pip-version-check", "--dest", str(folder))
    subprocess.run(
        [sys.executable, "-m", "pip", "download", *options, requirement], check=True, stderr=subprocess.DEVNULL
    )
    return max(folder.glob(f"{PYTHON_PACKAGE}-{version or '*'}-*.whl"), key=lambda file: file.stat().st_mtime)


def download_npm(folder: Path, version: str | None = None) -> Path:
    """Download a package of the TypeScript SDK; without a version, the newest. Raises CalledProcessError."""
    name = f"{NPM_PACKAGE}@{version or 'latest'}"
    run = subprocess.run(
        ["npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", str(folder), name],
        check=True,
        capture_output=True,
        text=True,
    )
    return folder / run.stdout.strip().splitlines()[-1]
