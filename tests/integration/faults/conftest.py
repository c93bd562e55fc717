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
    """Let no two threads import at once: pytest parses what it imports of us, and CPython 3.11 parses in one thread only (SystemError)."""
    for package in (pdconnect, pdconnect_api):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                import_module(module.name)


@pytest.fixture(scope="module")
def server() -> Iterator[FaultyServer]:
    """A server that does wrong what it is told to."""
    with serving() as server:
        yield server
