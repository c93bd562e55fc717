from __future__ import annotations

import pytest

import pdconnect
from pdconnect.testing import Sandbox


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox(clock=lambda: 1_800_000_000.0)


@pytest.fixture
def client(sandbox: Sandbox) -> pdconnect.Client:
    return sandbox.client()
