"""Fixtures of the tests of the generated package."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from .harness import Harness


@pytest.fixture(scope="module", params=["Client", "AsyncClient"])
def harness(request: pytest.FixtureRequest) -> Iterator[Harness]:
    """A harness around each of the two clients."""
    with closing(Harness(request.param)) as harness:
        yield harness


@pytest.fixture(scope="module")
def sync_harness() -> Iterator[Harness]:
    """A harness around the synchronous client only, for what cannot differ between the two."""
    with closing(Harness("Client")) as harness:
        yield harness
