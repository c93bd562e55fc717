"""Messages for optional packages that are not installed."""

from __future__ import annotations

from importlib.util import find_spec

REQUIRED = ("rich", "typer")
"""Packages that every command needs. The commands that use keyring, openapi-spec-validator or the sandbox check for them."""


def missing_extra(*names: str, extra: str = "cli") -> str | None:
    """Return one line with the missing packages and how to install them, or None. Default: the packages that every command needs."""
    missing = [name for name in names or REQUIRED if _is_missing(name)]
    return f"pdconnect needs {', '.join(missing)} here: pip install 'pdconnect[{extra}]'" if missing else None


def _is_missing(name: str) -> bool:
    try:
        return find_spec(name) is None
    except ValueError:  # the module is None in sys.modules: treated as missing
        return True
