from __future__ import annotations

import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Clock, Http, sign_in


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sandbox(clock: Clock) -> Sandbox:
    return Sandbox(clock=clock)


@pytest.fixture
def http(sandbox: Sandbox) -> Http:
    """A caller in development."""
    return sign_in(sandbox)
