"""A served sandbox sends webhook requests to loopback and to allowed hosts only. All others are only recorded."""

from __future__ import annotations

import httpx
import pytest

from pdconnect.sandbox import Delivery, Sandbox

from ..cases import for_each
from .helpers import ok, sign_in


def deliver(sandbox: Sandbox, url: str) -> Delivery:
    http = sign_in(sandbox)
    body = {"id": "email-new-email", "external_user_id": "ada", "webhook_url": url}
    trigger = ok(http.post("~/triggers/deploy", body))["data"]["id"]
    [delivery] = sandbox.emit(trigger, {"a": 1})
    return delivery


@pytest.mark.parametrize(
    "host",
    [
        "hooks.example.com",
        "hooks.localdomain",
        "hooks",
        "printer.local",
        "192.0.2.1",
        "localhost.example.com",
        "0.0.0.0",
    ],
)
def test_nothing_is_sent_to_other_machines(host: str) -> None:
    sandbox = Sandbox()
    with sandbox.serve():
        delivery = deliver(sandbox, f"http://{host}:9/hook")
    assert (delivery.status, delivery.error) == (None, None)
    assert delivery.not_sent == f"{host} is not loopback, and not among the hosts of --allow-delivery"
    assert delivery.json() == {"a": 1}


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_loopback_receives_them(host: str) -> None:
    sandbox = Sandbox()
    with sandbox.serve():
        delivery = deliver(sandbox, f"http://{host}:9/hook")
    assert delivery.not_sent is None
    assert (delivery.error or "").startswith("ConnectError")


@for_each("host", ["localhost", "LocalHost.", "127.0.0.1.", "shop.localhost", "a.shop.LOCALHOST."])
def test_a_name_of_loopback_leads_to_this_machine_whatever_a_resolver_says(host: str) -> None:
    received: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        received.append(request)
        return httpx.Response(200)

    receiver, sandbox = Sandbox(), Sandbox()
    receiver.add_workflow("enhook", respond)
    with receiver.serve() as there, sandbox.serve():
        url = f"http://{host}:{there.port}/_workflows/enhook/a?b=1"
        assert (deliver(sandbox, url).error, received[0].url.path) == (None, "/a")
        [record] = receiver.request_log
        assert record.target == "https://enhook.m.pipedream.net/a?b=1"


@pytest.mark.parametrize(
    ("allowed", "sent"),
    [
        ("*", True),
        ("nowhere.invalid", True),
        ("nowhere.invalid:9", True),
        ("nowhere.invalid:10", False),
        ("invalid", False),
    ],
)
def test_further_hosts_can_be_allowed(allowed: str, sent: bool) -> None:
    sandbox = Sandbox(allow_delivery=[allowed])
    with sandbox.serve():
        delivery = deliver(sandbox, "http://nowhere.invalid:9/hook")
    assert (delivery.error is not None, delivery.not_sent is None) == (sent, sent)


def test_the_webhook_of_a_connect_token_obeys_the_same_rule() -> None:
    sandbox = Sandbox()
    with sandbox.serve():
        http = sign_in(sandbox)
        token = {"external_user_id": "ada", "webhook_uri": "https://hooks.example.com/"}
        link = ok(http.post("~/tokens", token))["connect_link_url"]
        assert http.request("POST", f"{link}&app=slack", data={"decision": "allow"}).status_code == 200
    [delivery] = sandbox.deliveries
    assert (delivery.kind, delivery.status) == ("connection_success", None)
    assert delivery.not_sent is not None


def test_without_a_server_nothing_is_sent() -> None:
    assert deliver(Sandbox(), "http://127.0.0.1:9/").not_sent == "the sandbox is not being served"
