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
    typer.Option(
        "--client-secret-stdin",
        help="Read the client secret from standard input. Default: prompt for it without showing it.",
    ),
]
KeyFile = Annotated[
    Path | None,
    typer.Option(
        exists=True, dir_okay=False, metavar="FILE", help="Private key to use instead of a secret: PEM or JWK."
    ),
]
KeyId = Annotated[
    str | None, typer.Option(metavar="ID", help="Id of the private key, if the OAuth client has several keys.")
]


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

    Missing values are prompted for. Secrets are never command-line arguments, because other users of the machine could
    read them.
    """
    if client_secret_stdin and private_key_file:
        raise typer.BadParameter("--client-secret-stdin and --private-key-file cannot be combined")
    check_keyring()
    profile = _profile(session, client_id, client_secret_stdin, private_key_file, key_id)
    with spinner(session.output, "Checking the credentials"):
        _check(session, profile)
    name = profile_name(session.global_options.profile, os.environ)
    save_profile(name, profile)
    session.output.success(f"Logged in to {profile.project_id}, {profile.environment}.")
    session.output.note(f"Stored as profile {name!r} in {keyring_name()}.")
    variables = credential_variables(os.environ)
    if variables:
        session.output.note(f"{', '.join(variables)} still override the stored credentials: unset them.", "yellow")


def logout(session: Session) -> None:
    """Remove credentials from the system keyring."""
    name = profile_name(session.global_options.profile, os.environ)
    if not delete_profile(name):
        raise CommandError(f"there is no profile {name!r} in the keyring", exit_codes.NOT_FOUND)
    session.output.success(f"Removed the profile {name!r}.")


def _profile(
    session: Session, client_id: str | None, secret_from_stdin: bool, key_file: Path | None, key_id: str | None
) -> StoredProfile:
    options, env = session.global_options, os.environ
    project_id = _value_of(session, "Project id (proj_…)", "--project-id", options.project_id, "PIPEDREAM_PROJECT_ID")
    environment = _value_of(
        session,
        "Environment (development or production)",
        "--environment",
        options.environment,
        "PIPEDREAM_PROJECT_ENVIRONMENT",
        tuple(EnvironmentName),
    )
    return StoredProfile(
        project_id=project_id,
        environment=environment,
        client_id=_value_of(session, "OAuth client id", "--client-id", client_id, "PIPEDREAM_CLIENT_ID"),
        client_secret=None if key_file else _secret(session, secret_from_stdin),
        private_key=_private_key(key_file) if key_file else None,
        key_id=key_id,
        base_url=options.base_url or env.get("PIPEDREAM_BASE_URL") or None,
    )


def _value_of(
    session: Session, label: str, option: str, value: str | None, variable: str, choices: Sequence[str] = ()
) -> str:
    """Return the option's value, else that of the environment variable, else prompt until the user enters a valid one."""
    known = value or os.environ.get(variable)
    if known:
        return str(known)
    if not session.output.can_prompt:
        raise CommandError(f"{option} is missing, and there is no terminal to prompt in", exit_codes.USAGE)
    while True:
        text = ask(session.output, f"{label}: ").strip()
        if text in choices or (text and not choices):
            return text


def _secret(session: Session, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().strip()
    if not session.output.can_prompt:
        raise CommandError(
            "there is no terminal to prompt for the secret in", exit_codes.USAGE, "use --client-secret-stdin"
        )
    return ask_secret("OAuth client secret (not shown): ").strip()


def _private_key(file: Path) -> str:
    """Return the text of a key file. Editors of Windows put a byte order mark before it."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}", exit_codes.USAGE) from None
    except UnicodeDecodeError:  # it has the content of the file
        raise CommandError(f"{file} must contain UTF-8 text: PEM or JWK", exit_codes.USAGE) from None


def _check(session: Session, profile: StoredProfile) -> None:
    """Use the credentials once. Raises PdconnectError if they give no access to the project."""
    if not (profile.client_secret or profile.private_key):
        raise CommandError("the secret is empty", exit_codes.USAGE)
    settings = ClientSettings(profile.arguments(), "keyring", "")
    with settings.create_client(session.system.http_client) as client:
        client.accounts.list(limit=1)
