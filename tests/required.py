"""What tests need that may be missing, such as a program. With PDCONNECT_REQUIRE_TOOLS that is a failure, otherwise the test is skipped."""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeVar

import pytest

T = TypeVar("T")


def required(found: T | None, reason: str) -> T:
    """Return what was found; None skips or fails the test."""
    if found is not None:
        return found
    if os.environ.get("PDCONNECT_REQUIRE_TOOLS"):
        pytest.fail(reason)
    pytest.skip(reason)


def required_module(name: str) -> Any:
    """Return a module. Skip or fail the test if it is not installed."""
    return required(import_module(name) if find_spec(name) else None, f"needs {name}")
