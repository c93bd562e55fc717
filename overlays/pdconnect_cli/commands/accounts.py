"""`pdconnect accounts`."""

from __future__ import annotations

from typing import Annotated

import typer

from pdconnect.models import Account

from ..framework.command import command, new_group
from ..framework.list_command import FetchFirstPage, list_command
from ..interrupts import defer_interrupt
from ..options.common import AsJson, OptionalUser, Reveal, Yes
from ..options.completion import complete_apps
from ..output.column import Column
from ..output.redaction import display_json
from ..output.reveal import check_reveal
from ..prompts.confirm import confirm
from ..session import Session

group = new_group("Accounts that users have connected.")

AccountId = Annotated[str, typer.Argument(metavar="ACCOUNT", help="Id of the account (apn_…).")]
App = Annotated[
    str | None, typer.Option(metavar="SLUG", help="Only for this app; slug or id.", autocompletion=complete_apps)
]
OauthApp = Annotated[str | None, typer.Option(metavar="ID", help="Only for this OAuth client (oa_…).")]
Credentials = Annotated[
    bool,
    typer.Option(
        "--include-credentials", help="Include the names of the credentials; in JSON with --reveal also their values."
    ),
]


def _app(account: Account) -> str | None:
    return (account.app.name_slug or account.app.name) if account.app else None


_LIST = (
    Column[Account]("ID", lambda account: account.id, no_truncate=True),
    Column[Account]("APP", _app),
    Column[Account]("NAME", lambda account: account.name),
    Column[Account]("USER", lambda account: account.external_id),
    Column[Account]("HEALTHY", lambda account: account.healthy, preferred=True),
    Column[Account]("CREATED (UTC)", lambda account: account.created_at),
)
_DETAILS = (
    *_LIST,
    Column[Account]("UPDATED (UTC)", lambda account: account.updated_at),
    Column[Account]("DEAD", lambda account: account.dead, preferred=False),
    Column[Account]("ERROR", lambda account: account.error),
    Column[Account]("EXPIRES (UTC)", lambda account: account.expires_at),
    Column[Account]("SCOPES", lambda account: account.authorized_scopes),
    Column[Account](
        "CREDENTIALS", lambda account: account.credentials and [f"{name}=***" for name in account.credentials]
    ),
)


@list_command(group, "list", _LIST, examples=["pdconnect accounts list --user user-1 --app slack"])
def list_accounts(
    session: Session, user: OptionalUser = None, app: App = None, oauth_app_id: OauthApp = None
) -> FetchFirstPage[Account]:
    """List connected accounts."""
    return lambda size: session.client.accounts.list(
        external_user_id=user, app=app, oauth_app_id=oauth_app_id, limit=size
    )


@command(
    group,
    "show",
    examples=[
        "pdconnect accounts show apn_1a2b3c",
        "pdconnect accounts show apn_1a2b3c --include-credentials --json --reveal | jq .credentials",
    ],
)
def show(
    session: Session,
    account_id: AccountId,
    include_credentials: Credentials = False,
    reveal: Reveal = False,
    as_json: AsJson = False,
) -> None:
    """Show one account."""
    check_reveal(session.output, reveal, as_json)
    account = session.client.accounts.retrieve(account_id, include_credentials=include_credentials or None)
    if as_json:
        session.output.json(display_json(account, reveal=reveal))
    else:
        session.output.details(_DETAILS, account)


@command(group, "delete", examples=["pdconnect accounts delete apn_1a2b3c"])
def delete(session: Session, account_id: AccountId, yes: Yes = False) -> None:
    """Delete one account, and every deployed trigger that uses it."""
    output = session.output
    account = None if yes else session.client.accounts.retrieve(account_id)
    what = f"{account_id} ({_app(account)}, user {account.external_id})" if account else account_id
    confirm(output, f"Delete {what} and every deployed trigger that uses it?", yes=yes)
    with defer_interrupt(output):
        session.client.accounts.delete(account_id)
        output.success(f"Deleted {account_id}.")
