"""`python -m generator`: generate the client from the specification. `--check` only compares; `--force` runs even without a change."""

from __future__ import annotations

import argparse
import gc
import sys
import time
from pathlib import Path

from . import pipeline, sync_code
from .cache import Cache
from .problems import SpecificationError


def main(arguments: list[str] | None = None) -> int:
    """Run the pipeline and return the exit code: 0 if everything is correct."""
    parser = argparse.ArgumentParser(prog="python -m generator", description="Generate generated_client/ from spec/.")
    parser.add_argument(
        "--check",
        action="store_true",
        help="change nothing; print the files that differ from the specification, and fail if there are any",
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="run every step, even if nothing has changed since the last run",
    )
    parser.add_argument(
        "--root",
        type=Path,
        default=Path(__file__).parent.parent,
        help="the project (default: the one that contains this program)",
    )
    options = parser.parse_args(arguments)
    started = time.monotonic()

    def progress(step: str) -> None:
        print(f"  {time.monotonic() - started:5.1f} s  {step}", flush=True)

    try:
        if options.check:
            return _report(pipeline.differences(options.root, progress))
        cache = Cache(options.root, read=not options.force)
        for path in sync_code.write(options.root, cache.sync_code):  # first, since the specification may have problems
            print(f"{path} regenerated")
        if not options.force and pipeline.up_to_date(options.root):
            cache.sync_code.save()
            print("generated_client/ is up to date")
            return 0
        pipeline.regenerate(options.root, progress, cache)
        cache.save()
    except SpecificationError as error:
        print(f"{len(error.problems)} problem(s) in the specification; nothing was changed:", file=sys.stderr)
        print(error, file=sys.stderr)
        return 1
    except sync_code.SyncCodeError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"generated_client/ regenerated in {time.monotonic() - started:.1f} s")
    return 0


def _report(different: list[str]) -> int:
    if not different:
        print("generated_client/ matches the specification")
        return 0
    print("These files do not match the specification; run `python -m generator`:", file=sys.stderr)
    print("\n".join(different), file=sys.stderr)
    return 1


if __name__ == "__main__":
    gc.disable()  # one short run: searching for cycles costs a tenth of its time
    sys.exit(main())
