"""`pdconnect login` and `logout`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from .. import exit_codes
from ..credentials.client_settings import ClientSettings, credential_variables, profile_name
from ..credentials.keyring import StoredProfile, check_keyring, delete_profile, keyring_name, save_profile
from ..errors import CommandError
from ..framework.command import command
from ..output.progress import spinner
from ..prompts.terminal import ask, ask_secret
from ..session import EnvironmentName, Session

ClientId = Annotated[str | None, typer.Option(metavar="ID", help="Id of the OAuth client.")]
SecretFromStdin = Annotated[
    bool,
    typer.Option("--client-secret-stdin", help="Read its secret from standard input; else it is asked for, unseen."),
]
KeyFile = Annotated[
    Path | None,
    typer.Option(
        exists=True, dir_okay=False, metavar="FILE", help="In place of a secret, its private key: PEM or JWK."
    ),
]
KeyId = Annotated[str | None, typer.Option(metavar="ID", help="Id of that key, if the OAuth client has several.")]


def register(app: typer.Typer, section: str) -> None:
    """Add the commands."""
    command(app, "login", section=section, examples=["pdconnect login", "pdconnect login --profile staging"])(login)
    command(app, "logout", section=section)(logout)


def login(
    session: Session,
    client_id: ClientId = None,
    client_secret_stdin: SecretFromStdin = False,
    private_key_file: KeyFile = None,
    key_id: KeyId = None,
) -> None:
    """Check credentials and store them in the system keyring.

    What is not given is asked for. A secret is never taken from the command line, where other users of the machine could
    read it.
    """
    if client_secret_stdin and private_key_file:
        raise typer.BadParameter("--client-secret-stdin and --private-key-file exclude each other")
    check_keyring()
    profile = _profile(session, client_id, client_secret_stdin, private_key_file, key_id)
    with spinner(session.output.messages, "Checking the credentials"):
        _check(session, profile)
    name = profile_name(session.global_options.profile, os.environ)
    save_profile(name, profile)
    session.output.success(f"Logged in to {profile.project_id}, {profile.environment}.")
    session.output.note(f"Stored as profile {name!r} in {keyring_name()}.")
    variables = credential_variables(os.environ)
    if variables:
        session.output.note(f"{', '.join(variables)} still count before what is stored: unset them.", "yellow")


def logout(session: Session) -> None:
    """Remove credentials from the system keyring."""
    name = profile_name(session.global_options.profile, os.environ)
    if not delete_profile(name):
        raise CommandError(f"there is no profile {name!r} in the keyring", exit_codes.NOT_FOUND)
    session.output.success(f"Removed the profile {name!r}.")


def _profile(
    session: Session, client_id: str | None, secret_from_stdin: bool, key_file: Path | None, key_id: str | None
) -> StoredProfile:
    shared, env = session.global_options, os.environ
    project_id = _given(session, "Project id (proj_…)", "--project-id", shared.project_id, "PIPEDREAM_PROJECT_ID")
    environment = _given(
        session,
        "Environment (development or production)",
        "--environment",
        shared.environment,
        "PIPEDREAM_PROJECT_ENVIRONMENT",
        tuple(EnvironmentName),
    )
    return StoredProfile(
        project_id=project_id,
        environment=environment,
        client_id=_given(session, "OAuth client id", "--client-id", client_id, "PIPEDREAM_CLIENT_ID"),
        client_secret=None if key_file else _secret(session, secret_from_stdin),
        private_key=key_file.read_text() if key_file else None,
        key_id=key_id,
        base_url=shared.base_url or env.get("PIPEDREAM_BASE_URL") or None,
    )


def _given(
    session: Session, label: str, option: str, value: str | None, variable: str, choices: Sequence[str] = ()
) -> str:
    """What was given, else what the environment says, else the answer to a question, which is put until it is answered."""
    found = value or os.environ.get(variable)
    if found:
        return str(found)
    if not session.output.can_prompt:
        raise CommandError(f"{option} is missing, and there is no terminal to ask in", exit_codes.USAGE)
    while True:
        answer = ask(session.output, f"{label}: ").strip()
        if answer in choices or (answer and not choices):
            return answer


def _secret(session: Session, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().strip()
    if not session.output.can_prompt:
        raise CommandError(
            "there is no terminal to ask for the secret in", exit_codes.USAGE, "say --client-secret-stdin"
        )
    return ask_secret("OAuth client secret (not shown): ").strip()


def _check(session: Session, profile: StoredProfile) -> None:
    """Use the credentials once. Raises PdconnectError where they don't open the project."""
    if not (profile.client_secret or profile.private_key):
        raise CommandError("the secret is empty", exit_codes.USAGE)
    settings = ClientSettings(profile.arguments(), "keyring", "")
    with settings.client(session.system.http_client) as client:
        client.accounts.list(limit=1)
