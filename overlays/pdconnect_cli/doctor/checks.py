"""What `doctor` concludes from what it sees. Decides, and does no I/O."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Any, NamedTuple

import pdconnect

from ..client_internals import NetworkSettingsError
from ..credentials.keyring import CREDENTIALS, KeyringUnavailableError

CLOCK_TOLERANCE = 60.0
"""Seconds that this machine's clock may be off. Signed requests are refused when it is off by more than a minute or two."""

_INSTALL = re.compile(r"pip install '[^']+'")


class State(StrEnum):
    """How a check ended."""

    ok = "ok"
    warning = "warning"
    error = "error"


class Check(NamedTuple):
    """One thing that was looked at."""

    name: str
    state: State
    what: str
    fix: str | None = None
    """What to do about it."""

    def to_dict(self) -> dict[str, Any]:
        """The check as JSON."""
        return {"name": self.name, "state": self.state.value, "what": self.what, "fix": self.fix}


def variables_check(variables: list[str]) -> Check | None:
    """What the environment variables say about credentials; None where they say nothing."""
    if not variables:
        return None
    if "PIPEDREAM_ACCESS_TOKEN" in variables and len(variables) > 1:
        return Check(
            "variables",
            State.warning,
            "PIPEDREAM_ACCESS_TOKEN counts before the OAuth client in the environment",
            "unset PIPEDREAM_ACCESS_TOKEN unless you mean it: it is not renewed when it expires",
        )
    return Check("variables", State.ok, f"credentials from the environment: {', '.join(variables)}")


def settings_failure(error: pdconnect.ConfigurationError, variables: list[str]) -> Check:
    """What it means that no client can be made; `variables` are those that hold credentials."""
    text = str(error)
    if isinstance(error, NetworkSettingsError):
        return Check("network", State.error, text, error.fix)
    if isinstance(error, KeyringUnavailableError):
        return Check("settings", State.error, f"not logged in, and {error.what}", error.fix)
    install = _INSTALL.search(text)
    if install:
        fix = install[0]
    elif text.startswith("base_url"):
        fix = "correct --base-url or PIPEDREAM_BASE_URL; without either, it is Pipedream itself that is asked"
    elif variables:  # which count before whatever `login` stores
        fix = f"correct the variables; or unset {', '.join(variables)}, and `pdconnect login`"
    else:
        fix = f"`pdconnect login`, or set {CREDENTIALS}"
    return Check("settings", State.error, text, fix)


def clock_check(header: str | None, now: float) -> Check:
    """Whether this machine's clock agrees with the `Date` of an answer."""
    there = _moment(header)
    if there is None:
        return Check("clock", State.warning, "the service tells no time to compare with")
    off = now - there.timestamp()
    if abs(off) <= CLOCK_TOLERANCE:
        return Check(
            "clock",
            State.ok,
            "agrees with the service's, to the second or so" if abs(off) < 5 else f"off by {off:.0f} seconds",
        )
    return Check(
        "clock",
        State.error,
        f"{abs(off):.0f} seconds {'ahead of' if off > 0 else 'behind'} the service's",
        "set the clock, best by NTP: tokens seem expired, and signatures are refused",
    )


def network_failure(error: Exception, base_url: str, proxies: list[str]) -> Check:
    """What it means that the service cannot be reached."""
    text = str(error)
    fix = "check the network"
    if "CERTIFICATE_VERIFY_FAILED" in text:
        fix = "a proxy that opens TLS needs its authority in SSL_CERT_FILE"
    elif "Name or service not known" in text or "getaddrinfo" in text or "name resolution" in text:
        fix = "check --base-url and PIPEDREAM_BASE_URL, and that this machine can look names up"
    elif "WRONG_VERSION_NUMBER" in text:
        fix = "no TLS is spoken there: is it http:// instead, as with a sandbox without --tls?"
    elif "refused" in text:
        fix = f"is something listening at {base_url}? For the sandbox: pdconnect sandbox"
    if proxies:
        fix += f"; the way goes through a proxy ({', '.join(proxies)})"
    return Check("network", State.error, f"{base_url}: {text}", fix)


def access_failure(error: pdconnect.PdconnectError, project: str | None) -> Check:
    """Return the check for a first request to the project that failed."""
    if isinstance(error, pdconnect.AuthenticationError):
        if error.operation == "oauth_tokens_create":
            fix = "check client id and secret in the workspace's API settings, then `pdconnect login` or set them again"
        else:
            fix = "the access token has expired or was never valid: get a new one"
        return Check("credentials", State.error, str(error), fix)
    if isinstance(error, pdconnect.NotFoundError | pdconnect.ForbiddenError):
        return Check(
            "project",
            State.error,
            str(error),
            f"is {project} the right project, and the OAuth client one of its workspace?",
        )
    return Check(
        "service", State.error, str(error), "the service failed: retry later; if it stays, ask Pipedream's support"
    )


def versions_check(versions: Mapping[str, str | None]) -> Check:
    """Which versions are there."""
    missing = [name for name, version in versions.items() if version is None]
    text = ", ".join(f"{name} {version}" for name, version in versions.items() if version is not None)
    if missing:
        return Check(
            "versions", State.warning, f"{text}; missing: {', '.join(missing)}", "pip install 'pdconnect[cli]'"
        )
    return Check("versions", State.ok, text)


def _moment(header: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(header) if header else None
    except ValueError:
        return None
