"""Accounts among configured props, and actions that fail, for both clients and for forms."""

from __future__ import annotations

import json
from typing import Any

import anyio
import httpx
import pytest

import pdconnect
from pdconnect.models import Account, TimerSchedule
from tests.fake_api import FakeApi

REFERENCE = {"authProvisionId": "apn_1"}
ACCOUNT = Account.from_dict({"id": "apn_1", "name": "Ada"})
USER: dict[str, Any] = {"external_user_id": "user-1"}
COMPONENT = {
    "data": {
        "key": "k",
        "configurable_props": [
            {"name": "app", "type": "app", "app": "slack"},
            {"name": "text", "type": "string", "reloadProps": True},
        ],
    }
}
FAILED = {"k": "error", "ts": 1, "err": {"name": "TypeError", "message": "no channel"}}


def respond(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json=COMPONENT if request.method == "GET" else {"data": {}, "os": [], "ret": 5})


class Service:
    """A client of either kind; `call` returns what a method returns."""

    def __init__(self, asynchronous: bool) -> None:
        self.api = FakeApi(respond)
        self._asynchronous = asynchronous

    def call(self, resource: str, method: str, *arguments: Any, **keywords: Any) -> Any:
        async def call() -> Any:
            return await getattr(getattr(self.api.async_client(), resource), method)(*arguments, **keywords)

        if self._asynchronous:
            return anyio.run(call)
        return getattr(getattr(self.api.client(), resource), method)(*arguments, **keywords)

    def body(self) -> Any:
        """Return the JSON body of the last request."""
        return json.loads(self.api.requests[-1].content)


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def service(request: pytest.FixtureRequest) -> Service:
    return Service(request.param)


CALLS: list[tuple[str, str, dict[str, Any]]] = [
    ("actions", "run", {"id": "k", **USER}),
    ("actions", "configure_prop", {"id": "k", "prop_name": "p", **USER}),
    ("actions", "reload_props", {"id": "k", **USER}),
    ("triggers", "deploy", {"id": "k", **USER}),
    ("triggers", "configure_prop", {"id": "k", "prop_name": "p", **USER}),
    ("triggers", "reload_props", {"id": "k", **USER}),
    ("deployed_triggers", "update", {"trigger_id": "dc_1", **USER}),
]


@pytest.mark.parametrize(
    ("resource", "method", "keywords"), CALLS, ids=lambda part: part if isinstance(part, str) else ""
)
def test_accounts_are_sent_as_references(
    service: Service, resource: str, method: str, keywords: dict[str, Any]
) -> None:
    props = {
        "account": ACCOUNT,
        "id": "apn_1",
        "accounts": [ACCOUNT, "apn_1", REFERENCE],
        "tuple": (ACCOUNT,),
        "reference": REFERENCE,
        "reference to a model": {"authProvisionId": ACCOUNT},
        "references": [{"authProvisionId": ACCOUNT}],
        "text": "apn_1 is an account",
        "texts": ["apn", "apn_"],
        "number": 5,
        "null": None,
        "object": {"id": "apn_1"},
        "timer": TimerSchedule.from_dict({"intervalSeconds": 60}),
    }
    keywords = dict(keywords)
    positional = [keywords.pop("trigger_id")] if "trigger_id" in keywords else []
    service.call(resource, method, *positional, **keywords, configured_props=props)
    assert service.body()["configured_props"] == {
        "account": REFERENCE,
        "id": REFERENCE,
        "accounts": [REFERENCE] * 3,
        "tuple": [REFERENCE],
        "reference": REFERENCE,
        "reference to a model": REFERENCE,
        "references": [REFERENCE],
        "text": "apn_1 is an account",
        "texts": ["apn", "apn_"],
        "number": 5,
        "null": None,
        "object": {"id": "apn_1"},
        "timer": {"intervalSeconds": 60},
    }
    assert props["account"] is ACCOUNT


@pytest.mark.parametrize("props", ["apn_1", ["apn_1"], ACCOUNT, 5], ids=repr)
def test_configured_props_must_be_a_mapping(service: Service, props: Any) -> None:
    with pytest.raises(pdconnect.InvalidArgumentError, match="configured_props must be a mapping"):
        service.call("actions", "run", id="k", **USER, configured_props=props)


@pytest.mark.parametrize("asynchronous", [False, True])
def test_a_form_knows_which_string_is_an_account(asynchronous: bool) -> None:
    api = FakeApi(respond)

    async def fill() -> None:
        form = await api.async_client().actions.form("k", **USER)
        await form.update({"app": ACCOUNT, "text": "apn_2"})
        await form.run()

    if asynchronous:
        anyio.run(fill)
    else:
        form = api.client().actions.form("k", **USER)
        form.update({"app": {"authProvisionId": ACCOUNT}, "text": "apn_2"})
        form.run()
    for request in api.requests[1:]:
        assert json.loads(request.content)["configured_props"] == {"app": REFERENCE, "text": "apn_2"}


@pytest.mark.parametrize(
    ("result", "message"),
    [
        ({"os": [FAILED]}, "TypeError: no channel"),
        ({"os": [{"err": FAILED["err"]}]}, "TypeError: no channel"),
        ({"os": [{"k": "console.log"}, FAILED, FAILED], "ret": 1}, "TypeError: no channel"),
        ({"os": [{"k": "error"}]}, "without a message"),
        ({"os": [], "errors": ["no channel"]}, "no channel"),
        ({"errors": ["no channel", "no text"]}, "no channel"),
        ({"errors": [{"name": "TypeError", "message": "no channel"}]}, "TypeError: no channel"),
        ({"errors": {"message": "no channel"}}, "no channel"),
        ({"errors": "no channel"}, "no channel"),
        ({"os": [{"k": "error", "err": "no channel"}]}, "no channel"),
        ({"os": [{"k": "error", "msg": "no channel"}]}, "no channel"),
    ],
    ids=range(11),
)
def test_a_failed_action_is_an_error(service: Service, result: Any, message: str) -> None:
    service.api.responder = lambda request: httpx.Response(200, json=result)
    with pytest.raises(pdconnect.ActionFailedError, match=message) as caught:
        service.call("actions", "run", id="k", **USER)
    assert caught.value.body == result
    assert caught.value.errors

    returned = service.call("actions", "run", id="k", **USER, check=False)
    assert returned.to_dict() == result
    assert returned.errors == caught.value.errors
    with pytest.raises(pdconnect.ActionFailedError, match=message):
        returned.raise_for_error()


@pytest.mark.parametrize(
    "result",
    [
        {},
        {"os": []},
        {"os": None, "errors": []},
        {"errors": None},
        {"errors": ""},
        {"errors": {}},
        {"os": [5]},
        {"os": [{"err": None}]},
        {"os": [{"k": "emit", "err": {}}]},
    ],
)
def test_an_action_that_did_not_fail_has_no_errors(service: Service, result: Any) -> None:
    service.api.responder = lambda request: httpx.Response(200, json=result)
    assert service.call("actions", "run", id="k", **USER).errors == []
