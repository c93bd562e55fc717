"""Which token of a shared store, or of this process, can be used although a new one was wanted."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .access_token import AccessToken


class RejectedTokens:
    """The tokens of one process that the service has rejected lately.

    The store can have one of them: during an outage, a process replaces its token but cannot store the new one.
    """

    def __init__(self) -> None:
        self._tokens: deque[str] = deque(maxlen=8)

    def add(self, token: str | None) -> None:
        """Remember a token, if there is one."""
        if token is not None and token not in self._tokens:
            self._tokens.append(token)

    def usable(self, stored: AccessToken | None) -> AccessToken | None:
        """Return the stored token, or None if the service has rejected it."""
        return None if stored is None or stored.token in self._tokens else stored


class LastToken:
    """The token that a fetcher returned last, and when."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._token: AccessToken | None = None
        self._returned_at = 0.0

    def remember(self, token: AccessToken) -> AccessToken:
        """Remember a token, and return it."""
        self._token, self._returned_at = token, self._clock()
        return token

    def while_store_is_down(self, is_down: bool, retry: bool) -> AccessToken | None:
        """Return the last token, if its renewal can wait for the store.

        Otherwise each process would request a token of its own as soon as the store is down, also if it is back a moment later. In the
        second half of the renewal window, each process does that.
        """
        last = self._token
        if not is_down or retry or last is None:
            return None
        window = last.renewal_window
        # It is in its window, or no renewal would be requested. The monotonic clock can say otherwise, after a suspension.
        remaining = min(window, last.remaining - (self._clock() - self._returned_at))
        return last._replace(remaining=remaining) if remaining > window / 2 else None
