from __future__ import annotations

import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Clock, Http, Receiver, sign_in


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def sandbox(clock: Clock, receiver: Receiver) -> Sandbox:
    return Sandbox(clock=clock, webhook_transport=receiver.transport)


@pytest.fixture
def http(sandbox: Sandbox) -> Http:
    """An HTTP client in the development environment."""
    return sign_in(sandbox)
