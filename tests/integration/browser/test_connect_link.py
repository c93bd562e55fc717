"""The Connect link, opened by a user in a browser."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

import pdconnect


def link(client: pdconnect.Client, host: str, app: str = "slack", **more: Any) -> str:
    targets = {"success_redirect_uri": f"{host}/yes", "error_redirect_uri": f"{host}/no"}
    return client.tokens.create(external_user_id="ada", **{**targets, **more}).connect_link(app=app)


def test_allowing_redirects_to_the_success_address(page: Page, host: str, client: pdconnect.Client) -> None:
    address = link(client, host)
    page.goto(address)
    expect(page.get_by_role("heading", name="Connect Slack")).to_be_visible()
    expect(page.get_by_role("button", name="Close")).to_have_count(0)
    page.get_by_role("button", name="Allow").click()
    page.wait_for_url(f"{host}/yes")
    assert len(list(client.accounts.list(external_user_id="ada"))) == 1
    assert page.evaluate("document.referrer") == ""
    page.goto(address)
    page.wait_for_url(f"{host}/no")


def test_denying_redirects_to_the_error_address(page: Page, host: str, client: pdconnect.Client) -> None:
    page.goto(link(client, host))
    page.get_by_role("button", name="Deny").click()
    page.wait_for_url(f"{host}/no")
    assert list(client.accounts.list()) == []


def test_without_redirects_the_page_shows_the_result(
    page: Page, client: pdconnect.Client, console_errors: list[str]
) -> None:
    page.goto(client.tokens.create(external_user_id="ada").connect_link_url)
    page.get_by_role("link", name="Zendesk").click()
    page.get_by_label("Subdomain").fill("acme")
    page.get_by_role("button", name="Connect").click()
    assert page.get_by_label("API token").evaluate("input => input.validity.valueMissing")
    page.get_by_label("API token").fill("t")
    page.get_by_role("button", name="Connect").click()
    [account] = client.accounts.list()
    expect(page.get_by_role("main")).to_contain_text(account.id)
    page.goto(page.url)
    expect(page.get_by_role("alert")).to_contain_text("connected with this Connect token already")
    assert [message for message in console_errors if "410" not in message] == []
    console_errors.clear()


def test_the_user_can_try_again_after_denying(page: Page, client: pdconnect.Client) -> None:
    page.goto(client.tokens.create(external_user_id="ada").connect_link(app="slack"))
    page.get_by_role("button", name="Deny").click()
    page.get_by_role("link", name="Try again").click()
    page.get_by_role("button", name="Allow").click()
    expect(page.get_by_role("heading", name="Connected", exact=True)).to_be_visible()


def test_long_names_stay_on_the_page(page: Page, client: pdconnect.Client) -> None:
    page.set_viewport_size({"width": 320, "height": 600})
    page.goto(client.tokens.create(external_user_id="u" * 250).connect_link(app="zendesk"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
