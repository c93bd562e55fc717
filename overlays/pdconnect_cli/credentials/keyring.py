"""The system keyring, where `login` keeps credentials; never a plain file."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, NamedTuple

import pdconnect

from ..missing_extras import missing_extra

SERVICE = "pdconnect"
"""The name under which the keyring shows the entries; each profile is a user name of it."""

CREDENTIALS = "PIPEDREAM_PROJECT_ID, PIPEDREAM_CLIENT_ID, PIPEDREAM_CLIENT_SECRET and PIPEDREAM_PROJECT_ENVIRONMENT"
"""The variables that make a keyring needless."""


class KeyringUnavailableError(pdconnect.ConfigurationError):
    """There is no keyring that keeps secrets safe."""

    def __init__(self, why: str) -> None:
        self.what = f"no system keyring: {why}"
        self.fix = f"set {CREDENTIALS} in the environment instead"
        super().__init__(f"{self.what}; {self.fix}")


class StoredProfile(NamedTuple):
    """The credentials of one project and what goes with them."""

    project_id: str
    client_id: str
    environment: str
    client_secret: str | None = None
    private_key: str | None = None
    key_id: str | None = None
    base_url: str | None = None

    def arguments(self) -> dict[str, str]:
        """The arguments of a client."""
        return {name: value for name, value in self._asdict().items() if value is not None}

    def __repr__(self) -> str:
        return f"<profile of {self.project_id}, {self.environment}>"


def load_profile(name: str) -> StoredProfile | None:
    """The profile of a name; None where there is none. Raises KeyringUnavailableError."""
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
    """Keep a profile. Raises KeyringUnavailableError, also where the keyring keeps nothing or keeps it in clear text."""
    check_keyring()
    text = json.dumps(profile.arguments())
    with _explained():
        _keyring().set_password(SERVICE, name, text)
    if _read(name) != text:
        raise KeyringUnavailableError(f"{keyring_name()} did not keep what it was given")


def delete_profile(name: str) -> bool:
    """Remove a profile. False where there was none. Raises KeyringUnavailableError."""
    if not _read(name):
        return False
    with _explained():
        _keyring().delete_password(SERVICE, name)
    return True


def check_keyring() -> None:
    """Raise KeyringUnavailableError where there is no keyring, or only one that writes clear text."""
    for backend in _backends():
        kind = type(backend)
        if "plaintext" in kind.__name__.lower():
            raise KeyringUnavailableError(f"{kind.__module__}.{kind.__name__} keeps secrets in a plain file")
        if kind.__module__ in ("keyring.backends.fail", "keyring.backends.null"):
            raise KeyringUnavailableError("this system offers none that works")


def keyring_name() -> str:
    """The keyring in use, for people. Raises KeyringUnavailableError."""
    return " + ".join(f"{type(backend).__module__}.{type(backend).__name__}" for backend in _backends())


def _read(name: str) -> str | None:
    check_keyring()
    with _explained():
        text: str | None = _keyring().get_password(SERVICE, name)
    return text


def _backends() -> list[object]:
    with _explained():
        backend: Any = _keyring().get_keyring()
        return list(getattr(backend, "backends", None) or [backend])


@contextmanager
def _explained() -> Generator[None]:
    """Say in our words what goes wrong in a keyring: backends raise whatever the library of the system raises."""
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
    import keyring  # slow to import, and not needed where the environment has the credentials

    return keyring
