"""No pickled error contains a credential that this process used, whichever error it is and wherever the service quotes the credential."""

from __future__ import annotations

import copy
import json
import os
import pickle
from collections.abc import Callable
from typing import Any

import anyio
import httpx
import pytest

import pdconnect
from pdconnect_api import redaction
from tests.fake_api import FakeApi

pytestmark = pytest.mark.slow  # every credential is searched for in every form of a pickle

SECRET, TOKEN = 'canary"secret/Ünï+7f3a', "canary-token-7f3a"
CTOK = "ctok_" + "ca" * 16
OTHER_SECRET = "canary-other-secret"
BEARER = "canary-own-bearer"
CANARIES = [SECRET, TOKEN, CTOK, OTHER_SECRET, BEARER]
QUOTE = " ".join(CANARIES)

Respond = Callable[[httpx.Request], httpx.Response]


@pytest.fixture(autouse=True)
def only_credentials_of_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the credentials of the tests before: each is searched for in all its spellings."""
    monkeypatch.setattr(redaction, "_known", {})


def responding(status: int, *, text: str | None = None, **values: Any) -> Respond:
    return lambda request: httpx.Response(status, text=text, **values)


QUOTED_IN_A_HEADER = {"x-echo": f"{TOKEN} and {BEARER}", "set-cookie": "session=canary-cookie", "x-request-id": TOKEN}
DEEP = '{"a":' * 400 + json.dumps(QUOTE) + "}" * 400
RESPONSES: dict[str, Respond] = {
    "error": responding(400, json={"error": QUOTE}),
    "error object": responding(422, json={"error": {"message": QUOTE, "details": [[QUOTE]]}}),
    "name of a member": responding(404, json={QUOTE: {"a": QUOTE}}),
    "escaped": responding(409, content=json.dumps({"error": QUOTE}, ensure_ascii=True)),
    "unauthorized": responding(401, json={"message": QUOTE}),
    "too many requests": responding(429, json={"error": QUOTE}, headers={"retry-after": "999"}),
    "server": responding(500, text=f"<html>{QUOTE}</html>"),
    "escaped text": responding(500, text="broken " + json.dumps(QUOTE)),
    "text that is cut": responding(500, text="x" * (2000 - len(TOKEN) + 2) + TOKEN),
    "header": responding(403, json={}, headers=QUOTED_IN_A_HEADER),
    "accepted": responding(202, json={"async_handle": QUOTE}),
    "not JSON": responding(200, text=QUOTE),
    "deep": responding(400, content=DEEP),
    "list": responding(400, json=[QUOTE, {"token": QUOTE}]),
}


CALLS: dict[str, Callable[[Any], Any]] = {
    "accounts": lambda client: client.accounts.retrieve("apn_1"),
    "argument": lambda client: client.oauth_apps.create(app="slack", client_secret=OTHER_SECRET),
    "path": lambda client: client.tokens.validate(CTOK),
    "workflow": lambda client: client.workflows.invoke(
        "enabc", auth_type="static_bearer_token", headers={"Authorization": f"Bearer {BEARER}"}
    ),
    "file": lambda client: client.file_stash.download_file("key", os.devnull),
}


def failure_of(respond: Respond, call: Callable[[Any], Any], *, is_async: bool) -> pdconnect.PdconnectError:
    api = FakeApi(respond)
    api.token_responder = lambda request: httpx.Response(200, json={"access_token": TOKEN, "expires_in": 3600})
    with pytest.raises(pdconnect.PdconnectError) as caught:
        if is_async:

            async def run() -> None:
                await call(api.async_client(client_secret=SECRET))

            anyio.run(run)
        else:
            call(api.client(client_secret=SECRET))
    return caught.value


def shown(value: Any) -> str:
    return (
        f"{value!r} {value} {vars(value)!r} {json.dumps(value.body, default=repr)} {vars(value).get('headers', {})!s}"
    )


def check(error: pdconnect.PdconnectError, *expected: str) -> None:
    """Check that a pickle of the error, or of its copy, contains none of the credentials."""
    for original in (error, copy.copy(error), copy.deepcopy(error)):
        pickled = pickle.dumps(original)
        restored = pickle.loads(pickled)
        assert type(restored) is type(error)
        for canary in expected or CANARIES:
            assert canary.encode() not in pickled
            assert json.dumps(canary)[1:-1].encode() not in pickled
            assert canary not in shown(restored)
        assert "canary-cookie" not in shown(restored)
        assert pickle.dumps(restored)


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize(
    ("name", "response"),
    [
        (name, response)
        for name in CALLS
        for response in RESPONSES
        if name not in ("workflow", "file")
        or response not in ("accepted", "not JSON")  # those are results of a raw call
    ],
)
def test_a_pickled_error_contains_no_credential_that_was_used(name: str, response: str, is_async: bool) -> None:
    error = failure_of(RESPONSES[response], CALLS[name], is_async=is_async)
    used = {"argument": OTHER_SECRET, "path": CTOK, "workflow": BEARER}.get(name)
    token = [] if name in ("workflow", "path") else [TOKEN]  # these calls need none
    check(error, SECRET, *token, *([used] if used else []))


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("status", [400, 401, 403, 429, 500, 200])
def test_a_pickled_error_of_the_token_endpoint_contains_no_secret(status: int, is_async: bool) -> None:
    def call(client: Any) -> Any:
        return client.accounts.retrieve("apn_1")

    def respond(request: httpx.Request) -> httpx.Response:
        return httpx.Response(status, json={"error_description": f"bad {SECRET}", "error": [SECRET]})

    api = FakeApi()
    api.token_responder = respond
    with pytest.raises(pdconnect.PdconnectError) as caught:
        if is_async:
            anyio.run(call, api.async_client(client_secret=SECRET))
        else:
            call(api.client(client_secret=SECRET))
    check(caught.value, SECRET)


ACTION_RESULTS: dict[str, dict[str, Any]] = {
    "os": {"os": [{"k": "error", "err": {"name": "Error", "message": QUOTE, "stack": QUOTE}}]},
    "exports": {"exports": {"debug": QUOTE}, "os": [{"k": "error", "err": {"message": "x"}}]},
}


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("name", ACTION_RESULTS)
def test_a_pickled_error_of_an_action_contains_no_credential(name: str, is_async: bool) -> None:
    error = failure_of(
        responding(200, json=ACTION_RESULTS[name]),
        lambda client: client.actions.run(id="a", external_user_id="u"),
        is_async=is_async,
    )
    assert isinstance(error, pdconnect.ActionFailedError)
    check(error, SECRET, TOKEN)
    restored = pickle.loads(pickle.dumps(error))
    assert type(restored.errors[0]) is type(error.errors[0])


def test_a_pickled_error_of_a_component_contains_no_credential() -> None:
    responses = {
        "/v1/connect/proj_test1/actions/a": {
            "data": {
                "key": "a",
                "name": "A",
                "configurable_props": [{"name": "p", "type": "string", "remoteOptions": True}],
            }
        },
        "/v1/connect/proj_test1/actions/configure": {"errors": [QUOTE], "options": None},
    }
    error = failure_of(
        lambda request: httpx.Response(200, json=responses.get(request.url.path, {})),
        lambda client: list(client.actions.form("a", external_user_id="u").options("p")),
        is_async=False,
    )
    assert isinstance(error, pdconnect.ComponentError)
    check(error, SECRET, TOKEN)


@pytest.mark.parametrize("depth", [100, 400, 900])
def test_an_error_with_a_deep_body_can_be_copied_and_pickled(depth: int) -> None:
    body = '{"a":[' * (depth // 2) + json.dumps(QUOTE) + "]}" * (depth // 2)
    error = failure_of(responding(400, content=body), CALLS["accounts"], is_async=False)
    assert isinstance(error.body, dict)
    for original in (error, copy.copy(error), copy.deepcopy(error)):
        assert SECRET not in repr(pickle.loads(pickle.dumps(original)).body)


def test_notes_and_data_stay() -> None:
    error = failure_of(
        responding(400, json={"error": "no", "n": 1, "list": [None, True]}), CALLS["accounts"], is_async=False
    )
    error.add_note(f"seen {TOKEN}")
    restored = pickle.loads(pickle.dumps(error))
    assert restored.body == error.body
    assert restored.status_code == 400
    assert restored.__notes__ == ["seen ***"]


@pytest.mark.parametrize("length", range(7, 17))
def test_a_credential_that_begins_with_another_is_removed_whole(length: int) -> None:
    whole = "nested-canary-7f3a"
    api = FakeApi(responding(400, json={"error": f"bad {whole}"}))
    for token in (whole[:length], whole):
        client = api.client(access_token=token, client_id=None, client_secret=None)
        with pytest.raises(pdconnect.BadRequestError) as caught:
            client.accounts.retrieve("apn_1")
    assert pickle.loads(pickle.dumps(caught.value)).body == {"error": "bad ***"}


def test_a_static_token_is_removed_too() -> None:
    for name in ("access_token", "connect_token"):
        api = FakeApi(responding(400, json={"error": "bad canary-static-token"}))
        settings = {name: "canary-static-token", "client_id": None, "client_secret": None}
        if name == "connect_token":
            settings["project_id"] = None
        with pytest.raises(pdconnect.BadRequestError) as caught:
            api.client(**settings).accounts.retrieve("apn_1")
        check(caught.value, "canary-static-token")
