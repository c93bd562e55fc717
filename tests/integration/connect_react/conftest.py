from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pdconnect.sandbox import Sandbox, Served

from ..browser.chromium import chromium, tab
from ..browser.host_app import host_app
from ..contract_tools.npm import ENVIRONMENT, required_packages

_FOLDER = Path(__file__).parent
VERSIONS = {"connect-react 2.8.0": "v2", "connect-react 3.0.1": "v3"}


@cache
def bundle(version: str) -> Path:
    """Return the folder of the packages of a version, with the host application bundled in it."""
    modules = required_packages(_FOLDER / VERSIONS[version])
    source = shutil.copy(_FOLDER / "app.jsx", modules / "host_application.jsx")
    options = ["--bundle", "--format=esm", '--define:process.env.NODE_ENV="production"', "--log-level=warning"]
    line = [str(modules / ".bin/esbuild"), str(source), f"--outfile={modules / 'bundle/app.js'}", *options]
    subprocess.run(line, env=ENVIRONMENT, check=True, timeout=300)
    return modules


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

    with host_app(bundle(version), create_token, _FOLDER / "page.html") as origin:
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
