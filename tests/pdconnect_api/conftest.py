from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from .door import Door


@pytest.fixture(scope="module", params=["Client", "AsyncClient"])
def door(request: pytest.FixtureRequest) -> Iterator[Door]:
    """The public door, of both kinds."""
    with closing(Door(request.param)) as door:
        yield door


@pytest.fixture(scope="module")
def sync_door() -> Iterator[Door]:
    """The synchronous door alone, for what cannot differ between the two."""
    with closing(Door("Client")) as door:
        yield door
