"""The FastAPI application, used as a person would: connect in the browser, run an action, receive events."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import expect

from pdconnect.sandbox import Sandbox

from ..browser.chromium import chromium, tab
from ..serving import serving_at


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox()


@pytest.fixture
def url(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The application, with the sandbox as its service."""
    with sandbox.serve() as served:
        for name, value in served.environment_variables.items():
            monkeypatch.setenv(name, value)

        def application(url: str) -> object:
            monkeypatch.setenv("APP_URL", url)
            monkeypatch.setenv("CONNECTION_SECRET", "s3cret-of-the-test")
            from examples.fastapi_app import app

            return importlib.reload(app).app

        with serving_at(application) as url:
            yield url


def test_a_user_connects_runs_and_follows_events(sandbox: Sandbox, url: str) -> None:
    with chromium() as browser, tab(browser) as page:
        page.goto(url)
        page.get_by_role("button", name="Connect GitLab").click()
        page.get_by_role("button", name="Allow").click()
        page.get_by_role("button", name="Choose a project").click()
        page.get_by_label("Project").select_option(index=0)
        page.get_by_role("button", name="Show commits").click()
        expect(page.get_by_role("listitem").first).to_be_visible()
        page.go_back()
        page.get_by_role("button", name="Follow issues").click()
        expect(page.get_by_text("Connected ")).to_be_visible()
        with sandbox.client() as client:
            trigger = client.deployed_triggers.list(external_user_id="user-1").first()
        assert trigger is not None
        [delivery] = sandbox.emit(trigger.id, {"title": "It <works>"})
        assert delivery.status == 204
        page.goto(url)
        expect(page.get_by_text("New issue: It <works>")).to_be_visible()


def test_forged_webhooks_change_nothing(url: str) -> None:
    with httpx.Client(base_url=url) as http:
        assert http.post("/events", json={"title": "forged"}).status_code == 401
        assert http.post("/connections/guessed", json={"event": "CONNECTION_SUCCESS"}).status_code == 404
        assert "forged" not in http.get("/").text
