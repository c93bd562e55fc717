"""The settings of the client: from options, environment variables, and the keyring, in this order."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Literal

import attrs

import pdconnect

from ..client_internals import DEFAULT_BASE_URL, HttpClient, check_network_settings
from .keyring import StoredProfile, load_profile

DEFAULT_PROFILE = "default"
PROFILE_VARIABLE = "PDCONNECT_PROFILE"
CREDENTIAL_VARIABLES = (
    "PIPEDREAM_ACCESS_TOKEN",
    "PIPEDREAM_CLIENT_ID",
    "PIPEDREAM_CLIENT_SECRET",
    "PIPEDREAM_PRIVATE_KEY",
)
"""If one of these is set, the keyring is not used: credentials from two sources would not match."""


@attrs.frozen
class ClientSettings:
    """The arguments for a client, and their source."""

    arguments: Mapping[str, Any]
    source: Literal["environment", "keyring"]
    profile: str
    notes: tuple[str, ...] = ()

    @property
    def base_url(self) -> str:
        """The base URL of the service."""
        return str(self.arguments.get("base_url") or os.environ.get("PIPEDREAM_BASE_URL") or DEFAULT_BASE_URL)

    def create_client(self, http_client: HttpClient | None, **options: Any) -> pdconnect.Client:
        """Create a client, with further options of `pdconnect.Client`. Raises ConfigurationError."""
        if http_client is None:
            network_error = check_network_settings()
            if network_error:
                raise network_error
        return pdconnect.Client(**self.arguments, **options, http_client=http_client)


def credential_variables(env: Mapping[str, str]) -> list[str]:
    """Return the names of the environment variables that hold credentials."""
    return [name for name in CREDENTIAL_VARIABLES if env.get(name)]


def profile_name(option: str | None, env: Mapping[str, str]) -> str:
    """Return the name of the profile to use."""
    return option or env.get(PROFILE_VARIABLE) or DEFAULT_PROFILE


def resolve_client_settings(
    profile: str | None, project_id: str | None, environment: str | None, base_url: str | None
) -> ClientSettings:
    """Return the settings of the client. Raises ConfigurationError if there are no credentials."""
    env = os.environ
    name = profile_name(profile, env)
    options = {"project_id": project_id, "environment": environment, "base_url": base_url}
    given = {key: str(value) for key, value in options.items() if value is not None}
    variables = credential_variables(env)
    if variables:
        note = f"{variables[0]} is set and overrides the profile {name!r}"
        return ClientSettings(given, "environment", name, (note,) if profile else ())
    stored = load_profile(name)
    if stored is None:
        raise pdconnect.ConfigurationError(
            f"not logged in: there is no profile {name!r} in the keyring, and no PIPEDREAM_CLIENT_ID in the environment"
        )
    return ClientSettings({**_without_overridden(stored, env), **given}, "keyring", name)


def _without_overridden(stored: StoredProfile, env: Mapping[str, str]) -> dict[str, str]:
    """Return the stored arguments that no environment variable overrides."""
    variables = {
        "project_id": "PIPEDREAM_PROJECT_ID",
        "environment": "PIPEDREAM_PROJECT_ENVIRONMENT",
        "base_url": "PIPEDREAM_BASE_URL",
    }
    return {key: value for key, value in stored.arguments().items() if not env.get(variables.get(key, ""))}
