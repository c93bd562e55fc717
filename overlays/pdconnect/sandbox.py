"""An embedded stand-in for the Connect service: stateful, on loopback, checked against the specification.

The code is in `pdconnect_sandbox`, which comes with this package. `python -m pdconnect.sandbox` runs it until it is interrupted.
"""

from __future__ import annotations

import sys

try:
    from pdconnect_sandbox import Delivery, Outcome, RecordedRequest, Sandbox, Served, SpecMismatchError
except ModuleNotFoundError as _error:
    if __name__ != "__main__":
        raise
    sys.exit(str(_error))  # a sentence that says what to install

__all__ = ["Delivery", "Outcome", "RecordedRequest", "Sandbox", "Served", "SpecMismatchError"]

if __name__ == "__main__":
    from pdconnect_sandbox.__main__ import main

    sys.exit(main())
