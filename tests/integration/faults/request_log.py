"""The requests that a faulty server has received and executed, for each combination."""

from __future__ import annotations

from collections import Counter


class RequestLog:
    """Numbers of requests for each combination. Only the server thread writes."""

    def __init__(self) -> None:
        self.requests: Counter[str] = Counter()
        """Requests that were received completely, without token requests."""
        self.executed: Counter[str] = Counter()
        """Those of them that were executed."""
        self.tokens: Counter[str] = Counter()
        """Token requests."""
        self.to_other_host: list[str] = []
        """What was received at the host that must not receive any request."""
