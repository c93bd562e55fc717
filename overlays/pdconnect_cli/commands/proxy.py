"""`pdconnect proxy`."""

from __future__ import annotations

from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ..errors import CommandError
from ..framework.command import command
from ..interrupts import defer_interrupt
from ..options.common import Data, Headers, UserOption
from ..options.requests import body_arguments, read_headers, read_pairs
from ..output.http_response import exit_code_for_status, print_status_and_headers, write_body
from ..session import Session


class Method(StrEnum):
    """The methods that the proxy takes."""

    get = "GET"
    post = "POST"
    put = "PUT"
    patch = "PATCH"
    delete = "DELETE"


MethodArgument = Annotated[
    Method, typer.Argument(metavar="METHOD", help="GET, POST, PUT, PATCH or DELETE.", case_sensitive=False)
]
Url = Annotated[str, typer.Argument(metavar="URL", help="Where to; a path, for apps with a host for each account.")]
AccountOption = Annotated[
    str, typer.Option("--account", "-a", metavar="ACCOUNT", help="Account whose credentials are added (apn_…).")
]
Params = Annotated[
    list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="A query parameter. Repeatable.")
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write the body to a file, which appears when it is complete."),
]
Include = Annotated[bool, typer.Option("--include", "-i", help="Print status and headers too, on stderr.")]


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

    The app's answer is printed whatever its status; a status of 400 and above shows in the exit code.
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
        ) as answer,
    ):
        if include:
            print_status_and_headers(session.output, answer)
        write_body(session.output, answer, output)
        if answer.status_code >= 400:
            raise CommandError(
                f"the answer is {answer.status_code} {answer.reason_phrase}".rstrip(),
                exit_code_for_status(answer.status_code),
            )
