from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pdconnect.sandbox import Sandbox, Served

from ..browser.chromium import chromium, tab
from ..browser.host_app import bundle, host_app
from ..contract_tools.npm import required_packages

_FOLDER = Path(__file__).parent
VERSIONS = {"connect-react 2.8.0": "v2", "connect-react 3.0.1": "v3"}


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox()


@pytest.fixture
def served(sandbox: Sandbox) -> Iterator[Served]:
    """The sandbox over TLS: the browser SDK opens the Connect page only over TLS."""
    with sandbox.serve(tls=True) as served:
        yield served


@pytest.fixture
def origin(version: str, sandbox: Sandbox) -> Iterator[str]:
    """The origin of a host application that issues Connect tokens for the user ada."""
    client = sandbox.client()

    def create_token(origin: str) -> dict[str, str]:
        token = client.tokens.create(external_user_id="ada", allowed_origins=[origin])
        return {name: str(value) for name, value in token.to_dict().items()}

    script = bundle(_FOLDER / "app.jsx", required_packages(_FOLDER / VERSIONS[version]))
    with host_app(create_token, _FOLDER / "page.html", script) as origin:
        yield origin


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A browser for all tests of the folder, since it takes seconds to start; each test has tabs of its own."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, origin: str, served: Served) -> Iterator[Page]:
    """A tab with the host application. The test fails if a script fails."""
    script_errors: list[str] = []
    with tab(browser, height=1200) as page:
        page.on("pageerror", lambda error: script_errors.append(str(error)))
        page.goto(f"{origin}/?service={served.base_url.removeprefix('https://')}")
        yield page
    assert script_errors == []
