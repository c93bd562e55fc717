"""The official browser SDK connects accounts with the sandbox's Connect page, and calls the API from a web page."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import FrameLocator, Page, expect

import pdconnect
from pdconnect.sandbox import Sandbox, Served

FRAME = "iframe[title='Pipedream Connect']"


@pytest.fixture
def open_host(page: Page, host: str, served: Served) -> OpenHost:
    return OpenHost(page, host, served)


class OpenHost:
    """Opens the page of the host application for an app."""

    def __init__(self, page: Page, host: str, served: Served) -> None:
        self._page = page
        self._host = host
        self._service = served.base_url.removeprefix("https://")

    def __call__(self, app: str, **more: str) -> FrameLocator:
        self._page.goto(f"{self._host}/?{urlencode({'service': self._service, 'app': app, **more})}")
        self._page.wait_for_selector("body[data-ready]")
        return self._page.frame_locator(FRAME)


def logged(page: Page) -> list[str]:
    return page.locator("#log li").all_inner_texts()


def test_an_account_is_connected_and_its_id_is_reported(
    page: Page, open_host: OpenHost, client: pdconnect.Client
) -> None:
    frame = open_host("slack")
    page.get_by_role("button", name="Connect").click()
    expect(frame.get_by_role("heading", name="Connect Slack")).to_be_visible()
    frame.get_by_role("button", name="Allow").click()
    expect(page.locator("#log li")).to_have_count(2)
    [account] = client.accounts.list(external_user_id="ada")
    assert logged(page) == [f"success {account.id}", "closed true true"]
    assert account.app is not None
    assert account.app.name_slug == "slack"
    expect(page.locator(FRAME)).to_have_count(0)


def test_a_form_can_be_filled_in_with_the_keyboard_only(
    page: Page, open_host: OpenHost, client: pdconnect.Client
) -> None:
    frame = open_host("zendesk")
    page.get_by_role("button", name="Connect").press("Enter")
    expect(frame.get_by_label("Subdomain")).to_be_visible()
    for _ in range(10):
        page.keyboard.press("Tab")
        if frame.get_by_label("Subdomain").evaluate("input => input === document.activeElement"):
            break
    page.keyboard.type("acme")
    page.keyboard.press("Tab")
    page.keyboard.type("canary-3")
    page.keyboard.press("Enter")
    expect(page.locator("#log li")).to_have_count(2)
    [account] = client.accounts.list(include_credentials=True)
    assert account.credentials == {"subdomain": "acme", "api_token": "canary-3", "locale": "en"}


def test_denying_is_an_error_that_the_user_closes(page: Page, open_host: OpenHost, client: pdconnect.Client) -> None:
    frame = open_host("slack")
    page.get_by_role("button", name="Connect").click()
    frame.get_by_role("button", name="Deny").click()
    expect(frame.get_by_role("alert")).to_have_text("You did not allow the connection.")
    assert logged(page) == ["error The user did not allow the connection"]
    frame.get_by_role("button", name="Close").click()
    expect(page.locator(FRAME)).to_have_count(0)
    assert logged(page)[1:] == ["closed false true"]
    assert list(client.accounts.list()) == []


def test_closing_connects_nothing(page: Page, open_host: OpenHost, client: pdconnect.Client) -> None:
    frame = open_host("slack")
    page.get_by_role("button", name="Connect").click()
    frame.get_by_role("button", name="Close").click()
    expect(page.locator("#log li")).to_have_text(["closed false false"])
    assert list(client.accounts.list()) == []


def test_escape_closes_the_frame_which_has_the_focus(page: Page, open_host: OpenHost, client: pdconnect.Client) -> None:
    frame = open_host("slack")
    page.get_by_role("button", name="Connect").press("Enter")
    expect(frame.get_by_role("heading", name="Connect Slack")).to_be_focused()
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
    page.keyboard.press("Escape")
    expect(page.locator("#log li")).to_have_text(["closed false false"])
    expect(page.locator(FRAME)).to_have_count(0)
    assert list(client.accounts.list()) == []


def test_the_close_button_can_be_hidden(page: Page, open_host: OpenHost) -> None:
    frame = open_host("slack", hideClose="true")
    page.get_by_role("button", name="Connect").click()
    expect(frame.get_by_role("button", name="Allow")).to_be_visible()
    expect(frame.get_by_role("button", name="Close")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(frame.get_by_role("button", name="Allow")).to_be_visible()
    assert logged(page) == []


def test_a_page_of_an_allowed_origin_may_call_the_api(page: Page, open_host: OpenHost, sandbox: Sandbox) -> None:
    account = sandbox.add_account(app="slack", external_user_id="ada")
    sandbox.add_account(app="slack", external_user_id="bob")
    open_host("slack")
    page.get_by_role("button", name="List").click()
    expect(page.locator("#log li")).to_have_text([f"accounts {account.id}"])


@pytest.mark.parametrize("allowed_origin", ["https://elsewhere.example.com"])
def test_pages_of_other_origins_can_neither_embed_the_connect_page_nor_call_the_api(
    page: Page, open_host: OpenHost, console_errors: list[str]
) -> None:
    frame = open_host("slack")
    page.get_by_role("button", name="List").click()
    expect(page.locator("#log li")).to_have_text([re.compile("refused .*")])
    with page.expect_console_message(lambda line: "frame-ancestors" in line.text):
        page.get_by_role("button", name="Connect").click()
    expect(frame.get_by_role("button", name="Allow")).to_have_count(0)
    assert any("blocked by CORS policy" in message for message in console_errors)
    console_errors.clear()
