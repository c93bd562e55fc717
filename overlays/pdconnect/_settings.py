"""The settings of a client: what was passed, else what the environment holds at that moment; checked once, then fixed."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Literal, NamedTuple

import httpx

from pdconnect_api.arguments import segment
from pdconnect_api.errors import InvalidArgument

from ._errors import ConfigurationError

Environment = Literal["development", "production"]
"""Where a project's accounts, users and triggers live; one environment doesn't see the other."""

ENVIRONMENTS: tuple[Environment, ...] = ("development", "production")
DEFAULT_BASE_URL = "https://api.pipedream.com"
DEFAULT_TIMEOUT = 60.0
"""Seconds, for each of connecting, sending, waiting for the next part of the answer, and waiting for a free connection."""

_HEADER_VALUE = re.compile(r"[\x21-\x7e]+").fullmatch


class OAuthClient(NamedTuple):
    """The credentials of an OAuth client."""

    client_id: str
    client_secret: str

    def __repr__(self) -> str:
        return f"OAuthClient(client_id={self.client_id!r}, client_secret='***')"


class Settings(NamedTuple):
    """What a client was built with."""

    project_id: str
    environment: Environment
    base_url: str
    credentials: OAuthClient | str
    """An OAuth client, or an access token."""

    @property
    def secrets(self) -> list[str]:
        """What must not stand in any text."""
        return [self.credentials.client_secret if isinstance(self.credentials, OAuthClient) else self.credentials]

    def __repr__(self) -> str:
        return f"<settings of {self.project_id}, {self.environment}>"


def resolve_settings(
    *,
    project_id: str | None,
    client_id: str | None,
    client_secret: str | None,
    environment: str | None,
    access_token: str | None,
    base_url: str | None,
    variables: Mapping[str, str] | None = None,
) -> Settings:
    """Settle the settings. Raises ConfigurationError, which names what is missing or wrong."""
    env = os.environ if variables is None else variables
    return Settings(
        project_id=_project_id(_setting("project_id", project_id, env, "PIPEDREAM_PROJECT_ID")),
        environment=_environment(_setting("environment", environment, env, "PIPEDREAM_PROJECT_ENVIRONMENT")),
        base_url=_base_url(_setting("base_url", base_url, env, "PIPEDREAM_BASE_URL") or DEFAULT_BASE_URL),
        credentials=_credentials(client_id, client_secret, access_token, env),
    )


def _setting(name: str, value: str | None, env: Mapping[str, str], variable: str) -> str | None:
    """What was passed, else what the environment variable holds. An empty variable counts as not set, an empty argument is a mistake."""
    if value is None:
        return env.get(variable) or None
    if not isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
        raise ConfigurationError(f"{name} must be a string, not {type(value).__name__}")
    if not value:
        raise ConfigurationError(f"{name} must not be empty; leave it out to read {variable}")
    return value


def _project_id(value: str | None) -> str:
    if value is None:
        raise ConfigurationError("no project: give project_id='proj_…' or set PIPEDREAM_PROJECT_ID")
    try:
        segment("project_id", value)
    except InvalidArgument as error:
        raise ConfigurationError(str(error)) from None
    return value


def _environment(value: str | None) -> Environment:
    for known in ENVIRONMENTS:
        if value == known:
            return known
    wanted = "give environment='development' or environment='production', or set PIPEDREAM_PROJECT_ENVIRONMENT to one of them"
    raise ConfigurationError(
        f"no environment: {wanted}" if value is None else f"unknown environment {value!r}: {wanted}"
    )


def _base_url(value: str) -> str:
    try:
        url = httpx.URL(value)
    except httpx.InvalidURL as error:
        raise ConfigurationError(f"base_url is not a URL: {error}") from None
    if url.scheme not in ("https", "http") or not url.host:
        raise ConfigurationError("base_url must begin with https:// and name a host")
    if url.scheme == "http" and not _is_loopback(url.host):
        raise ConfigurationError(
            "base_url must be https: credentials would travel in clear text (plain http is for loopback only)"
        )
    if url.userinfo or url.query or url.fragment:
        raise ConfigurationError("base_url must have no user, query or fragment")
    return str(url).rstrip("/")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _credentials(
    client_id: str | None, client_secret: str | None, access_token: str | None, env: Mapping[str, str]
) -> OAuthClient | str:
    """What was passed decides; without any of it, the environment does, where an access token comes first."""
    if access_token is not None and (client_id is not None or client_secret is not None):
        raise ConfigurationError("give either access_token, or client_id and client_secret, not both")
    token = _setting("access_token", access_token, {}, "PIPEDREAM_ACCESS_TOKEN")
    if token is None and client_id is None and client_secret is None:
        token = env.get("PIPEDREAM_ACCESS_TOKEN") or None
    if token is not None:
        if not _HEADER_VALUE(token):
            raise ConfigurationError(
                "the access token has characters that a token cannot have (spaces, line breaks or non-ASCII)"
            )
        return token
    found_id = _setting("client_id", client_id, env, "PIPEDREAM_CLIENT_ID")
    found_secret = _setting("client_secret", client_secret, env, "PIPEDREAM_CLIENT_SECRET")
    missing = [
        f"{name} (or {variable})"
        for name, variable, value in (
            ("client_id", "PIPEDREAM_CLIENT_ID", found_id),
            ("client_secret", "PIPEDREAM_CLIENT_SECRET", found_secret),
        )
        if value is None
    ]
    if found_id is None or found_secret is None:
        raise ConfigurationError(
            f"no credentials: {' and '.join(missing)} missing; access_token (or PIPEDREAM_ACCESS_TOKEN) would do too"
        )
    return OAuthClient(found_id, found_secret)
