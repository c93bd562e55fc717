"""What a sandbox stores and what a request costs do not grow with what has expired, or with the data of others."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import pytest

from pdconnect.sandbox import Sandbox
from pdconnect_sandbox.service.auth import issue_access_token, issue_connect_token
from pdconnect_sandbox.service.mask import Mask
from pdconnect_sandbox.state.expiring import CAPACITY, Expiring
from pdconnect_sandbox.state.secrets import Secrets
from pdconnect_sandbox.state.state import State

from ..cases import for_each
from .helpers import Clock, Http, component_request, connected, ok, sign_in


def state_of(sandbox: Sandbox) -> State:
    return sandbox._state  # pyright: ignore[reportPrivateUsage]


# ---- records that expire


@pytest.mark.slow
def test_expired_tokens_are_dropped(sandbox: Sandbox, clock: Clock) -> None:
    state = state_of(sandbox)
    environment = state.home.environments["development"]
    for _ in range(20_000):
        clock.now += 10
        issue_connect_token(state, environment, {"external_user_id": "jay"})
        issue_access_token(state, ("*",))
    assert len(state.connect_tokens) < 2 * 1440 + 2000  # those of 4 hours are still valid
    assert len(state.access_tokens) < 2 * 360 + 2000


@pytest.mark.slow
def test_tokens_that_are_valid_are_limited_in_number() -> None:
    tokens = Expiring[float](lambda expires_at: expires_at)
    for number in range(2 * CAPACITY):
        tokens.put(f"t{number}", 1.0, 0.0)
    assert CAPACITY <= len(tokens) <= 1.2 * CAPACITY
    assert f"t{2 * CAPACITY - 1}" in tokens
    assert "t0" not in tokens


def test_only_expired_records_are_dropped_below_the_limit() -> None:
    tokens = Expiring[float](lambda expires_at: expires_at)
    for number in range(50_000):
        tokens.put(f"t{number}", float(number % 2), 0.5)
    assert sum(tokens.values()) == 25_000


def test_an_expired_token_is_still_named_as_such(sandbox: Sandbox, http: Http) -> None:
    sandbox.expire_tokens()
    assert "has expired" in http.get("~/accounts").json()["error"]


def test_windows_files_and_reloads_are_limited(sandbox: Sandbox, http: Http, clock: Clock) -> None:
    state = state_of(sandbox)
    environment = state.home.environments["development"]
    slack = connected(sandbox, "slack")
    ok(http.post("~/actions/props", component_request("slack-send-message", {"slack": slack})))
    ok(http.post("~/actions/run", component_request("sandbox_utils-write-report", {"lines": ["a"]}, stash_id="NEW")))
    for records in (state.windows, state.tickets, environment.stashes, environment.dynamic_props):
        assert isinstance(records, Expiring)


# ---- time of a request


def best_of(run: Callable[[], object]) -> float:
    times: list[float] = []
    for _ in range(15):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def requests_of_one_user(others: int) -> dict[str, Callable[[], object]]:
    """Return requests of one user to a sandbox with accounts of many others."""
    sandbox = Sandbox(development_users=None)
    http = sign_in(sandbox)
    for number in range(others):
        sandbox.add_account(app="slack", external_user_id=f"user-{number}")
    account = connected(sandbox, "slack", "jay")["authProvisionId"]

    def connect_and_list() -> None:
        connected(sandbox, "zendesk", "ada")
        ok(http.get("~/accounts", external_user_id="jay"))

    return {
        "list": lambda: ok(http.get("~/accounts", external_user_id="jay")),
        "all of a user": lambda: ok(http.get("~/users/jay/accounts")),
        "one": lambda: ok(http.get(f"~/accounts/{account}")),
        "connect and list": connect_and_list,
        "triggers": lambda: ok(http.get("~/deployed-triggers", external_user_id="jay")),
    }


@pytest.mark.slow
def test_requests_of_one_user_do_not_slow_down_with_the_accounts_of_others() -> None:
    few, many = requests_of_one_user(0), requests_of_one_user(20_000)
    for name in few:
        assert best_of(many[name]) < 3 * best_of(few[name]) + 0.002, name


@pytest.mark.slow
def test_the_admin_page_does_not_slow_down_with_the_number_of_accounts() -> None:
    def time_of_page(accounts: int) -> float:
        sandbox = Sandbox(development_users=None)
        for number in range(accounts):
            sandbox.add_account(app="slack", external_user_id=f"user-{number}")
        http = Http(sandbox, None, None)
        return best_of(lambda: http.get("/_sandbox", view="users"))

    assert time_of_page(5_000) < 1.5 * time_of_page(60) + 0.005


@pytest.mark.slow
@pytest.mark.one_python
@pytest.mark.parametrize("secret", ["sk_live_{0:08}", "{0:08}-secret", "{1}{0}"])
def test_masking_does_not_slow_down_with_many_secrets(secret: str) -> None:
    text = "sk_live_ " + "some words of a message " * 400
    times: list[float] = []
    for number in (10, 50_000):
        secrets = Secrets()
        for index in range(number):
            secrets.add(secret.format(index, "x" * (index % 40 + 4)))
        mask = Mask(frozenset(), secrets)
        assert mask.text(f"a {secret.format(7, 'x' * 11)} b") == "a *** b"
        times.append(best_of(partial(mask.text, text)))
    assert times[1] < 5 * times[0] + 0.001


@for_each(
    ("secrets", "text", "masked"),
    [
        (["abcd"], "abcd", "***"),
        (["abcd"], "xabcdabcdx", "x******x"),
        (["abcd", "abcdef"], "abcdef abcde", "*** ***e"),
        (["bcde", "abcd"], "abcde", "***e"),
        (["abc"], "abc", "***"),
        (["abc"], "abcd", "abcd"),
        (["\u00e4\u00f6\u00fc\u00df"], "x\u00e4\u00f6\u00fc\u00dfx", "x***x"),
        ([], "abcd", "abcd"),
        (["abcd"], "", ""),
        (["abcd"], "abc", "abc"),
    ],
)
def test_every_secret_in_a_text_is_masked(secrets: list[str], text: str, masked: str) -> None:
    known = Secrets()
    for secret in secrets:
        known.add(secret)
    assert Mask(frozenset(), known).text(text) == masked
