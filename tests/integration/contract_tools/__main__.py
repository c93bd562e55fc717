"""`python -m tests.integration.contract_tools`: the long form, with a report."""

from __future__ import annotations

import sys

from pdconnect.sandbox import Sandbox

from .fuzzing import fuzz
from .prism import mock_server
from .requests import judge


def main() -> int:
    """Let both tools judge, print what they say, and return how many found something."""
    with mock_server() as base_url:
        judgement = judge(base_url)
    print(f"Prism saw {judgement.requests.total()} requests of {len(judgement.requests)} operations")
    print(*judgement.problems or ["and has nothing against them"], sep="\n", flush=True)
    report = fuzz(Sandbox(), examples=20, phases="examples,coverage,fuzzing,stateful")
    print(report.text)
    return bool(judgement.problems) + (not report.passed)


if __name__ == "__main__":
    sys.exit(main())
