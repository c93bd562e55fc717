"""What PyInstaller needs to know to freeze an application that uses the client or the sandbox: it finds this by an entry point."""

from __future__ import annotations

from pathlib import Path


def hook_folders() -> list[str]:
    """Return the folders with hooks."""
    return [str(Path(__file__).parent)]
