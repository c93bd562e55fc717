"""Says what to install where the extra is missing."""

from __future__ import annotations

from importlib.util import find_spec

NEEDED = ("rich", "typer")
"""What every command needs. keyring, openapi-spec-validator and the sandbox's parts are missed by those commands that use them."""


def missing_extra(*names: str) -> str | None:
    """One line that names what is missing and how to install it; None where all is there. Default: what every command needs."""
    missing = [name for name in names or NEEDED if _is_missing(name)]
    return f"pdconnect needs {', '.join(missing)} here: pip install 'pdconnect[cli]'" if missing else None


def _is_missing(name: str) -> bool:
    try:
        return find_spec(name) is None
    except ValueError:  # a module that is blocked counts as missing
        return True
