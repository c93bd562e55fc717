from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest

import pdconnect
import pdconnect_api

from .server import FaultyServer, serving


@pytest.fixture(scope="session", autouse=True)
def import_all_modules() -> None:
    """Import all modules first, so that no two threads import at the same time.

    pytest parses the modules of ours that it imports, and CPython 3.11 raises SystemError if two threads parse at the same time.
    """
    for package in (pdconnect, pdconnect_api):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                import_module(module.name)


@pytest.fixture(scope="module")
def server() -> Iterator[FaultyServer]:
    """Yield a server that misbehaves as each combination requests."""
    with serving() as server:
        yield server
