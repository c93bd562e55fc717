"""Decides which account a user has connected with a Connect token. Pure: it gets lists of accounts, and sends nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from pdconnect_api.arguments import as_secret, text
from pdconnect_api.errors import InvalidArgumentError
from pdconnect_api.models.account import Account
from pdconnect_api.models.connect_token import ConnectToken

FIRST_DELAY = 2.0
"""Seconds between the first two requests. The delay grows, so that an hour of waiting uses a small part of the rate limit."""
LONGEST_DELAY = 10.0
"""Maximum seconds between two requests."""
_GROWTH = 1.5
_LONGEST_TOKEN_LIFETIME = timedelta(seconds=14400)


def check_wait(token: object, timeout: object) -> tuple[str, float]:
    """Return the text of the token, and the timeout. Raises InvalidArgumentError."""
    if isinstance(token, ConnectToken):
        token = token.token
    text("token", token, min_length=1, required=True)
    if not isinstance(timeout, int | float) or isinstance(timeout, bool) or not timeout >= 0:
        raise InvalidArgumentError("timeout", "must be a number of seconds, 0 or more")
    return as_secret(str(token)), float(timeout)


def next_delay(delay: float) -> float:
    """Return the delay after the next request."""
    return min(delay * _GROWTH, LONGEST_DELAY)


class AccountWatch:
    """Compares the accounts of a user with those of the first list."""

    def __init__(self, token: ConnectToken | str) -> None:
        self._known: dict[str, datetime | None] | None = None
        self._considered: set[tuple[str, datetime]] = set()
        expires_at: object = token.expires_at if isinstance(token, ConnectToken) else None
        self._earliest = expires_at - _LONGEST_TOKEN_LIFETIME if isinstance(expires_at, datetime) else None

    def connected(self, accounts: Iterable[Account]) -> Account | None:
        """Return an account that was not in the first list; None if there is none, or if this is the first list."""
        accounts = list(accounts)
        if self._known is None:
            self._known = {account.id: _changed_at(account) for account in accounts}
            return None
        return next((account for account in accounts if account.id not in self._known), None)

    def candidate(self, accounts: Iterable[Account]) -> Account | None:
        """Return the account that was changed last, if the token may have connected it; None if there is none.

        It was connected before the first list, or connected again with the same id. Whether the token has been used decides. Each
        change of an account is returned once.
        """
        dated = [(changed, account) for account in accounts if (changed := _changed_at(account)) is not None]
        if not dated:
            return None
        changed, account = max(dated, key=lambda pair: pair[0])
        if (account.id, changed) in self._considered or (self._earliest is not None and changed < self._earliest):
            return None
        self._considered.add((account.id, changed))
        return account


def app_of(account: Account) -> str | None:
    """Return the name slug of the app of an account, or its id; None if the service sent neither."""
    names: list[object] = [getattr(account.app, name, None) for name in ("name_slug", "id")]
    return next((name for name in names if isinstance(name, str) and name), None)


def _changed_at(account: Account) -> datetime | None:
    times: list[object] = [account.created_at, account.updated_at]  # the service can send anything
    return max((time for time in times if isinstance(time, datetime) and time.tzinfo is not None), default=None)
