"""The settings of a client, from arguments or environment variables: checked once, then fixed."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from pdconnect_api.arguments import as_secret, segment, type_name
from pdconnect_api.errors import InvalidArgumentError

from ._auth.credentials import ClientSecretCredentials, Credentials, PrivateKeyCredentials, StaticToken
from ._exceptions import ConfigurationError
from ._http.hosts import is_loopback

if TYPE_CHECKING:
    from ._http.backend import URL, Backend

Environment = Literal["development", "production"]
"""Where a project's accounts, users and triggers live; one environment doesn't see the other."""

ENVIRONMENTS: tuple[Environment, ...] = ("development", "production")
DEFAULT_BASE_URL = "https://api.pipedream.com"
DEFAULT_WORKFLOW_DOMAIN = "m.pipedream.net"
DEFAULT_TIMEOUT = 60.0
"""Seconds for each phase: to connect, to send, to receive the next part of the response, and to wait for a free connection."""

_DOMAIN = r"[A-Za-z0-9](?:[A-Za-z0-9-]*\.)+[A-Za-z0-9-]*[A-Za-z0-9]"


class Settings:
    """The settings of a client. `project_id` is None with a Connect token; `environment` too, unless it was passed."""

    __slots__ = ("backend", "base_url", "credentials", "environment", "project_id", "workflow_domain")

    def __init__(
        self,
        project_id: str | None,
        environment: Environment | None,
        base_url: str,
        workflow_domain: str,
        credentials: Credentials,
        backend: Backend,
    ) -> None:
        self.project_id = project_id
        self.environment: Environment | None = environment
        self.base_url = base_url
        self.workflow_domain = workflow_domain
        self.credentials = credentials
        self.backend = backend
        """The HTTP library of the client."""

    def __repr__(self) -> str:
        return f"<settings of {self.project_id}, {self.environment}, {self.credentials!r}>"


def resolve_settings(
    backend: Backend,
    *,
    project_id: str | None = None,
    client_id: str | None = None,
    client_secret: str | None = None,
    private_key: str | None = None,
    key_id: str | None = None,
    environment: str | None = None,
    access_token: str | None = None,
    connect_token: str | None = None,
    base_url: str | None = None,
    workflow_domain: str | None = None,
) -> Settings:
    """Return the checked settings. Raises ConfigurationError, which names the missing or wrong setting."""
    env = os.environ
    base = _base_url(backend, _setting("base_url", base_url, env, "PIPEDREAM_BASE_URL") or DEFAULT_BASE_URL)
    domain = _workflow_domain(
        backend,
        _setting("workflow_domain", workflow_domain, env, "PIPEDREAM_WORKFLOW_DOMAIN") or DEFAULT_WORKFLOW_DOMAIN,
    )
    if connect_token is not None:
        others = (project_id, client_id, client_secret, private_key, key_id, access_token)
        if any(value is not None for value in others):
            raise ConfigurationError(
                "a connect_token belongs to one project and user: give no other credentials and no project_id"
            )
        token = _token("connect_token", connect_token)
        checked = None if environment is None else _environment(environment)
        return Settings(None, checked, base, domain, StaticToken(token, is_connect_token=True), backend)
    return Settings(
        project_id=_project_id(_setting("project_id", project_id, env, "PIPEDREAM_PROJECT_ID")),
        environment=_environment(_setting("environment", environment, env, "PIPEDREAM_PROJECT_ENVIRONMENT")),
        base_url=base,
        workflow_domain=domain,
        credentials=_credentials(client_id, client_secret, private_key, key_id, access_token, env),
        backend=backend,
    )


def changed_settings(settings: Settings, project_id: str | None, environment: str | None) -> Settings:
    """Return the settings for another project or environment. Raises ConfigurationError."""
    project, checked = settings.project_id, settings.environment
    if project_id is not None:
        if project is None:
            raise ConfigurationError("a Connect token belongs to one project: project_id cannot be changed")
        project = _project_id(_setting("project_id", project_id, {}, ""))
    if environment is not None:
        checked = _environment(environment)
    return Settings(
        project, checked, settings.base_url, settings.workflow_domain, settings.credentials, settings.backend
    )


def settings_with_connect_token(settings: Settings, token: str) -> Settings:
    """Return the settings of a client that authenticates with a Connect token. Raises ConfigurationError."""
    credentials = StaticToken(_token("connect_token", token), is_connect_token=True)
    return Settings(
        None, settings.environment, settings.base_url, settings.workflow_domain, credentials, settings.backend
    )


def _setting(name: str, value: str | None, env: Mapping[str, str], variable: str) -> str | None:
    """Return the argument, else the value of the environment variable. An empty variable is ignored; an empty argument is an error."""
    if value is None:
        value = as_secret(env.get(variable)) or None
        if value is not None and name != "private_key":
            _check_ends(variable, value)
        return value
    if not isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
        raise ConfigurationError(f"{name} must be a string, not {type_name(value)}")
    if not value:
        raise ConfigurationError(f"{name} must not be empty; leave it out to read {variable}")
    if name != "private_key":  # it has several lines
        _check_ends(name, value)
    return value


def _check_ends(name: str, value: str) -> None:
    """Reject white space at the ends of a setting: it is a mistake, and makes a credential wrong. Raises ConfigurationError."""
    if value != value.strip():
        raise ConfigurationError(
            f"{name} has white space at its beginning or end (a value read from a file often ends with a line break): "
            "strip it"
        )


def _project_id(value: str | None) -> str:
    if value is None:
        raise ConfigurationError("no project: give project_id='proj_…' or set PIPEDREAM_PROJECT_ID")
    try:
        segment("project_id", value)
    except InvalidArgumentError as error:
        raise ConfigurationError(str(error)) from None
    return value


def _environment(value: str | None) -> Environment:
    for known in ENVIRONMENTS:
        if isinstance(value, str) and value == known:
            return known
    wanted = "give environment='development' or environment='production', or set PIPEDREAM_PROJECT_ENVIRONMENT to one of them"
    raise ConfigurationError(
        f"no environment: {wanted}" if value is None else f"unknown environment {_shown(value)}: {wanted}"
    )


def _shown(value: object) -> str:
    return repr(value) if isinstance(value, str) else type(value).__name__


def _base_url(backend: Backend, value: str) -> str:
    return str(_url(backend, "base_url", value)).rstrip("/")


def _url(backend: Backend, name: str, value: str) -> URL:
    try:
        url = backend.URL(value)
        _ = url.host  # decoding an international name can fail
    except (backend.InvalidURL, ValueError) as error:
        raise ConfigurationError(f"{name} is not a URL: {error}") from None
    if url.scheme not in ("https", "http") or not url.host:
        raise ConfigurationError(f"{name} must begin with https:// and name a host")
    if url.scheme == "http" and not is_loopback(url.host):
        raise ConfigurationError(
            f"{name} must be https: credentials would be sent in clear text (plain http is for loopback only)"
        )
    if url.userinfo or url.query or url.fragment:
        raise ConfigurationError(f"{name} must have no user, query or fragment")
    return url


def _workflow_domain(backend: Backend, value: str) -> str:
    wanted = "workflow_domain must be a bare domain such as m.pipedream.net; only on loopback it may be a URL"
    if "://" in value:  # such as a served sandbox, which has no host for each workflow
        url = _url(backend, "workflow_domain", value)
        if not is_loopback(url.host):
            raise ConfigurationError(wanted)
        return str(url).rstrip("/")
    if value != DEFAULT_WORKFLOW_DOMAIN and not re.fullmatch(_DOMAIN, value):  # compiling the pattern takes time
        raise ConfigurationError(wanted)
    return value.lower()


def _token(name: str, value: str) -> str:
    if not isinstance(value, str) or not value:  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
        raise ConfigurationError(f"{name} must be a token, and not empty")
    _check_ends(name, value)
    if not value.isascii() or not value.isprintable() or " " in value:
        raise ConfigurationError(f"{name} has characters that a token cannot have (spaces, line breaks or non-ASCII)")
    return value


def _credentials(
    client_id: str | None,
    client_secret: str | None,
    private_key: str | None,
    key_id: str | None,
    access_token: str | None,
    env: Mapping[str, str],
) -> Credentials:
    """Return the credentials from the arguments, else from the environment, where an access token has priority."""
    of_client = any(value is not None for value in (client_id, client_secret, private_key, key_id))
    if access_token is not None and of_client:
        raise ConfigurationError("give either access_token, or client_id with client_secret or private_key, not both")
    if client_secret is not None and private_key is not None:
        raise ConfigurationError("give either client_secret or private_key, not both")
    if access_token is None and not of_client:
        access_token = _setting("access_token", None, env, "PIPEDREAM_ACCESS_TOKEN")
    if access_token is not None:
        return StaticToken(_token("access_token", access_token), is_connect_token=False)
    found_id = _setting("client_id", client_id, env, "PIPEDREAM_CLIENT_ID")
    secret = _setting("client_secret", client_secret, {} if private_key else env, "PIPEDREAM_CLIENT_SECRET")
    key = _setting("private_key", private_key, {} if client_secret else env, "PIPEDREAM_PRIVATE_KEY")
    if secret is not None and key is not None:
        raise ConfigurationError(
            "both PIPEDREAM_CLIENT_SECRET and PIPEDREAM_PRIVATE_KEY are set: unset one, or pass one"
        )
    if found_id is not None and secret is not None:
        return ClientSecretCredentials(found_id, secret)
    if found_id is not None and key is not None:
        return PrivateKeyCredentials(found_id, key, _setting("key_id", key_id, env, "PIPEDREAM_KEY_ID"))
    missing: list[str] = []
    if found_id is None:
        missing.append("client_id (or PIPEDREAM_CLIENT_ID)")
    if secret is None and key is None:
        missing.append("client_secret (or PIPEDREAM_CLIENT_SECRET)")
    raise ConfigurationError(
        f"no credentials: {' and '.join(missing)} missing; private_key (or PIPEDREAM_PRIVATE_KEY) in place of the secret, "
        "or access_token (or PIPEDREAM_ACCESS_TOKEN) in place of both, can also be set"
    )


def check_functions(**functions: object) -> None:
    """Check the settings that are functions. Raises ConfigurationError."""
    for name, function in functions.items():
        if not callable(function):
            raise ConfigurationError(f"{name} must be a function, got {type(function).__name__}")


def check_extras(settings: Settings) -> None:
    """Check the settings that need optional packages. Raises ConfigurationError."""
    if isinstance(settings.credentials, PrivateKeyCredentials):
        try:
            from ._auth.private_key_jwt import check_key
        except ImportError:
            raise ConfigurationError("private_key needs the extra: pip install 'pdconnect[jwt]'") from None
        check_key(settings.credentials)
