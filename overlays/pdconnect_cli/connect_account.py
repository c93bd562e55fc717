"""Connect an account from a terminal: create the link, then wait for the account."""

from __future__ import annotations

from datetime import datetime

from pdconnect.models import Account, ConnectToken

from .session import Session

POLL_INTERVAL = 2.0
"""Seconds between two requests while waiting for an account."""

UpdateTimes = dict[str, datetime | None]
"""The time of each account's last update, by account id."""


def connect_link(token: ConnectToken, app: str | None, oauth_app_id: str | None = None) -> str:
    """Return the Connect Link of a token. Without an app, the page lets the user choose one."""
    return token.connect_link_url if app is None else token.connect_link(app=app, oauth_app_id=oauth_app_id)


def list_accounts_of(session: Session, user: str, app: str | None) -> list[Account]:
    """Return the accounts of a user."""
    return list(session.client.accounts.list(external_user_id=user, app=app, limit=100))


def update_times(accounts: list[Account]) -> UpdateTimes:
    """Return when each account was last updated, to detect changes later."""
    return {account.id: account.updated_at for account in accounts}


def wait_for_account(
    session: Session, user: str, app: str | None, known: UpdateTimes, seconds: float
) -> Account | None:
    """Wait until the user has connected or reconnected an account since `known`. Return it, or None after `seconds`."""
    end = session.system.now() + seconds
    while True:
        for account in list_accounts_of(session, user, app):
            if account.id not in known or account.updated_at != known[account.id]:
                return account
        if session.system.now() >= end:
            return None
        session.system.sleep(POLL_INTERVAL)
