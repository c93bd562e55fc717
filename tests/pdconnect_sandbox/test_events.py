"""Events of deployed triggers: emitted, listed, signed and delivered."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from typing import Any

import httpx
import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Clock, Http, Receiver, browser, ok, rejected

HOOK = "https://events.example.com/hook"


@pytest.fixture
def trigger(http: Http) -> Any:
    return deploy(http, webhook_url=HOOK)


def deploy(http: Http, user: str = "jay", **more: Any) -> Any:
    body = {"id": "email-new-email", "external_user_id": user, **more}
    return ok(http.post("~/triggers/deploy", body))["data"]


def events(http: Http, trigger: Any, **query: Any) -> Any:
    return ok(http.get(f"~/deployed-triggers/{trigger['id']}/events", external_user_id="jay", **query))["data"]


def key(http: Http, trigger: Any) -> str:
    [webhook] = ok(http.get(f"~/deployed-triggers/{trigger['id']}/webhooks", external_user_id="jay"))["webhooks"]
    text: str = webhook["signing_key"]
    return text


def test_a_webhook_receives_the_bare_and_signed_event(
    sandbox: Sandbox, http: Http, trigger: Any, receiver: Receiver
) -> None:
    payload = {"title": "Grüße", "number": 2}
    [delivery] = sandbox.emit(trigger["id"], payload)
    [request] = receiver.requests
    assert str(request.url) == HOOK
    assert json.loads(request.content) == payload
    headers = request.headers
    assert headers["content-type"] == "application/json"
    assert headers["x-pd-timestamp"] == "2023-11-14T22:13:20.000Z"
    assert headers["x-pd-emitter-id"] == trigger["id"]
    assert headers["x-pd-external-user-id"] == "jay"
    assert (headers["x-pd-project-id"], headers["x-pd-environment"]) == ("proj_sandbox", "development")
    signed = hmac.new(key(http, trigger).encode(), b"1700000000." + request.content, hashlib.sha256).hexdigest()
    assert headers["x-pd-signature"] == f"t=1700000000,v1={signed}"
    assert (delivery.kind, delivery.status, delivery.error) == ("trigger_event", 200, None)
    assert delivery.body == request.content
    assert sandbox.deliveries == [delivery]


def test_events_are_listed_newest_first(sandbox: Sandbox, http: Http, trigger: Any, clock: Clock) -> None:
    sandbox.emit(trigger["id"], {"n": 0}, summary="The first")
    for number in range(1, 25):
        clock.now += 1
        sandbox.emit(trigger["id"], number)
    latest = events(http, trigger, n=2)
    assert [item["e"] for item in latest] == [24, 23]
    assert (latest[0]["k"], latest[0]["ts"]) == ("emit", 1_700_000_024_000)
    assert len(events(http, trigger)) == 20
    everything = events(http, trigger, n=100)
    assert len({item["id"] for item in everything}) == 25
    assert (everything[-1]["sum"], everything[-1]["e"]) == ("The first", {"n": 0})
    assert "query.n" in rejected(http.get(f"~/deployed-triggers/{trigger['id']}/events?external_user_id=jay&n=0"), 400)


def emit(http: Http, trigger_id: str, content: bytes) -> httpx.Response:
    """Emit an event over HTTP."""
    headers = {"content-type": "application/json"}
    return http.request("POST", f"/_sandbox/triggers/{trigger_id}/emit", content=content, headers=headers)


@pytest.mark.parametrize("payload", [None, 5, "text", [1, 2], {}, {"a": {"b": [None]}}])
def test_any_json_can_be_emitted(http: Http, trigger: Any, receiver: Receiver, payload: Any) -> None:
    made = ok(emit(http, trigger["id"], json.dumps(payload).encode()))["data"]
    assert made["e"] == payload
    assert json.loads(receiver.requests[-1].content) == payload
    assert events(http, trigger) == [made]


def test_invalid_events_are_errors(sandbox: Sandbox, http: Http, trigger: Any) -> None:
    assert "no deployed trigger" in rejected(emit(http, "dc_x", b"{}"), 404)
    with pytest.raises(ValueError, match="no deployed trigger"):
        sandbox.emit("dc_x", {})
    assert "is not JSON" in rejected(emit(http, trigger["id"], b"{"), 400)
    assert events(http, trigger) == []


def test_a_disabled_trigger_emits_nothing(sandbox: Sandbox, http: Http, trigger: Any) -> None:
    path = f"~/deployed-triggers/{trigger['id']}"
    ok(http.put(path, {"active": False}, external_user_id="jay"))
    with pytest.raises(ValueError, match="not active"):
        sandbox.emit(trigger["id"], {})
    ok(http.put(path, {"active": True}, external_user_id="jay"))
    assert len(sandbox.emit(trigger["id"], {})) == 1


def test_events_can_be_emitted_inside_an_event_loop(sandbox: Sandbox, trigger: Any) -> None:
    async def inside() -> int:
        return len(sandbox.emit(trigger["id"], {}))

    assert asyncio.run(inside()) == 1


def test_without_a_webhook_an_event_is_only_stored(sandbox: Sandbox, http: Http, receiver: Receiver) -> None:
    trigger = deploy(http)
    assert sandbox.emit(trigger["id"], {"a": 1}) == []
    assert [item["e"] for item in events(http, trigger)] == [{"a": 1}]
    assert receiver.requests == []


def test_ids_of_users_reach_the_receiver_as_utf_8(sandbox: Sandbox, http: Http, receiver: Receiver) -> None:
    trigger = deploy(http, "jäy/1", webhook_url=HOOK)
    sandbox.emit(trigger["id"], {})
    assert receiver.requests[0].headers.encoding == "utf-8"
    assert receiver.requests[0].headers["x-pd-external-user-id"] == "jäy/1"


def test_events_belong_to_their_user(sandbox: Sandbox, http: Http, trigger: Any) -> None:
    path = f"~/deployed-triggers/{trigger['id']}/events"
    rejected(http.get(path, external_user_id="bob"), 404)
    sandbox.emit(trigger["id"], {"a": 1})
    assert len(ok(browser(http).get(path, external_user_id="jay"))["data"]) == 1
    rejected(browser(http, "bob").get(path, external_user_id="jay"), 403)
