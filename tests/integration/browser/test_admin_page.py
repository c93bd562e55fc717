"""The admin page, used as a person would."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

import pdconnect
from pdconnect.sandbox import Sandbox, Served

from ..contract_tools.npm import required_packages

VIEWS = ("Overview", "Users and accounts", "Triggers and events", "Requests", "Faults", "Time", "Settings")


@pytest.fixture
def served(sandbox: Sandbox) -> Iterator[Served]:
    with sandbox.serve() as served:
        yield served


@pytest.fixture
def client(sandbox: Sandbox, served: Served) -> Iterator[pdconnect.Client]:
    """A program that uses the sandbox while the page is open."""
    settings = sandbox.settings
    with (
        httpx.Client(trust_env=False) as http,
        pdconnect.Client(
            project_id=settings.project_id,
            client_id=settings.client_id,
            client_secret=settings.client_secret,
            environment="development",
            base_url=served.base_url,
            http_client=http,
            max_retries=0,
        ) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def axe() -> str:
    return (required_packages(Path(__file__).parent) / "axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def page(browser: Browser, served: Served, console_errors: list[str]) -> Iterator[Page]:
    """The admin page, opened by the address of the sandbox; the test fails if it logs an error."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.on("pageerror", lambda error: console_errors.append(str(error)))
    page.on("console", lambda line: console_errors.append(line.text) if line.type == "error" else None)
    page.goto(served.base_url)
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    expect(page.locator("#connection")).to_have_text("live")
    yield page
    context.close()
    assert console_errors == []


def open_view(page: Page, name: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", name=name, level=1, exact=True)).to_be_visible()


def row(page: Page, text: str) -> Any:
    return page.get_by_role("row").filter(has_text=text)


def choose(page: Page, button: str) -> None:
    page.get_by_role("dialog").get_by_role("button", name=button, exact=True).click()


def fill_sandbox(sandbox: Sandbox, client: pdconnect.Client) -> str:
    """Add one of each: accounts, a trigger, tokens, a webhook request, requests, a fault. Return the id of the trigger."""
    sandbox.add_account(app="slack", external_user_id="<script>alert(1)</script>")
    every = {"cron": {"intervalSeconds": 900}}
    trigger = client.triggers.deploy(
        id="schedule-custom-interval",
        external_user_id="ada",
        configured_props=every,
        webhook_url="https://hooks.example.com/",
    )
    client.tokens.create(external_user_id="u" * 250)
    sandbox.emit(str(trigger.id), {"a": "b" * 300})
    with pytest.raises(pdconnect.NotFoundError):
        client.accounts.retrieve("apn_nothing")
    sandbox.faults(status=503, operation="users.*")
    return str(trigger.id)


def test_a_person_finds_out_why_a_request_was_refused(page: Page, client: pdconnect.Client) -> None:
    with pytest.raises(pdconnect.NotFoundError):
        client.accounts.retrieve("apn_nothing")
    client.accounts.list()
    refused = page.get_by_role("table", name="Requests that were refused")
    expect(refused).to_contain_text("there is no such account in development")
    refused.get_by_role("link").click()
    expect(page.locator("#opened")).to_contain_text("Refused: path.account_id: there is no such account")
    expect(page.locator("#opened-title")).to_be_focused()
    expect(page.get_by_role("region", name="Request", exact=True)).to_contain_text("authorization: Bearer ***")
    expect(page.get_by_role("region", name="Response", exact=True)).to_contain_text('"error": "path.account_id')
    page.get_by_role("button", name="Copy as curl").click()
    expect(page.locator("#toast")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "/accounts/apn_nothing" in copied
    assert '"Authorization: Bearer $PIPEDREAM_ACCESS_TOKEN"' in copied
    page.get_by_role("link", name="Close").click()
    expect(page.locator("#opened-title")).to_have_count(0)
    page.go_back()
    expect(page.locator("#opened-title")).to_be_visible()


def test_requests_appear_live_and_are_filtered(page: Page, client: pdconnect.Client) -> None:
    open_view(page, "Requests")
    rows = page.locator("#requests tbody tr")
    client.accounts.list()
    expect(rows).to_have_count(2)
    page.get_by_label("Operation").fill("users")
    expect(rows).to_have_count(0)
    client.users.list()
    expect(rows).to_have_count(1)
    assert "operation=users" in page.url
    page.get_by_label("Operation").fill("")
    page.get_by_label("Status").select_option("refused")
    expect(page.locator("#requests")).to_contain_text("No request matches.")
    page.get_by_label("Text").fill("nothing")
    with pytest.raises(pdconnect.NotFoundError):
        client.accounts.retrieve("apn_nothing")
    expect(rows).to_have_count(1)
    expect(page.get_by_label("Text")).to_be_focused()
    page.reload()
    expect(rows).to_have_count(1)
    expect(page.get_by_label("Text")).to_have_value("nothing")


def test_an_operation_fails_with_one_click_from_its_row(page: Page, client: pdconnect.Client) -> None:
    client.accounts.list()
    open_view(page, "Requests")
    row(page, "accounts_list").get_by_role("button", name="Fail this operation").click()
    expect(page.locator("#toast")).to_contain_text("The next accounts_list fails")
    with pytest.raises(pdconnect.ServerError):
        client.accounts.list()
    client.accounts.list()
    expect(page.locator("#requests")).to_contain_text("simulated fault: status 503")


def test_revoking_and_expiring_ask_first(page: Page, sandbox: Sandbox, client: pdconnect.Client) -> None:
    account = sandbox.add_account(app="slack", external_user_id="<script>alert(1)</script>")
    open_view(page, "Users and accounts")
    row(page, account.id).get_by_role("button", name="Revoke").click()
    expect(page.get_by_role("dialog")).to_contain_text("of <script>alert(1)</script>?")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert client.accounts.retrieve(account.id).dead is False
    row(page, account.id).get_by_role("button", name="Revoke").click()
    choose(page, "Cancel")
    assert client.accounts.retrieve(account.id).dead is False
    row(page, account.id).get_by_role("button", name="Revoke").click()
    choose(page, "Revoke")
    expect(row(page, account.id)).to_contain_text("revoked")
    assert client.accounts.retrieve(account.id).dead is True
    tokens = page.get_by_role("table", name="Tokens")
    tokens.get_by_role("button", name="Expire").first.click()
    choose(page, "Expire")
    expect(tokens.locator("tbody")).to_contain_text("expired")


def test_time_is_advanced_from_the_row_that_it_concerns(page: Page, sandbox: Sandbox, client: pdconnect.Client) -> None:
    trigger = fill_sandbox(sandbox, client)
    open_view(page, "Triggers and events")
    row(page, trigger).get_by_role("button", name="Advance to it").click()
    expect(page.get_by_role("table", name="Webhook requests").locator("tbody tr")).to_have_count(2)
    open_view(page, "Time")
    page.get_by_role("button", name="1 hour").click()
    expect(page.locator("#now")).to_contain_text(re.compile("1:1[45]:[0-9]+ were skipped"))
    page.get_by_label("Days").fill("2")
    page.get_by_role("button", name="Advance", exact=True).click()
    expect(page.locator("#now")).to_contain_text("2 days")


def test_an_event_is_emitted_from_the_row_of_its_trigger(
    page: Page, sandbox: Sandbox, client: pdconnect.Client
) -> None:
    trigger = fill_sandbox(sandbox, client)
    open_view(page, "Triggers and events")
    field = page.get_by_label(f"Event of {trigger}")
    field.fill("{wrong")
    row(page, trigger).get_by_role("button", name="Emit").click()
    expect(page.get_by_role("alert")).to_contain_text("The event is not JSON")
    field.fill('{"typed": [1]}')
    client.accounts.list()  # the page is updated, and what was typed stays
    expect(page.locator("#view-requests .count")).to_have_text(str(len(sandbox.request_log)))
    expect(field).to_have_value('{"typed": [1]}')
    row(page, trigger).get_by_role("button", name="Emit").click()
    expect(page.get_by_role("table", name="Webhook requests").locator("tbody tr")).to_have_count(2)
    expect(page.get_by_role("alert")).to_have_count(0)
    assert sandbox.deliveries[-1].json() == {"typed": [1]}


def test_the_selection_in_a_field_stays_when_the_page_is_updated(
    page: Page, sandbox: Sandbox, client: pdconnect.Client
) -> None:
    trigger = fill_sandbox(sandbox, client)
    open_view(page, "Triggers and events")
    field = page.get_by_label(f"Event of {trigger}")
    field.fill('{"first": 1}')
    # By the focus, since an update can replace the field between finding it and calling a function with it.
    focused = "document.activeElement"
    page.evaluate(f"{focused}.setSelectionRange(2, 7, 'backward'); {focused}.old = true")
    fill_sandbox(sandbox, client)
    expect(page.locator("textarea")).to_have_count(2)
    attributes = ("selectionStart", "selectionEnd", "selectionDirection", "old")
    assert page.evaluate(f"[{', '.join(f'{focused}.{name}' for name in attributes)}]") == [2, 7, "backward", None]
    page.keyboard.type("second")
    expect(field).to_have_value('{"second": 1}')


def test_an_error_does_not_replace_the_page(page: Page, console_errors: list[str]) -> None:
    open_view(page, "Faults")
    page.get_by_label("Operation").first.fill("nothing.at_all")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("there is no operation nothing_at_all")
    expect(page.get_by_label("Operation").first).to_have_value("nothing.at_all")
    page.get_by_role("button", name="Dismiss").click()
    page.get_by_label("Operation").first.fill("accounts.*")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#faults tbody tr")).to_contain_text("accounts_*")
    page.get_by_role("button", name="End", exact=True).click()
    expect(page.locator("#faults")).to_contain_text("No fault is active")
    assert [error for error in console_errors if "400" not in error] == []
    console_errors.clear()


def test_an_account_is_connected_and_everything_is_deleted(page: Page, client: pdconnect.Client) -> None:
    open_view(page, "Users and accounts")
    page.get_by_label("App", exact=True).fill("slack")
    page.get_by_label("User", exact=True).fill("ada")
    page.get_by_role("button", name="Connect").click()
    expect(page.locator("#accounts tbody tr")).to_contain_text("ada")
    assert [account.external_id for account in client.accounts.list()] == ["ada"]
    open_view(page, "Settings")
    page.get_by_role("button", name="Reset the sandbox").click()
    choose(page, "Reset the sandbox")
    expect(page.locator("#view-users .count")).to_have_text("0")


def test_the_page_works_with_the_keyboard_alone(page: Page, client: pdconnect.Client) -> None:
    client.accounts.list()
    expect(row(page, "accounts_list")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    link = row(page, "accounts_list").get_by_role("link")
    for _ in range(12):
        if link.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    client.users.list()  # the page is updated, and the focus stays
    expect(row(page, "users_list")).to_be_visible()
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#opened-title")).to_contain_text("/accounts")


def test_the_page_says_whether_it_is_live(page: Page, client: pdconnect.Client, console_errors: list[str]) -> None:
    page.route("**/_sandbox/live", lambda route: route.abort())
    page.reload()
    expect(page.locator("#connection")).to_have_text("not live")
    client.accounts.list()
    page.unroute("**/_sandbox/live")
    expect(page.locator("#connection")).to_have_text("live")
    expect(row(page, "accounts_list")).to_be_visible()
    console_errors.clear()


@pytest.mark.parametrize(("width", "colors"), [(390, "light"), (820, "dark"), (1440, "light")])
def test_every_view_is_accessible_and_fits(
    browser: Browser, served: Served, sandbox: Sandbox, client: pdconnect.Client, axe: str, width: int, colors: Any
) -> None:
    fill_sandbox(sandbox, client)
    context = browser.new_context(color_scheme=colors, viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.add_init_script(axe)
    page.goto(f"{served.base_url}/_sandbox")
    for view in VIEWS:
        open_view(page, view)
        if view == "Requests":
            row(page, "accounts_retrieve").get_by_role("link").click()
            expect(page.locator("#opened-title")).to_be_visible()
        found = page.evaluate("axe.run().then((result) => result.violations)")
        problems = [(item["id"], [node["html"] for node in item["nodes"]]) for item in found]
        assert (view, problems) == (view, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view
    context.close()


def test_the_sandbox_stops_at_once_while_the_page_is_open(browser: Browser) -> None:
    # A busy machine only adds to the time, so the shortest of several counts. It is half a second on an idle machine.
    assert any(seconds_to_stop(browser) < 1.0 for _ in range(5))


def seconds_to_stop(browser: Browser) -> float:
    """Return how long a sandbox takes to stop while its page is open three times."""
    context = browser.new_context()
    with Sandbox().serve() as served:
        pages = [context.new_page() for _ in range(3)]
        for page in pages:
            page.goto(served.base_url)
            expect(page.locator("#connection")).to_have_text("live")
        start = time.perf_counter()
    seconds = time.perf_counter() - start
    expect(pages[-1].locator("#connection")).to_have_text("not live")
    context.close()
    return seconds
