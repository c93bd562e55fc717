from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page

import pdconnect
from pdconnect.sandbox import Sandbox, Served

from ..contract_tools.npm import required_packages
from ..official_sdks import FOLDER as OFFICIAL_SDK
from .chromium import chromium, tab
from .host_app import bundle, host_app

_HERE = Path(__file__).parent


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox()


@pytest.fixture
def served(sandbox: Sandbox) -> Iterator[Served]:
    """The sandbox over TLS: the browser SDK opens the Connect page only over TLS."""
    with sandbox.serve(tls=True) as served:
        yield served


@pytest.fixture
def client(sandbox: Sandbox, served: Served) -> Iterator[pdconnect.Client]:
    """The client that the server of the host application uses."""
    trust = ssl.create_default_context(cafile=served.ca_file)
    settings = sandbox.settings
    with (
        httpx.Client(verify=trust, trust_env=False) as http,
        pdconnect.Client(
            project_id=settings.project_id,
            client_id=settings.client_id,
            client_secret=settings.client_secret,
            environment="development",
            base_url=served.base_url,
            http_client=http,
        ) as client,
    ):
        yield client


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A browser for all tests of the folder, since it takes seconds to start; each test has tabs of its own."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def console_errors() -> list[str]:
    """Script errors, and violations of the content security policy. A test that expects some clears the list."""
    return []


@pytest.fixture
def page(browser: Browser, console_errors: list[str]) -> Iterator[Page]:
    """A tab; the test fails if it logs an error."""
    with tab(browser) as page:
        page.on("pageerror", lambda error: console_errors.append(str(error)))
        page.on("console", lambda line: console_errors.append(line.text) if line.type == "error" else None)
        yield page
    assert console_errors == []


@pytest.fixture
def allowed_origin() -> str | None:
    """The origin that the tokens of the host application allow; None for the origin of the application itself."""
    return None


@pytest.fixture
def host(client: pdconnect.Client, allowed_origin: str | None) -> Iterator[str]:
    """The origin of a host application that issues Connect tokens for the user ada."""

    def create_token(origin: str) -> dict[str, str]:
        token = client.tokens.create(external_user_id="ada", allowed_origins=[allowed_origin or origin])
        return {name: str(value) for name, value in token.to_dict().items()}

    script = bundle(_HERE / "host_app.js", required_packages(OFFICIAL_SDK))
    with host_app(create_token, _HERE / "host_page.html", script) as origin:
        yield origin
