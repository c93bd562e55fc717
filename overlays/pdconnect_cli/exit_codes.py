"""The exit codes. A test checks that docs/cli.md lists them all."""

from __future__ import annotations

OK = 0
FAILED = 1
"""Any failure without its own code; `doctor` found a problem; the user answered no; a standard stream cannot be written to."""
USAGE = 2
"""The command or its values are invalid; nothing was sent."""
CONFIGURATION = 3
"""No credentials, project or environment; no usable keyring; or unusable proxy or certificate settings."""
ACCESS_DENIED = 4
"""The credentials are wrong, or lack access."""
NOT_FOUND = 5
"""Not found in this project and environment."""
REFUSED = 6
"""The service rejected the request: 400, 409, 422 and similar."""
RATE_LIMITED = 7
"""Too many requests."""
NO_RESPONSE = 8
"""No response: the connection failed or a timeout expired."""
SERVICE_FAILED = 9
"""The service failed, or its response cannot be decoded."""
COMPONENT_FAILED = 10
"""The action ran and failed, or the component failed while its props were configured."""
WAIT_TIMEOUT = 11
"""`--wait` reached its timeout."""
DEVIATIONS = 12
"""`verify` found deviations of the service from the specification."""
INTERRUPTED = 130
"""Ctrl-C (128 and the number of SIGINT)."""
BROKEN_PIPE = 141
"""The reader of the output has closed the pipe (128 and the number of SIGPIPE)."""
