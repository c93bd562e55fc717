"""Accounts, apps and components that a test adds."""

from __future__ import annotations

from typing import Any

import pytest

import pdconnect
from pdconnect import models
from pdconnect.testing import Outcome, Sandbox

USER = "user-1"
TEXT = {"name": "text", "type": "string"}


def run(client: pdconnect.Client, key: str, **props: Any) -> models.RunActionResult:
    return client.actions.run(id=key, external_user_id=USER, configured_props=props)


def test_an_account_looks_as_in_the_service(sandbox: Sandbox, client: pdconnect.Client) -> None:
    account = sandbox.add_account(app="slack", external_user_id=USER, credentials={"oauth_access_token": "t-1"})
    assert account == client.accounts.retrieve(account.id, include_credentials=True)
    assert account.credentials == {"oauth_access_token": "t-1"}
    assert "t-1" not in repr(account)


def test_a_custom_app_can_be_connected(sandbox: Sandbox, client: pdconnect.Client) -> None:
    app = sandbox.add_app("acme", name="Acme", domains=["acme.example"])
    assert client.apps.retrieve("acme") == app
    assert (app.name, app.auth_type) == ("Acme", models.AppAuthType.OAUTH)
    assert app.connect is not None
    assert app.connect.allowed_domains == ["acme.example"]
    account = sandbox.add_account(app="acme", external_user_id=USER)
    assert account.app is not None
    assert account.app.name_slug == "acme"


def test_an_app_of_the_same_name_replaces_the_first(sandbox: Sandbox, client: pdconnect.Client) -> None:
    before = client.apps.list(limit=100).page_info.total_count
    sandbox.add_app("slack", name="Our Slack")
    assert client.apps.retrieve("slack").name == "Our Slack"
    assert client.apps.list(limit=100).page_info.total_count == before


def test_the_proxy_rejects_an_app_without_domains(sandbox: Sandbox, client: pdconnect.Client) -> None:
    sandbox.add_app("acme")
    account = sandbox.add_account(app="acme", external_user_id=USER)
    response = client.proxy.get("https://acme.example", external_user_id=USER, account_id=account.id)
    assert (response.status_code, "does not serve" in response.text) == (400, True)


def test_an_action_is_run(sandbox: Sandbox, client: pdconnect.Client) -> None:
    seen: list[Any] = []
    component = sandbox.add_component("acme-shout", name="Shout", props=[TEXT], run=seen.append)
    assert client.actions.retrieve("acme-shout") == component
    assert (component.name, component.version) == ("Shout", "0.0.1")
    assert run(client, "acme-shout", text="hello").ret is None
    assert seen == [{"text": "hello"}]


def test_an_action_returns_a_value_or_an_outcome(sandbox: Sandbox, client: pdconnect.Client) -> None:
    sandbox.add_component("acme-plain", run=lambda props: [1, 2])
    sandbox.add_component("acme-nothing")
    outcome = Outcome({"id": 1}, "Made 1", {"a.txt": b"a"}, {"id": 1})
    sandbox.add_component("acme-whole", run=lambda props: outcome)
    plain = run(client, "acme-plain")
    assert (plain.ret, plain.exports, plain.os) == ([1, 2], {}, [])
    assert run(client, "acme-nothing").ret is None
    whole = client.actions.run(id="acme-whole", external_user_id=USER, stash_id="NEW")
    assert whole.ret == {"id": 1}
    assert (whole.exports["$summary"], whole.exports["id"]) == ("Made 1", 1)
    assert whole.exports["$filestash_uploads"][0]["localPath"] == "/tmp/a.txt"


def test_an_action_fails(sandbox: Sandbox, client: pdconnect.Client) -> None:
    def fail(props: object) -> None:
        raise RuntimeError("channel_not_found")

    sandbox.add_component("acme-fail", run=fail)
    with pytest.raises(pdconnect.ActionFailedError, match="channel_not_found"):
        run(client, "acme-fail")


def test_a_failed_assertion_in_an_action_fails_the_test(sandbox: Sandbox, client: pdconnect.Client) -> None:
    def check(props: Any) -> None:
        assert props["text"] == "hello", "the text is wrong"

    sandbox.add_component("acme-check", props=[TEXT], run=check)
    run(client, "acme-check", text="hello")
    with pytest.raises(AssertionError, match="the text is wrong"):
        run(client, "acme-check", text="bye")


def test_a_component_of_the_same_key_replaces_the_first(sandbox: Sandbox, client: pdconnect.Client) -> None:
    before = [item.key for item in client.actions.list(limit=100)]
    sandbox.add_component("slack-send-message", props=[TEXT], run=lambda props: "ours")
    assert run(client, "slack-send-message", text="x").ret == "ours"
    after = [item.key for item in client.actions.list(limit=3)]
    assert sorted(after) == sorted(before)
    unchanged = Sandbox().client().actions.retrieve("slack-send-message").configurable_props or []
    assert len(unchanged) == 3


def test_a_trigger_is_deployed(sandbox: Sandbox, client: pdconnect.Client) -> None:
    sandbox.add_component("acme-new-order", kind="trigger", props=[TEXT])
    trigger = client.triggers.deploy(
        id="acme-new-order", external_user_id=USER, configured_props={"text": "x"}, webhook_url="https://a.example/hook"
    )
    [delivery] = sandbox.emit(trigger.id, {"order": 7})
    assert delivery.json() == {"order": 7}


def test_a_form_with_options_and_dynamic_props(sandbox: Sandbox, client: pdconnect.Client) -> None:
    def fields(props: Any) -> list[dict[str, Any]]:
        return [{"name": f"field_{props['table']}", "type": "string"}] if props.get("table") else []

    sandbox.add_component(
        "acme-add-row",
        props=[
            {"name": "acme", "type": "app", "app": "slack"},
            {"name": "table", "type": "string", "reloadProps": True, "useQuery": True},
            models.ConfigurablePropInteger(type="integer", name="count", optional=True),
        ],
        options={
            "table": [{"label": f"Table {number}", "value": number} for number in range(25)],
            "count": lambda props: ["1"] if props.get("table") == 12 else [],
        },
        reload=fields,
        run=lambda props: props["field_12"],
    )
    form = client.actions.form("acme-add-row", external_user_id=USER)
    form.set("acme", sandbox.add_account(app="slack", external_user_id=USER))
    assert [option.label for option in form.options("table", query="2")][:3] == ["Table 2", "Table 12", "Table 20"]
    assert len(list(form.options("table"))) == 25
    form.set("table", next(option for option in form.options("table") if option.value == 12))
    assert form.missing == ["field_12"]
    assert [option.value for option in form.options("count")] == ["1"]
    form.set("field_12", "x")
    assert form.run().ret == "x"


def test_options_and_dynamic_props_that_fail(sandbox: Sandbox, client: pdconnect.Client) -> None:
    def fail(props: object) -> Any:
        raise LookupError

    props = [{**TEXT, "reloadProps": True}]
    sandbox.add_component("acme-a", props=props, options={"text": fail}, reload=fail)
    form = client.actions.form("acme-a", external_user_id=USER)
    with pytest.raises(pdconnect.ComponentError, match="LookupError"):
        list(form.options("text"))
    with pytest.raises(pdconnect.ComponentError, match="LookupError"):
        form.set("text", "x")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"props": [{"type": "string"}]}, "each has a name and a type"),
        ({"props": [{"name": "a", "type": "app", "app": "nowhere"}]}, "there is no app nowhere; add_app adds it"),
        ({"props": [TEXT], "options": {"other": ["a"]}}, "options: there is no prop other"),
        ({"props": [TEXT], "reload": lambda props: []}, "no prop has reloadProps"),
    ],
)
def test_an_invalid_component_is_a_value_error(sandbox: Sandbox, settings: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        sandbox.add_component("acme-wrong", **settings)
