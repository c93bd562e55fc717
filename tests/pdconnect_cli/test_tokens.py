"""Connect tokens: the link, the browser, and waiting for the account."""

from __future__ import annotations

import httpx
import pytest

from pdconnect.cli import System
from pdconnect.sandbox import Sandbox

from .running import Time, run


class Browser(list[str]):
    """Records the URLs to open."""

    def __call__(self, url: str) -> bool:
        self.append(url)
        return True


def test_the_link_is_printed_and_works(http_client: httpx.Client, logged_in: None) -> None:
    ended = run("tokens", "create", "--user", "user-1", "--app", "slack").ok()
    (link,) = ended.out.splitlines()
    assert httpx.URL(link).params["app"] == "slack"
    assert "ctok_" not in ended.err
    assert http_client.post(link, data={"decision": "allow"}).is_success
    assert [row[1] for row in run("accounts", "list", "-u", "user-1").ok().rows] == ["slack"]


def test_json_contains_the_token(logged_in: None) -> None:
    found = run("tokens", "create", "--user", "user-1", "--json").ok().json
    assert found["token"].startswith("ctok_")
    assert found["token"] in found["connect_link_url"]


def test_open_opens_the_link_in_the_browser(http_client: httpx.Client, logged_in: None) -> None:
    opened = Browser()
    ended = run(
        "tokens", "create", "-u", "user-1", "--open", system=System(open_browser=opened, http_client=http_client)
    )
    assert opened == ended.ok().out.splitlines()
    without = run(
        "tokens",
        "create",
        "-u",
        "user-1",
        "--open",
        system=System(open_browser=lambda url: False, http_client=http_client),
    ).ok()
    assert "Could not open a browser" in without.err


def test_wait_for_the_account(sandbox: Sandbox, http_client: httpx.Client, logged_in: None) -> None:
    sandbox.add_account(app="slack", external_user_id="user-1")
    links = Browser()
    time = Time(lambda: None, lambda: http_client.post(links[0], data={"decision": "allow"}))
    system = System(now=time, sleep=time.sleep, open_browser=links, http_client=http_client)
    ended = run("tokens", "create", "-u", "user-1", "--app", "slack", "--open", "--wait", system=system).ok()
    assert ended.out.splitlines()[0] == links[0]
    account = ended.out.splitlines()[1]
    assert account == run("accounts", "list").ok().rows[-1][0]
    assert len(time.slept) == 2


def test_wait_with_json_prints_the_account_and_shows_the_link(
    sandbox: Sandbox, http_client: httpx.Client, logged_in: None
) -> None:
    time = Time(lambda: sandbox.add_account(app="slack", external_user_id="user-1"))
    system = System(now=time, sleep=time.sleep, http_client=http_client)
    ended = run("tokens", "create", "-u", "user-1", "--app", "slack", "--wait", "--json", system=system).ok()
    assert ended.json["account"]["app"]["name_slug"] == "slack"
    assert ended.json["connect_link_url"] in ended.err, "the user needs the link while the command waits"


def test_wait_until_the_timeout(sandbox: Sandbox, http_client: httpx.Client, logged_in: None) -> None:
    sandbox.add_account(app="slack", external_user_id="user-1")
    time = Time(lambda: sandbox.add_account(app="gitlab", external_user_id="user-1"))
    system = System(now=time, sleep=time.sleep, http_client=http_client)
    ended = run("tokens", "create", "-u", "user-1", "--app", "slack", "--wait", "--timeout", "60", system=system)
    assert ended.code == 11
    assert sum(time.slept) == 60
    assert "within 60 seconds" in ended.err


@pytest.mark.parametrize("arguments", [["--user", ""], ["-u", "x" * 251]])
def test_invalid_arguments_send_nothing(arguments: list[str], sandbox: Sandbox, logged_in: None) -> None:
    assert run("tokens", "create", *arguments).code == 2
    assert not sandbox.request_log
