"""Connecting an account from a terminal: the link, and waiting for the account."""

from __future__ import annotations

from datetime import datetime

from pdconnect.models import Account, ConnectToken

from .session import Session

POLL_INTERVAL = 2.0
"""Seconds between two looks."""

UpdateTimes = dict[str, datetime | None]
"""When each account of a user was last changed, by its id."""


def connect_link(token: ConnectToken, app: str | None, oauth_app_id: str | None = None) -> str:
    """The link of a token; without an app, the page asks for one."""
    return token.connect_link_url if app is None else token.connect_link(app=app, oauth_app_id=oauth_app_id)


def list_accounts_of(session: Session, user: str, app: str | None) -> list[Account]:
    """The accounts that a user has."""
    return list(session.client.accounts.list(external_user_id=user, app=app, limit=100))


def update_times(accounts: list[Account]) -> UpdateTimes:
    """What to compare with, later."""
    return {account.id: account.updated_at for account in accounts}


def wait_for_account(
    session: Session, user: str, app: str | None, known: UpdateTimes, seconds: float
) -> Account | None:
    """The account that the user has connected, or connected again, since `known`; None if that takes longer than `seconds`."""
    end = session.system.now() + seconds
    while True:
        for account in list_accounts_of(session, user, app):
            if account.id not in known or account.updated_at != known[account.id]:
                return account
        if session.system.now() >= end:
            return None
        session.system.sleep(POLL_INTERVAL)
