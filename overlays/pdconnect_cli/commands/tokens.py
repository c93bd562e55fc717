"""`pdconnect tokens`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

import pdconnect
from pdconnect.models import Account, ConnectToken

from .. import exit_codes
from ..connect_account import UpdateTimes, connect_link, list_accounts_of, update_times, wait_for_account
from ..errors import CommandError
from ..framework.command import command, new_group
from ..options.common import UserOption
from ..options.completion import complete_apps
from ..output.progress import spinner
from ..output.redaction import display_json
from ..session import Session

group = new_group("Connect tokens: links for users to connect their accounts.")

App = Annotated[
    str | None, typer.Option(metavar="SLUG", help="App to connect, such as slack.", autocompletion=complete_apps)
]
OauthApp = Annotated[str | None, typer.Option(metavar="ID", help="Your own OAuth client for the app (oa_…).")]
Open = Annotated[bool, typer.Option("--open", help="Open the link in your browser.")]
Wait = Annotated[bool, typer.Option("--wait", help="Wait until the account is connected, and print its id.")]
Timeout = Annotated[float, typer.Option(min=0, metavar="SECONDS", help="Timeout of --wait.", show_default=True)]
Origins = Annotated[
    list[str] | None,
    typer.Option("--allowed-origin", metavar="ORIGIN", help="Origin of web pages that may use the token. Repeatable."),
]
Success = Annotated[str | None, typer.Option(metavar="URL", help="Redirect the user to this URL after connecting.")]
Error = Annotated[str | None, typer.Option(metavar="URL", help="Redirect the user to this URL after a failure.")]
Webhook = Annotated[str | None, typer.Option(metavar="URL", help="Send the outcome to this webhook URL.")]
ExpiresIn = Annotated[int | None, typer.Option(metavar="SECONDS", help="Lifetime of the token.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, including the token.")]


@command(
    group,
    "create",
    examples=["pdconnect tokens create --user user-1 --app slack --open --wait"],
)
def create(
    session: Session,
    user: UserOption,
    app: App = None,
    oauth_app_id: OauthApp = None,
    open_link: Open = False,
    wait: Wait = False,
    timeout: Timeout = 600,
    allowed_origin: Origins = None,
    success_redirect_uri: Success = None,
    error_redirect_uri: Error = None,
    webhook_uri: Webhook = None,
    expires_in: ExpiresIn = None,
    as_json: AsJson = False,
) -> None:
    """Create a link for a user to connect an account, and print it.

    The link contains the token: give it to that user only.
    """
    output = session.output
    if app is not None:
        _warn_if_unknown(session, app)
    known = update_times(list_accounts_of(session, user, app)) if wait else {}
    token = session.client.tokens.create(
        external_user_id=user,
        allowed_origins=allowed_origin,
        success_redirect_uri=success_redirect_uri,
        error_redirect_uri=error_redirect_uri,
        webhook_uri=webhook_uri,
        expires_in=expires_in,
        oauth_app_id=oauth_app_id if app is None else None,
    )
    link = connect_link(token, app, oauth_app_id)
    if as_json and wait:
        output.note(link, "none", unbroken=True)
    elif not as_json:
        output.line(link)
    if open_link and not session.system.open_browser(link):
        output.note("Could not open a browser. Open the link yourself.", "yellow")
    account = _wait(session, user, app, known, timeout) if wait else None
    if as_json:
        output.json(_as_json(token, link, account))
    elif account is not None:
        output.line(account.id)
    else:
        output.note(f"Valid for one account until {token.expires_at:%Y-%m-%d %H:%M} UTC.")


def _warn_if_unknown(session: Session, app: str) -> None:
    """Print a warning if there is no such app: the link would not work."""
    try:
        session.client.apps.retrieve(app)
    except pdconnect.NotFoundError:
        hint = f"There is no app {app}, so the link will not work. `pdconnect apps list --query TEXT` lists apps."
        session.output.note(hint, "yellow")
    except pdconnect.PdconnectError:
        pass  # the app may exist: if the service fails, the next call reports it


def _wait(session: Session, user: str, app: str | None, known: UpdateTimes, seconds: float) -> Account:
    with spinner(session.output, "Waiting for the account (Ctrl-C stops waiting; the link stays valid)"):
        account = wait_for_account(session, user, app, known, seconds)
    if account is None:
        raise CommandError(f"no account was connected within {seconds:g} seconds", exit_codes.WAIT_TIMEOUT)
    session.output.success(f"Connected: {account.id}.")
    return account


def _as_json(token: ConnectToken, link: str, account: Account | None) -> dict[str, Any]:
    connected = {} if account is None else {"account": display_json(account)}
    return {**token.to_dict(), "connect_link_url": link, **connected}
