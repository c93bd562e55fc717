"""`python -m tests.integration.fleet [store ...]`: run the fleet on each kind of store for a minute, and print a report."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from .fleet import STORES, run_fleet


def main() -> None:
    """Run the fleet on each store."""
    for kind in sys.argv[1:] or STORES:
        with tempfile.TemporaryDirectory() as folder:
            print(kind, run_fleet(kind, Path(folder), seconds=60), flush=True)


if __name__ == "__main__":
    main()
