"""Import httpx without the optional modules that it would import too, and that the command line does not use.

If they are installed, httpx imports its own command line, with click, Rich and Pygments, and httpcore imports trio and h2. Together they
take up to as long to import as all that a command needs. Only the program `pdconnect` uses this, before its other imports: in a program
that imports pdconnect_cli, httpx stays as it is.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module

_UNUSED = ("httpx._main", "trio", "h2")
_LIBRARIES = ("httpx", "httpcore")


def import_httpx() -> None:
    """Import httpx and httpcore; afterwards the other modules can be imported as usual. Does nothing if httpx is not installed."""
    hidden = [name for name in _UNUSED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType, reportCallIssue] - None: importing it raises ImportError, for which both libraries are prepared
    try:
        for name in _LIBRARIES:
            with suppress(ImportError):
                import_module(name)
    finally:
        for name in hidden:
            del sys.modules[name]
