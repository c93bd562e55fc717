"""`python -m tests.integration.contract_tools`: the long form, with a report."""

from __future__ import annotations

import sys

from pdconnect.sandbox import Sandbox

from .fuzzing import fuzz
from .prism import mock_server
from .requests import check_requests


def main() -> int:
    """Run both tools, print their reports, and return how many of them found problems."""
    with mock_server() as base_url:
        request_report = check_requests(base_url)
    print(f"Prism saw {request_report.requests.total()} requests of {len(request_report.requests)} operations")
    print(*request_report.problems or ["and found no problems"], sep="\n", flush=True)
    fuzz_report = fuzz(Sandbox(), examples=20, phases="examples,coverage,fuzzing,stateful")
    print(fuzz_report.text)
    return bool(request_report.problems) + (not fuzz_report.passed)


if __name__ == "__main__":
    sys.exit(main())
