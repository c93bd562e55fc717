"""Run the checks of `pdconnect doctor`. `checks` interprets the results."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

import pdconnect

from ..client_internals import HTTPError, HttpResponse
from ..credentials.client_settings import ClientSettings, credential_variables
from ..credentials.keyring import KeyringUnavailableError, check_keyring, keyring_name
from ..session import Session
from .checks import (
    Check,
    State,
    access_failure,
    clock_check,
    network_failure,
    settings_failure,
    variables_check,
    versions_check,
)

PACKAGES = ("httpx", "typer", "rich", "keyring", "openapi-spec-validator")
PROXIES = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "https_proxy", "http_proxy", "all_proxy")
TIMEOUT = 10.0
"""Timeout of each request, in seconds."""


def run_checks(session: Session) -> Iterator[Check]:
    """Yield one check after another; a check that depends on a failed one is skipped."""
    yield versions_check({"pdconnect": pdconnect.__version__, "Python": platform.python_version(), **dict(_versions())})
    yield variables_check(credential_variables(os.environ)) or _keyring_check()
    try:
        settings = session.settings
        client = session.new_client(max_retries=0, timeout=TIMEOUT)
    except pdconnect.ConfigurationError as error:
        yield settings_failure(error, credential_variables(os.environ))
        return
    yield _settings_check(client, settings)
    try:
        response = _request_base_url(session, settings.base_url)
    except HTTPError as error:
        yield network_failure(error, settings.base_url, [name for name in PROXIES if os.environ.get(name)])
        return
    yield Check("network", State.ok, f"{settings.base_url} responds")
    yield clock_check(response.headers.get("date"), session.system.now())
    yield _access_check(client)


def _keyring_check() -> Check:
    try:
        check_keyring()
        return Check("keyring", State.ok, keyring_name())
    except KeyringUnavailableError as error:
        return Check("keyring", State.warning, error.problem, error.fix)


def _settings_check(client: pdconnect.Client, settings: ClientSettings) -> Check:
    source = f"profile {settings.profile!r} of the keyring" if settings.source == "keyring" else "environment variables"
    return Check("settings", State.ok, f"project {client.project_id}, {client.environment}, from {source}")


def _request_base_url(session: Session, base_url: str) -> HttpResponse:
    """Send a request to the base URL. Any response shows that the service can be reached, and has a Date header."""
    with session.system.open_http_client(TIMEOUT) as http:
        return http.get(base_url)


def _access_check(client: pdconnect.Client) -> Check:
    try:
        count = client.accounts.list(limit=1).page_info.total_count
    except pdconnect.PdconnectError as error:
        return access_failure(error, client.project_id)
    accounts = f"{count} account{'' if count == 1 else 's'}" if isinstance(count, int) else "accounts can be read"
    return Check(
        "project", State.ok, f"the credentials give access to {client.project_id}; {accounts} in {client.environment}"
    )


def _versions() -> Iterator[tuple[str, str | None]]:
    for name in PACKAGES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, None
