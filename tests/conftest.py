"""Hypothesis profiles, hooks and fixtures for all tests."""

from __future__ import annotations

import gc
import os
import signal
import ssl
from argparse import ArgumentParser
from typing import Any

import certifi
import pytest

_VARIABLE = "PDCONNECT_HTTP_BACKEND"
_OPTION: dict[str, Any] = {
    "choices": ("httpx", "httpx2"),
    "default": os.environ.get(_VARIABLE, "httpx"),
    "help": "the HTTP library of the clients, and of the tests themselves: with httpx2, `import httpx` gives httpx2",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option for the HTTP library."""
    parser.addoption("--http-backend", **_OPTION)


def _choose_http_library() -> None:
    """Make httpx another name of httpx2 if the option says so. This has to happen before any module imports httpx."""
    parser = ArgumentParser(allow_abbrev=False, add_help=False)
    parser.add_argument("--http-backend", **_OPTION)
    if parser.parse_known_args()[0].http_backend == "httpx2":
        import httpx2

        httpx2.alias_httpx()
        os.environ[_VARIABLE] = "httpx2"  # for the workers of pytest-xdist, and for programs that tests start


def _load_no_public_certificates() -> None:
    """Let the HTTP clients of this process load no certificates of public authorities.

    That takes 30 ms of processor time for each HTTP client, and no test connects to a public server.
    """
    paths = ssl.get_default_verify_paths()
    public = {certifi.where(), paths.openssl_cafile, os.environ.get("SSL_CERT_FILE", paths.openssl_cafile)}
    load = ssl.SSLContext.load_verify_locations

    def load_others(self: ssl.SSLContext, cafile: Any = None, capath: Any = None, cadata: Any = None) -> None:
        if cafile not in public:
            load(self, cafile, capath, cadata)

    ssl.SSLContext.load_verify_locations = load_others  # type: ignore[method-assign]


_choose_http_library()
_load_no_public_certificates()


def pytest_configure(config: pytest.Config) -> None:
    """Select a profile of Hypothesis, except in the process of pytest-xdist that only distributes: the import takes a second."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # A shell starts programs in the background this way. The processes that tests start and interrupt would ignore the signal too.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if config.getoption("tx", None) and not hasattr(config, "workerinput"):
        return
    from hypothesis import HealthCheck, settings

    # Every run uses the same examples, so a failure found on one machine is found on all of them. More of the same find little: other
    # examples, and many of them, are tried once a week.
    settings.register_profile(
        "repeatable",
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        max_examples=30,
    )
    repeatable = settings.get_profile("repeatable")
    settings.register_profile("quick", repeatable, max_examples=5)  # of `scripts/test fast`
    settings.register_profile("thorough", repeatable, derandomize=False, max_examples=500, print_blob=True)
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Start with the tests that take longest. On httpx2, skip tests that need httpx itself, or compare both libraries."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    # At the end, the other processes would wait for them.
    items.sort(key=lambda item: ("integration" not in item.path.parts, item.path not in slow))
    if config.getoption("--http-backend") == "httpx2":
        reason = pytest.mark.skip(reason="needs httpx itself")
        for item in items:
            if item.get_closest_marker("both_libraries"):
                item.add_marker(reason)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Distribute the tests in groups."""
    if config.getoption("dist") != "loadgroup":
        return None
    from .scheduling import FolderScheduling

    return FolderScheduling(config, log)


def pytest_collection_finish() -> None:
    """Exclude what exists before the first test from garbage collection, so that a test that calls it takes milliseconds."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
