"""The exit codes; docs/cli.md lists them, and a test compares the two."""

from __future__ import annotations

OK = 0
FAILED = 1
"""Anything without a code of its own; `doctor` found something; a question was answered with no."""
USAGE = 2
"""The command or its values cannot be right; nothing was sent."""
CONFIGURATION = 3
"""No credentials, project or environment, no keyring to keep them in, or a proxy or certificates that cannot be used."""
ACCESS_DENIED = 4
"""The credentials are wrong, or don't allow this."""
NOT_FOUND = 5
"""There is no such thing in this project and environment."""
REFUSED = 6
"""The service understood and refused: 400, 409, 422 and the like."""
RATE_LIMITED = 7
"""Too many requests."""
NO_RESPONSE = 8
"""No answer came: no connection, or a time limit ran out."""
SERVICE_FAILED = 9
"""The service failed, or its answer cannot be read."""
COMPONENT_FAILED = 10
"""The action ran and failed, or the component failed while its props were asked for."""
WAIT_TIMEOUT = 11
"""What `--wait` waits for did not happen in time."""
INTERRUPTED = 130
"""Ctrl-C (128 and the number of SIGINT)."""
BROKEN_PIPE = 141
"""Whoever read the output has gone (128 and the number of SIGPIPE)."""
