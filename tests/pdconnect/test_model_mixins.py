"""Methods of models: the link to connect an account, and failures in a successful response."""

from __future__ import annotations

import pickle

import httpx
import pytest

import pdconnect
from pdconnect.models import ConnectToken, RunActionResult
from tests.fake_api import FakeApi

LINK = "https://pipedream.com/_static/connect.html?token=ctok_x&connectLink=true"


def token(link: str = LINK) -> ConnectToken:
    return ConnectToken.from_dict(
        {"token": "ctok_x", "expires_at": "2026-01-15T10:00:00.000Z", "connect_link_url": link}
    )


@pytest.mark.parametrize(
    ("link", "oauth_app_id", "expected"),
    [
        (LINK, None, f"{LINK}&app=slack"),
        (LINK, "oa_1", f"{LINK}&app=slack&oauthAppId=oa_1"),
        (f"{LINK}&app=old", None, f"{LINK}&app=slack"),
        ("https://example.com/connect#top", None, "https://example.com/connect?app=slack#top"),
    ],
)
def test_a_connect_link_names_the_app_and_the_client(link: str, oauth_app_id: str | None, expected: str) -> None:
    assert token(link).connect_link(app="slack", oauth_app_id=oauth_app_id) == expected


def test_values_are_encoded_and_checked() -> None:
    assert token().connect_link(app="a&b=c#d").endswith("&app=a%26b%3Dc%23d")
    with pytest.raises(pdconnect.InvalidArgumentError, match="app"):
        token().connect_link(app="")
    with pytest.raises(pdconnect.InvalidArgumentError, match="connect_link_url"):
        ConnectToken.from_dict({"token": "t"}).connect_link(app="slack")


def run(os: object) -> RunActionResult:
    api = FakeApi(lambda request: httpx.Response(200, json={"exports": {}, "os": os, "ret": None}))
    return api.client().actions.run(id="a", external_user_id="u", check=False)


def test_an_action_that_failed_in_a_successful_response() -> None:
    failed = {"k": "error", "ts": 1, "err": {"name": "TypeError", "message": "no channel", "stack": "..."}}
    result = run([{"k": "console.log", "ts": 0, "msg": "hi"}, failed])
    assert [error.to_dict() for error in result.errors] == [failed]
    with pytest.raises(pdconnect.ActionFailedError, match="TypeError: no channel") as caught:
        result.raise_for_error()
    assert caught.value.errors == result.errors
    assert caught.value.body == result.to_dict()
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


@pytest.mark.parametrize("os", [[], None, [{"k": "console.log", "ts": 0}], "text", [None, 3]])
def test_an_action_that_did_not_fail_has_no_errors(os: object) -> None:
    result = run(os)
    assert result.errors == []
    result.raise_for_error()
