"""What a client knows of its access token, and when it is renewed.

The time of a token is counted by two clocks, and the later one is valid. The monotonic clock can stand still while a machine is suspended
or restored from a snapshot; the wall clock counts that time. The wall clock can be set:

| the wall clock is …                | effect                                                                                      |
|------------------------------------|---------------------------------------------------------------------------------------------|
| set forward                        | the same as a suspended machine: one renewal if the step is longer than the token is valid  |
| set back                           | none: the monotonic clock counts on, and later steps are counted from the new wall time     |
| set back and forward in turn       | after a step back, the wall clock ends no token younger than 5 minutes: no flood of renewals |
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import TYPE_CHECKING

from pdconnect_api.redaction import remember_secret

if TYPE_CHECKING:
    from .._exceptions import PdconnectError
    from .access_token import AccessToken

SET_BACK = 1.0
"""Seconds by which the wall clock must fall behind to count as set back. Smaller corrections change nothing."""
MIN_AGE_AFTER_SET_BACK = 300.0
"""Seconds. The age at which the wall clock can end a token during whose time it was set back."""


class TokenState:
    """What is known of the token. Decides, and does no I/O."""

    def __init__(self, clock: Callable[[], float], wall_clock: Callable[[], float]) -> None:
        self._clock = clock
        self._wall_clock = wall_clock
        self._offset = wall_clock() - clock()
        """The smallest difference between the two clocks since the token arrived."""
        self._was_set_back = False
        """Whether the wall clock was set back since the token arrived."""
        self.token: str | None = None
        self.fetched_at = 0.0
        self.replaced_at: float | None = None
        """When a token was last replaced because the service rejected it."""
        self.renew_at = 0.0
        self.expires_at = 0.0
        self.attempts = 0
        self.failure: PdconnectError | None = None
        """The error of the last token request, if it failed."""

    def now(self) -> float:
        """Return the monotonic time, plus the seconds that only the wall clock has counted since the token arrived."""
        now = self._clock()  # read first: a pause after it makes a token seem older, never younger
        offset = self._wall_clock() - now
        smallest = self._offset
        if offset < smallest:
            self._was_set_back = self._was_set_back or offset < smallest - SET_BACK
            self._offset = offset
            return now
        if self._was_set_back and now - self.fetched_at < MIN_AGE_AFTER_SET_BACK:
            return now
        return now + offset - smallest

    def fresh(self, now: float) -> str | None:
        """Return the token unless it is time to renew it."""
        return self.token if now < self.renew_at else None

    def usable(self, now: float, rejected_token: str | None) -> str | None:
        """Return the token if the service still accepts it. It is known not to accept `rejected_token`."""
        return self.token if now < self.expires_at and self.token != rejected_token else None

    def keeps(self, token: str, now: float, min_age: float, was_accepted: bool) -> bool:
        """Return whether this token stays in use after a 401 that may be an app's own: see `replace`."""
        if token != self.token:
            return False
        if self.replaced_at is not None and now - self.replaced_at < min_age:
            return True
        return not was_accepted and now - self.fetched_at < min_age

    def outcome(self, since: int, now: float, rejected_token: str | None) -> str | None:
        """Return the token that another caller has received since attempt number `since`, or None. Raises the error of that attempt."""
        usable = self.usable(now, rejected_token)
        if usable is None and self.failure is not None and self.attempts > since:
            raise copy.copy(self.failure) from self.failure.__cause__
        return usable

    def accept(self, received: AccessToken, rejected_token: str | None) -> str:
        """Keep a new token, and return it."""
        now = self._clock()
        self._offset, self._was_set_back = self._wall_clock() - now, False
        remember_secret(received.token)
        self.token = received.token
        self.fetched_at = now
        if rejected_token is not None:
            self.replaced_at = now
        self.expires_at = now + received.remaining
        self.renew_at = self.expires_at - received.renewal_window
        self.failure = None
        return received.token
