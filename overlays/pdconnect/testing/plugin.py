"""The pytest plugin: fixtures for a sandbox of the test and for its clients. They import the sandbox at first use."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .. import AsyncClient, Client
    from . import Sandbox

_MARK = "connect_sandbox"
_MARK_HELP = (
    f"{_MARK}(**settings): settings of the test's sandbox, such as seed=1, check_responses=False or rate_limits=True; "
    "those of the test take precedence over those of its class and module"
)


def pytest_configure(config: pytest.Config) -> None:
    """Register the mark."""
    config.addinivalue_line("markers", _MARK_HELP)


@pytest.fixture
def connect_sandbox(request: pytest.FixtureRequest) -> Generator[Sandbox]:
    """A new, empty sandbox for this test, in process and without network access."""
    try:
        from . import Sandbox
    except ModuleNotFoundError as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None
    with Sandbox(**_settings(request.node)) as sandbox:
        yield sandbox


@pytest.fixture
def connect_client(connect_sandbox: Sandbox) -> Client:
    """A synchronous client of the test's sandbox, in the environment "development"."""
    return connect_sandbox.client()


@pytest.fixture
def async_connect_client(connect_sandbox: Sandbox) -> AsyncClient:
    """An asynchronous client of the test's sandbox, for the event loop of the test."""
    return connect_sandbox.async_client()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show the sandbox's requests if a test fails."""
    report = yield
    sandbox: Sandbox | None = getattr(item, "funcargs", {}).get("connect_sandbox")
    if report.when == "call" and report.failed and sandbox is not None:
        calls = "\n".join(map(repr, sandbox.calls())) or "nothing"
        report.sections.append(("requests to the sandbox", calls))
    return report


def _settings(item: pytest.Item) -> dict[str, Any]:
    """Return the settings of the marks; the nearest mark takes precedence."""
    settings: dict[str, Any] = {}
    for mark in reversed(list(item.iter_markers(_MARK))):
        if mark.args:
            raise pytest.UsageError(f"@pytest.mark.{_MARK} takes settings by their names only")
        settings |= mark.kwargs
    return settings
