"""The results of `pdconnect doctor`. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Any

import attrs

import pdconnect

from ..client_internals import NetworkSettingsError
from ..credentials.keyring import CREDENTIALS, KeyringUnavailableError

CLOCK_TOLERANCE = 60.0
"""Maximum clock difference in seconds. Services reject signed requests at a difference of more than a minute or two."""

_INSTALL = re.compile(r"pip install '[^']+'")


class State(StrEnum):
    """The result of a check."""

    ok = "ok"
    warning = "warning"
    error = "error"


@attrs.frozen
class Check:
    """One check and its result."""

    name: str
    state: State
    what: str
    fix: str | None = None
    """What the user can do about it."""

    def to_dict(self) -> dict[str, Any]:
        """Return the check as a JSON object."""
        return {"name": self.name, "state": self.state.value, "what": self.what, "fix": self.fix}


def variables_check(variables: list[str]) -> Check | None:
    """Check the environment variables that hold credentials. Return None if there are none."""
    if not variables:
        return None
    if "PIPEDREAM_ACCESS_TOKEN" in variables and len(variables) > 1:
        return Check(
            "variables",
            State.warning,
            "PIPEDREAM_ACCESS_TOKEN overrides the OAuth client in the environment",
            "unset PIPEDREAM_ACCESS_TOKEN unless you want to use it: it is not renewed when it expires",
        )
    return Check("variables", State.ok, f"credentials from the environment: {', '.join(variables)}")


def settings_failure(error: pdconnect.ConfigurationError, variables: list[str]) -> Check:
    """Explain why no client can be created; `variables` are those that hold credentials."""
    text = str(error)
    if isinstance(error, NetworkSettingsError):
        return Check("network", State.error, text, error.fix)
    if isinstance(error, KeyringUnavailableError):
        return Check("settings", State.error, f"not logged in, and {error.problem}", error.fix)
    install = _INSTALL.search(text)
    if install:
        fix = install[0]
    elif text.startswith("base_url"):
        fix = "correct --base-url or PIPEDREAM_BASE_URL; without either, Pipedream itself is used"
    elif variables:  # they override what `login` stores
        fix = f"correct the variables; or unset {', '.join(variables)}, and run `pdconnect login`"
    else:
        fix = f"run `pdconnect login`, or set {CREDENTIALS}"
    return Check("settings", State.error, text, fix)


def clock_check(header: str | None, now: float) -> Check:
    """Compare this machine's clock with the `Date` header of a response."""
    service_time = _parse_date(header)
    if service_time is None:
        return Check("clock", State.warning, "the service's response has no valid Date header to compare with")
    off = now - service_time.timestamp()
    if abs(off) <= CLOCK_TOLERANCE:
        return Check(
            "clock",
            State.ok,
            "agrees with the service's within 5 seconds" if abs(off) < 5 else f"off by {off:.0f} seconds",
        )
    return Check(
        "clock",
        State.error,
        f"{abs(off):.0f} seconds {'ahead of' if off > 0 else 'behind'} the service's",
        "set the clock, preferably by NTP: otherwise tokens seem expired, and signatures are rejected",
    )


def network_failure(error: Exception, base_url: str, proxies: list[str]) -> Check:
    """Explain why the service cannot be reached."""
    text = str(error)
    fix = "check the network"
    if "CERTIFICATE_VERIFY_FAILED" in text:
        fix = "set SSL_CERT_FILE to the CA certificate of the proxy that intercepts TLS"
    elif "Name or service not known" in text or "getaddrinfo" in text or "name resolution" in text:
        fix = "check --base-url and PIPEDREAM_BASE_URL, and DNS on this machine"
    elif "WRONG_VERSION_NUMBER" in text:
        fix = "the server does not use TLS: use http://, as for a sandbox without --tls"
    elif "refused" in text:
        fix = f"check that a server is listening at {base_url}; to start the sandbox: pdconnect sandbox"
    if proxies:
        fix += f"; requests go through a proxy ({', '.join(proxies)})"
    return Check("network", State.error, f"{base_url}: {text}", fix)


def access_failure(error: pdconnect.PdconnectError, project: str | None) -> Check:
    """Explain why a first request to the project failed."""
    if isinstance(error, pdconnect.AuthenticationError):
        if error.operation == "oauth_tokens_create":
            fix = "check client id and secret in the workspace's API settings, then run `pdconnect login` or set them again"
        else:
            fix = "the access token has expired or is invalid: get a new one"
        return Check("credentials", State.error, str(error), fix)
    if isinstance(error, pdconnect.NotFoundError | pdconnect.ForbiddenError):
        return Check(
            "project",
            State.error,
            str(error),
            f"check that {project} is the right project, and that the OAuth client belongs to its workspace",
        )
    return Check(
        "service",
        State.error,
        str(error),
        "the service failed: retry later; if the error persists, contact Pipedream's support",
    )


def versions_check(versions: Mapping[str, str | None]) -> Check:
    """Report the installed versions."""
    missing = [name for name, version in versions.items() if version is None]
    text = ", ".join(f"{name} {version}" for name, version in versions.items() if version is not None)
    if missing:
        return Check(
            "versions", State.warning, f"{text}; missing: {', '.join(missing)}", "pip install 'pdconnect[cli]'"
        )
    return Check("versions", State.ok, text)


def _parse_date(header: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(header) if header else None
    except ValueError:
        return None
