"""A process of the fleet: calls as often as it may, then prints what it saw as JSON.

`FLEET` in the environment has its arguments as JSON: the URL of the store, the limit, and for how many seconds it calls.
"""

from __future__ import annotations

import json
import os
import time

import pdconnect


def main() -> None:
    """Call until the time is over."""
    store, limit, seconds = json.loads(os.environ["FLEET"])
    began_at = time.process_time()
    calls, rejected, waits = 0, 0, [0.0]
    with pdconnect.Client(
        rate_limit_mode="wait",
        rate_limit_storage=store,
        rate_limit_overrides={"account_reads": limit},
        token_store=store,
        max_retries=0,
        timeout=120,
    ) as client:
        end = time.monotonic() + seconds
        while (began := time.monotonic()) < end:
            try:
                client.accounts.list()
            except pdconnect.TooManyRequestsError:
                rejected += 1
            calls += 1
            if calls > 1:
                # The first call also imports, connects and gets the token: seconds, with 24 processes on a busy machine.
                waits.append(time.monotonic() - began)
    processor = time.process_time() - began_at
    print(json.dumps({"calls": calls, "rejected": rejected, "longest": max(waits), "processor": processor}))


if __name__ == "__main__":
    main()
