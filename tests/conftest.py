"""Hypothesis profiles, hooks and fixtures for all tests."""

from __future__ import annotations

import gc

import pytest
from hypothesis import HealthCheck, settings

# Every run uses the same examples, so a failure found on one machine is found on all of them.
settings.register_profile(
    "repeatable", derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)
# `scripts/test fast` selects this one with --hypothesis-profile.
settings.register_profile("quick", settings.get_profile("repeatable"), max_examples=10)
settings.load_profile("repeatable")


def pytest_collection_finish() -> None:
    """Exclude what exists before the first test from garbage collection, so that a test that calls it takes milliseconds."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
