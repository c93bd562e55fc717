"""Check that the type of every public symbol is known to users' type checkers, where only one of the HTTP libraries is installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tempfile
import venv
from pathlib import Path
from typing import Any

from tests import ROOT

HTTP_LIBRARIES = {
    "httpx": ("httpx", "httpcore"),
    "httpx2": ("httpx2", "httpcore2"),
}
"""The packages of each HTTP library."""

PACKAGES = {"pdconnect": ROOT / "overlays/pdconnect", "pdconnect_api": ROOT / "generated_client/pdconnect_api"}


def create_environment(folder: Path, library: str) -> Path:
    """Create a virtual environment with our packages and one of the HTTP libraries, and return its Python."""
    venv.create(folder, with_pip=False)
    (packages,) = folder.glob("lib/*/site-packages")
    for name in (*HTTP_LIBRARIES[library], "anyio"):
        (packages / name).symlink_to(Path(sysconfig.get_path("purelib")) / name)
    for name, source in PACKAGES.items():
        (packages / name).symlink_to(source)
    return folder / "bin/python"


def type_report(package: str, python: Path) -> dict[str, Any]:
    """Return pyright's report about an installed package. Pyright runs in the folder of the environment, where it finds no settings."""
    pyright = str(Path(sys.executable).with_name("pyright"))
    run = subprocess.run(
        [pyright, "--pythonpath", str(python), "--verifytypes", package, "--ignoreexternal", "--outputjson"],
        cwd=python.parent,
        env={**os.environ, "PYTHONPATH": sysconfig.get_path("purelib", vars={"base": str(python.parents[1])})},
        capture_output=True,
        text=True,
        check=False,
    )
    report: dict[str, Any] = json.loads(run.stdout)["typeCompleteness"]
    return report


def main() -> int:
    """Check each package with each HTTP library, print the results, and return the exit code."""
    failed = False
    for library in HTTP_LIBRARIES:
        with tempfile.TemporaryDirectory() as folder:
            python = create_environment(Path(folder), library)
            # Nothing of the generated package depends on the HTTP library.
            for package in PACKAGES if library == "httpx" else ("pdconnect",):
                report = type_report(package, python)
                score = report["completenessScore"]
                print(f"{package} with {library}: {score:.2%} of {len(report['symbols']):,} symbols have a known type")
                unknown = [symbol for symbol in report["symbols"] if symbol["isExported"] and not symbol["isTypeKnown"]]
                for symbol in unknown:
                    print(f"  {symbol['name']}: {'; '.join(found['message'] for found in symbol['diagnostics'])}")
                failed = failed or bool(unknown) or score != 1
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
