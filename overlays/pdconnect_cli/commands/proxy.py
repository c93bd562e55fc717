"""`pdconnect proxy`."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from ..errors import CommandError
from ..framework.command import command
from ..interrupts import defer_interrupt
from ..options.common import Data, Headers, UserOption
from ..options.method import Method, MethodArgument
from ..options.requests import body_arguments, read_headers, read_pairs
from ..output.http_response import exit_code_for_status, print_status_and_headers, write_body
from ..session import Session

Url = Annotated[str, typer.Argument(metavar="URL", help="Full URL; a path for apps with a host per account.")]
AccountOption = Annotated[
    str, typer.Option("--account", "-a", metavar="ACCOUNT", help="Account whose credentials are used (apn_…).")
]
Params = Annotated[
    list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="A query parameter. Repeatable.")
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write the body to this file. It appears when it is complete."),
]
Include = Annotated[bool, typer.Option("--include", "-i", help="Also print status and headers, on stderr.")]


def register(app: typer.Typer, section: str) -> None:
    """Add the command."""
    examples = [
        "pdconnect proxy GET https://slack.com/api/users.list --user user-1 --account apn_1a2b3c --param limit=2",
        "pdconnect proxy POST /api/v2/tickets -u user-1 -a apn_1a2b3c --data @ticket.json",
    ]
    command(app, "proxy", section=section, examples=examples)(proxy)


def proxy(
    session: Session,
    method: MethodArgument,
    url: Url,
    user: UserOption,
    account: AccountOption,
    param: Params = None,
    header: Headers = None,
    data: Data = None,
    output: Output = None,
    include: Include = False,
) -> None:
    """Call an app's own API with the credentials of an account.

    The app's response is printed whatever its status. A status of 400 or above sets the exit code.
    """
    headers = read_headers(header)
    body = body_arguments(data, headers)
    holding = nullcontext() if method is Method.get else defer_interrupt(session.output)
    with (
        holding,
        session.client.proxy.stream(
            method.value,
            url,
            external_user_id=user,
            account_id=account,
            params=read_pairs("--param", param),
            headers=headers,
            content=body,
        ) as response,
    ):
        if include:
            print_status_and_headers(session.output, response)
        write_body(session.output, response, output)
        if response.status_code >= 400:
            without_query = url.partition("?")[0]  # a query can contain a secret
            status = f"{response.status_code} {response.reason_phrase}".rstrip()
            raise CommandError(
                f"{method.value} {without_query} with account {account} failed: the response is {status}",
                exit_code_for_status(response.status_code),
            )
