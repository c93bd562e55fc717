"""What a server of these tests has seen and done, told apart by the combination that a request belongs to."""

from __future__ import annotations

from collections import Counter


class RequestLog:
    """Counts per combination. Only the thread of the server writes."""

    def __init__(self) -> None:
        self.requests: Counter[str] = Counter()
        """Requests that arrived whole, those for tokens apart."""
        self.executed: Counter[str] = Counter()
        """Those of them that were carried out."""
        self.tokens: Counter[str] = Counter()
        """Requests for tokens."""
        self.to_other_host: list[str] = []
        """Whatever arrived at a host that nobody should have gone to."""
