"""The URLs of triggers with an HTTP interface: a request to one of them emits an event, and nothing points outside."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Http, Receiver, component_request, connected, list_all, ok, rejected, sign_in

HOOK = "https://hooks.example.com/"


def deploy(http: Http, key: str = "http-new-requests", props: Any = None) -> Any:
    return ok(http.post("~/triggers/deploy", {**component_request(key, props), "webhook_url": HOOK}))["data"]


def events(http: Http, trigger: Any) -> list[Any]:
    path = f"~/deployed-triggers/{trigger['id']}/events"
    return [event["e"] for event in ok(http.get(path, external_user_id="jay"))["data"]]


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])
def test_a_request_to_a_native_trigger_emits_it(http: Http, receiver: Receiver, method: str) -> None:
    trigger = deploy(http)
    anonymous = Http(http.sandbox, None, None)
    response = anonymous.request(method, f"{trigger['endpoint_url']}/orders/1?a=b", json={"n": 1}, headers={"x-a": "c"})
    assert response.status_code == 200
    [event] = events(http, trigger)
    assert event == json.loads(receiver.requests[0].content)
    assert (event["method"], event["path"], event["query"]) == (method, "/orders/1", {"a": "b"})
    assert (event["body"], event["headers"]["x-a"]) == ({"n": 1}, "c")
    assert event["url"] == f"{trigger['endpoint_url']}/orders/1?a=b"


@pytest.mark.parametrize(
    ("content", "body"),
    [(b"", None), (b"text", "text"), (b"[1]", [1]), (b"\xff", "\ufffd"), (b"{", "{"), (b"null", None)],
)
def test_a_body_can_be_anything(http: Http, content: bytes, body: Any) -> None:
    trigger = deploy(http)
    assert http.request("POST", trigger["endpoint_url"], content=content).status_code == 200
    assert events(http, trigger)[0]["body"] == body


def test_a_component_with_a_webhook_emits_what_the_app_sends(sandbox: Sandbox, http: Http) -> None:
    gitlab = {"gitlab": connected(sandbox, "gitlab"), "projectId": 45672541}
    trigger = deploy(http, "gitlab-new-issue", gitlab)
    url = trigger["configured_props"]["http"]["endpoint_url"]
    ok_text = http.post(url, {"object_kind": "issue"})
    assert (ok_text.status_code, events(http, trigger)) == (200, [{"object_kind": "issue"}])


def test_only_active_triggers_have_a_url(http: Http) -> None:
    trigger = deploy(http)
    url = trigger["endpoint_url"]
    rejected(http.post(f"{url}x", {}), 404)
    path = f"~/deployed-triggers/{trigger['id']}"
    ok(http.put(path, {"active": False}, external_user_id="jay"))
    rejected(http.post(url, {}), 404)
    ok(http.put(path, {"active": True}, external_user_id="jay"))
    assert http.post(url, {}).status_code == 200
    http.delete(path, external_user_id="jay")
    rejected(http.post(url, {}), 404)


def test_the_url_works_in_process_and_while_the_sandbox_is_served() -> None:
    sandbox = Sandbox()
    client = sandbox.client()
    trigger = client.triggers.deploy(id="http-new-requests", external_user_id="jay")
    url = trigger.to_dict()["endpoint_url"]
    assert url.startswith("https://sandbox.test/")
    with httpx.Client(transport=sandbox.transport) as outside:
        assert outside.post(url, json={"a": 1}).status_code == 200
    with sandbox.serve() as served, httpx.Client(base_url=served.base_url, trust_env=False) as outside:
        http = sign_in(sandbox)
        headers = {**http.headers, "host": f"127.0.0.1:{served.port}"}
        made = ok(
            outside.post(
                "/v1/connect/proj_sandbox/triggers/deploy", json=component_request("http-new-requests"), headers=headers
            )
        )
        assert made["data"]["endpoint_url"].startswith(served.base_url)
        assert outside.post(made["data"]["endpoint_url"], json={"a": 1}).status_code == 200


def test_nothing_of_a_trigger_points_to_another_machine(sandbox: Sandbox, http: Http) -> None:
    account = {name: connected(sandbox, name) for name in ("gitlab", "google_sheets", "discord")}
    for component in list_all(http, "~/triggers"):
        props = {
            prop["name"]: account.get(prop["app"]) for prop in component["configurable_props"] if prop["type"] == "app"
        }
        body = component_request(
            component["key"], {**props, "cron": {"intervalSeconds": 900}} if "schedule" in component["key"] else props
        )
        response = http.post("~/triggers/deploy", body)
        if response.status_code == 200:
            assert "pipedream.net" not in response.text
    assert "pipedream.net" not in json.dumps(list_all(http, "/v1/connect/apps", limit=100))
