"""The vendor's React components in Chromium: choose an app and an action, connect an account, fill in the form, run it."""

from __future__ import annotations

import json
import re
from collections.abc import Generator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pdconnect.sandbox import Sandbox

FRAME = "iframe[title='Pipedream Connect']"


class Form:
    """The form of a component."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._form = page.locator("#form")

    def choose_component(self, app: str, component: str) -> None:
        """Search for an app and for one of its actions, and choose them."""
        for section, text in (("#app", app), ("#component", component)):
            field = self._page.locator(f"{section} input").first
            field.click()
            field.fill(text)
            found = re.compile(rf"results? available for search term {text}\.")
            expect(self._page.locator(section)).to_contain_text(found)
            field.press("Enter")

    def connect(self, app: str) -> None:
        """Connect an account in the frame that the form opens."""
        self._form.get_by_role("button", name=f"Connect {app}").click()
        self._page.frame_locator(FRAME).get_by_role("button", name="Allow").click()
        expect(self._page.locator(FRAME)).to_have_count(0)

    def select(self, label: str, option: str) -> None:
        """Choose an option that the service lists."""
        field = self._form.get_by_label(label, exact=True)
        expect(field).to_be_enabled()
        field.click()
        self._page.get_by_role("option", name=option, exact=True).click()

    def fill(self, label: str, text: str) -> None:
        """Fill in a text."""
        self._form.get_by_label(label, exact=True).fill(text)

    def add(self, label: str, text: str) -> None:
        """Add a text to a list of texts, whose field has a label that is not connected with it."""
        field = self._form.locator(".field", has=self._page.get_by_text(label, exact=True)).locator("input").last
        field.fill(text)
        field.press("Tab")

    def submit(self) -> Any:
        """Return the result of the action."""
        self._form.get_by_role("button", name="Submit").click()
        expect(self._page.locator("#result")).not_to_be_empty(timeout=20_000)
        return json.loads(self._page.locator("#result").inner_text())


@pytest.fixture
def form(page: Page) -> Form:
    return Form(page)


@pytest.fixture(autouse=True)
def no_request_is_rejected(sandbox: Sandbox, page: Page) -> Generator[None]:
    yield
    assert [entry for entry in sandbox.request_log if entry.status >= 300] == []


def test_a_message_is_sent(form: Form) -> None:
    form.choose_component("Slack", "Send Message")
    form.connect("Slack")
    form.select("Channel", "#general")
    form.fill("Text", "Hi from React")
    assert form.submit()["ret"]["text"] == "Hi from React"


def test_a_row_is_added_with_dynamic_props(form: Form, sandbox: Sandbox) -> None:
    form.choose_component("Google Sheets", "Add Single Row")
    form.connect("Google Sheets")
    form.select("Spreadsheet", "Orders 2024")
    form.select("Worksheet(s)", "Orders")
    form.add("Values", "a cell")  # a prop that the service adds after the choice of the worksheet
    assert form.submit()["ret"]
    [request] = sandbox.calls("actions.run")
    assert request.body["configured_props"]["myColumnData"] == ["a cell"]
    assert request.body["dynamic_props_id"]


def test_commits_are_listed(form: Form) -> None:
    form.choose_component("GitLab", "List Commits")
    form.connect("GitLab")
    form.select("Project ID", "jverce/foo-massive-10231-1")
    result = form.submit()
    assert result["ret"][0]["title"] == "Initial commit"
