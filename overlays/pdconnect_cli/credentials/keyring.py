"""The system keyring, where `pdconnect login` stores credentials. They are never stored in a plain file."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import attrs

import pdconnect

from ..missing_extras import missing_extra

SERVICE = "pdconnect"
"""Service name of the entries in the keyring. The user name of an entry is the profile."""

CREDENTIALS = "PIPEDREAM_PROJECT_ID, PIPEDREAM_CLIENT_ID, PIPEDREAM_CLIENT_SECRET and PIPEDREAM_PROJECT_ENVIRONMENT"
"""The environment variables to set where there is no keyring."""


class KeyringUnavailableError(pdconnect.ConfigurationError):
    """There is no keyring that stores secrets safely. `fix` is what the user can do."""

    def __init__(self, reason: str) -> None:
        self.problem = f"no system keyring: {reason}"
        self.fix = f"set {CREDENTIALS} in the environment instead"
        super().__init__(f"{self.problem}; {self.fix}")


@attrs.frozen(repr=False)
class StoredProfile:
    """The credentials and settings of one project, as stored in the keyring."""

    project_id: str
    client_id: str
    environment: str
    client_secret: str | None = None
    private_key: str | None = None
    key_id: str | None = None
    base_url: str | None = None

    def arguments(self) -> dict[str, str]:
        """Return the arguments for a client."""
        return attrs.asdict(self, filter=lambda _, value: value is not None)

    def __repr__(self) -> str:
        return f"<profile of {self.project_id}, {self.environment}>"


def load_profile(name: str) -> StoredProfile | None:
    """Return a stored profile, or None. Raises KeyringUnavailableError."""
    text = _read(name)
    if not text:
        return None
    try:
        return StoredProfile(**json.loads(text))
    except (TypeError, ValueError):
        raise pdconnect.ConfigurationError(
            f"the profile {name!r} in the keyring cannot be read: run `pdconnect login` again"
        ) from None


def save_profile(name: str, profile: StoredProfile) -> None:
    """Store a profile. Raises KeyringUnavailableError, also if the keyring stores nothing or stores clear text."""
    check_keyring()
    text = json.dumps(profile.arguments())
    with _backend_errors_wrapped():
        _keyring().set_password(SERVICE, name, text)
    if _read(name) != text:
        raise KeyringUnavailableError(f"{keyring_name()} did not store the entry")


def delete_profile(name: str) -> bool:
    """Delete a profile. Return False if there is none. Raises KeyringUnavailableError."""
    if not _read(name):
        return False
    with _backend_errors_wrapped():
        _keyring().delete_password(SERVICE, name)
    return True


def check_keyring() -> None:
    """Raise KeyringUnavailableError if there is no keyring, or only one that stores clear text."""
    for backend in _backends():
        kind = type(backend)
        if "plaintext" in kind.__name__.lower():
            raise KeyringUnavailableError(f"{kind.__module__}.{kind.__name__} stores secrets in a plain file")
        if kind.__module__ in ("keyring.backends.fail", "keyring.backends.null"):
            raise KeyringUnavailableError("this system has none that works")


def keyring_name() -> str:
    """Return the name of the keyring for messages. Raises KeyringUnavailableError."""
    return " + ".join(f"{type(backend).__module__}.{type(backend).__name__}" for backend in _backends())


def _read(name: str) -> str | None:
    check_keyring()
    with _backend_errors_wrapped():
        text: str | None = _keyring().get_password(SERVICE, name)
    return text


def _backends() -> list[object]:
    with _backend_errors_wrapped():
        backend: Any = _keyring().get_keyring()
        return list(getattr(backend, "backends", None) or [backend])


@contextmanager
def _backend_errors_wrapped() -> Generator[None]:
    """Raise KeyringUnavailableError for every error of a keyring backend: backends raise errors of many system libraries."""
    try:
        yield
    except KeyringUnavailableError:
        raise
    except Exception as error:
        raise KeyringUnavailableError(str(error).partition("\n")[0] or type(error).__name__) from None


def _keyring() -> ModuleType:
    missing = missing_extra("keyring")
    if missing:
        raise KeyringUnavailableError(missing)
    import keyring  # slow to import, and unused if the environment has the credentials

    return keyring
