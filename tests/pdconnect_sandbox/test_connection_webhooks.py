"""Webhook requests to the `webhook_uri` of a Connect token."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Clock, Http, Receiver, allow, connect_token, ok, rejected, sign_in

URI = "https://events.example.com/connections?secret=1"


@pytest.fixture
def anonymous(sandbox: Sandbox) -> Http:
    return Http(sandbox, None, None)


def last_payload(receiver: Receiver) -> Any:
    """Return the last payload."""
    assert str(receiver.requests[-1].url) == URI
    return json.loads(receiver.requests[-1].content)


@pytest.mark.parametrize("way", ["link", "admin", "keys"])
def test_each_successful_connection_sends_a_webhook(http: Http, anonymous: Http, receiver: Receiver, way: str) -> None:
    token = connect_token(http, webhook_uri=URI)
    if way == "link":
        link = f"/_static/connect.html?token={token}&app=openai"
        assert allow(anonymous, link, api_key="canary-1").status_code == 200
    elif way == "admin":
        ok(anonymous.post("/_sandbox/accounts", {"app": "openai", "connect_token": token}))
    else:
        body = {"app_slug": "openai", "cfmap_json": '{"api_key": "canary-1"}', "connect_token": token}
        ok(Http(http.sandbox, token, None).post("/v1/connect/accounts", body))
    payload = last_payload(receiver)
    assert (payload["event"], payload["connect_token"]) == ("CONNECTION_SUCCESS", token)
    assert payload["environment"] == "development"
    assert payload["connect_session_id"] > 2**64
    [account] = ok(http.get("~/accounts"))["data"]
    assert payload["account"] == account
    assert "canary-1" not in receiver.requests[-1].content.decode()
    assert "x-pd-signature" not in receiver.requests[-1].headers


def test_each_failure_sends_a_webhook(http: Http, anonymous: Http, receiver: Receiver, clock: Clock) -> None:
    token = connect_token(http, webhook_uri=URI)
    rejected(anonymous.post("/_sandbox/accounts", {"app": "unheard-of", "connect_token": token}), 400)
    payload = last_payload(receiver)
    assert (payload["event"], payload["connect_token"]) == ("CONNECTION_ERROR", token)
    assert "no app" in payload["error"]
    session = payload["connect_session_id"]
    clock.now += 14400
    assert anonymous.get("/_static/connect.html", token=token, app="slack").status_code == 410
    assert "expired" in last_payload(receiver)["error"]
    assert last_payload(receiver)["connect_session_id"] == session


def test_one_user_too_many_is_reported_while_connecting(receiver: Receiver) -> None:
    sandbox = Sandbox(development_users=1, webhook_transport=receiver.transport)
    http, anonymous = sign_in(sandbox), Http(sandbox, None, None)
    connect_token(http, "first")
    token = connect_token(
        http, external_user_id="second", webhook_uri=URI, error_redirect_uri="https://app.example.com/no"
    )
    link = f"/_static/connect.html?token={token}&app=slack"
    error = "The development environment takes no more than 1 external users"
    assert error in allow(anonymous, link).text
    assert (last_payload(receiver)["event"], last_payload(receiver)["error"]) == ("CONNECTION_ERROR", error)
    assert allow(anonymous, f"{link}&connectLink=true").headers["location"] == "https://app.example.com/no"
    body = {"app_slug": "openai", "cfmap_json": '{"api_key": "k"}', "connect_token": token}
    assert "1 external users" in rejected(Http(http.sandbox, token, None).post("/v1/connect/accounts", body), 400)
    http.delete("~/users/first")
    assert allow(anonymous, link).status_code == 200


def test_without_a_webhook_uri_nothing_is_sent(http: Http, anonymous: Http, receiver: Receiver) -> None:
    token = connect_token(http)
    ok(anonymous.post("/_sandbox/accounts", {"app": "slack", "connect_token": token}))
    rejected(anonymous.post("/_sandbox/accounts", {"app": "slack", "connect_token": token}), 400)
    rejected(anonymous.post("/_sandbox/accounts", {"app": "slack", "connect_token": "ctok_x"}), 400)
    assert receiver.requests == []


def test_a_failed_delivery_does_not_affect_the_connection(
    sandbox: Sandbox, http: Http, anonymous: Http, receiver: Receiver
) -> None:
    receiver.status = 0
    token = connect_token(http, webhook_uri=URI)
    ok(anonymous.post("/_sandbox/accounts", {"app": "slack", "connect_token": token}))
    [delivery] = sandbox.deliveries
    assert (delivery.kind, delivery.status) == ("connection_success", None)
    assert delivery.error == "ConnectError: connection refused"
    assert token not in anonymous.get("/_sandbox/deliveries").text + repr(delivery)
