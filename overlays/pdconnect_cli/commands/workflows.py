"""`pdconnect workflows`."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ..framework.command import command, new_group
from ..interrupts import defer_interrupt
from ..options.common import Data, Headers
from ..options.requests import body_arguments, read_headers
from ..output.http_response import print_status_and_headers, write_body
from ..output.progress import spinner
from ..prompts.terminal import ask_secret
from ..session import Session
from .proxy import Include, Output

if TYPE_CHECKING:
    from pdconnect import HttpResponse

group = new_group("Your workflows.")

TOKEN_VARIABLE = "PDCONNECT_WORKFLOW_TOKEN"


class Auth(StrEnum):
    """How a workflow authenticates its callers."""

    none = "none"
    bearer = "bearer"
    oauth = "oauth"


_AUTH_TYPES: dict[Auth, Literal["none", "static_bearer_token", "oauth"]] = {
    Auth.none: "none",
    Auth.bearer: "static_bearer_token",
    Auth.oauth: "oauth",
}

Endpoint = Annotated[str, typer.Argument(metavar="ENDPOINT", help="Id of the endpoint (en…, eo…), or its URL.")]
AuthOption = Annotated[
    Auth,
    typer.Option("--auth", help=f"Authentication: bearer sends the token in {TOKEN_VARIABLE}, oauth an access token."),
]
UserOption = Annotated[
    str | None,
    typer.Option("--user", "-u", metavar="ID", help="Run it with the accounts of this user; implies --auth oauth."),
]
MethodOption = Annotated[
    str, typer.Option("--method", "-X", metavar="METHOD", help="The HTTP method.", show_default=True)
]


@command(
    group,
    "invoke",
    examples=[
        """pdconnect workflows invoke en1a2b3c --data '{"hello": "world"}'""",
        "pdconnect workflows invoke en1a2b3c --user user-1 --data @body.json",
    ],
)
def invoke(
    session: Session,
    endpoint: Endpoint,
    user: UserOption = None,
    auth: AuthOption = Auth.none,
    method: MethodOption = "POST",
    header: Headers = None,
    data: Data = None,
    output: Output = None,
    include: Include = False,
) -> None:
    """Start a workflow, and print its response."""
    headers = read_headers(header)
    body = body_arguments(data, headers)
    if user is None and auth is Auth.bearer:
        headers["Authorization"] = f"Bearer {_token(session)}"
    with defer_interrupt(session.output):
        with spinner(session.output, "Waiting for the workflow"):
            response = _send(session, endpoint, user, auth, method, headers, body)
        if include:
            print_status_and_headers(session.output, response)
        write_body(session.output, response, output)


def _send(
    session: Session,
    endpoint: str,
    user: str | None,
    auth: Auth,
    method: str,
    headers: dict[str, str],
    body: bytes | None,
) -> HttpResponse:
    workflows = session.client.workflows
    if user is not None:
        return workflows.invoke_for_external_user(endpoint, user, method=method, body=body, headers=headers)
    return workflows.invoke(endpoint, method=method, body=body, headers=headers, auth_type=_AUTH_TYPES[auth])


def _token(session: Session) -> str:
    token = os.environ.get(TOKEN_VARIABLE)
    if token:
        return token
    if not session.output.can_prompt:
        raise typer.BadParameter(f"--auth bearer needs a token in {TOKEN_VARIABLE}")
    return ask_secret("Token of the workflow (not shown): ")
