from __future__ import annotations

from collections.abc import Iterator

import pytest

from .server import FaultyServer, serving


@pytest.fixture(scope="module")
def server() -> Iterator[FaultyServer]:
    """A server that does wrong what it is told to."""
    with serving() as server:
        yield server
