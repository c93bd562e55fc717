"""Webhook requests: recorded as they would be sent, or delivered if a test has a receiver."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import pdconnect
from pdconnect import models, webhooks
from pdconnect.testing import Sandbox

URL = "https://app.example/hook"


def deployed(client: pdconnect.Client) -> models.DeployedComponent:
    trigger = client.triggers.deploy(
        id="slack-new-thing", external_user_id="user-1", configured_props={}, webhook_url=URL
    )
    assert isinstance(trigger, models.DeployedComponent)
    return trigger


@pytest.fixture
def sandbox() -> Sandbox:
    return with_trigger(Sandbox())


def with_trigger(sandbox: Sandbox) -> Sandbox:
    sandbox.add_component("slack-new-thing", kind="trigger")
    return sandbox


def test_an_event_is_recorded_and_its_signature_is_valid(sandbox: Sandbox, client: pdconnect.Client) -> None:
    trigger = deployed(client)
    key = trigger.webhook_signing_key
    assert key is not None
    [delivery] = sandbox.emit(trigger.id, {"id": 7})
    assert sandbox.deliveries == [delivery]
    assert (delivery.url, delivery.kind, delivery.json()) == (URL, "trigger_event", {"id": 7})
    assert (delivery.status, delivery.error) == (None, None)
    event = webhooks.verify(delivery.body, delivery.headers, key)
    assert isinstance(event, webhooks.TriggerEvent)
    assert (event.payload, event.emitter_id, event.external_user_id) == ({"id": 7}, trigger.id, "user-1")
    with pytest.raises(webhooks.SignatureMismatchError):
        webhooks.verify(delivery.body + b" ", delivery.headers, key)


def test_an_event_of_another_time_has_an_expired_signature(sandbox: Sandbox, client: pdconnect.Client) -> None:
    trigger = deployed(client)
    sandbox.advance(hours=2)
    [delivery] = sandbox.emit(trigger.id, {})
    key = trigger.webhook_signing_key or ""
    with pytest.raises(webhooks.SignatureExpiredError):
        webhooks.verify(delivery.body, delivery.headers, key)
    webhooks.verify(delivery.body, delivery.headers, key, now=sandbox.now)


async def receive(request: Request) -> Response:
    request.app.state.bodies.append(await request.body())
    return Response(status_code=202)


def asgi_app() -> Starlette:
    app = Starlette(routes=[Route("/hook", receive, methods=["POST"])])
    app.state.bodies = []
    return app


def test_an_asgi_receiver_gets_events_of_a_synchronous_test() -> None:
    app = asgi_app()
    sandbox = with_trigger(Sandbox(webhook_transport=httpx.ASGITransport(app)))
    [delivery] = sandbox.emit(deployed(sandbox.client()).id, [1])
    assert (delivery.status, app.state.bodies) == (202, [b"[1]"])


@pytest.mark.anyio
async def test_an_asgi_receiver_gets_events_of_an_async_test() -> None:
    app = asgi_app()
    sandbox = with_trigger(Sandbox(webhook_transport=httpx.ASGITransport(app)))
    trigger = await sandbox.async_client().triggers.deploy(
        id="slack-new-thing", external_user_id="user-1", webhook_url=URL
    )
    [delivery] = sandbox.emit(trigger.id, [1])
    assert (delivery.status, app.state.bodies) == (202, [b"[1]"])


def wsgi_app(environ: dict[str, Any], start: Callable[[str, list[tuple[str, str]]], object]) -> Iterable[bytes]:
    start("410 Gone", [("content-type", "text/plain")])
    return [b""]


def test_a_wsgi_receiver_and_its_error_status() -> None:
    sandbox = with_trigger(Sandbox(webhook_transport=httpx.WSGITransport(wsgi_app)))
    client = sandbox.client()
    trigger = deployed(client)
    [delivery] = sandbox.emit(trigger.id, [1])
    assert (delivery.status, delivery.error) == (410, "The receiver returned 410")
    [webhook] = client.deployed_triggers.list_webhooks(trigger.id, external_user_id="user-1").webhooks or []
    assert webhook.delivery_state is not None
    assert webhook.delivery_state.consecutive_failures == 1


def test_the_webhook_of_a_connection_is_recorded(sandbox: Sandbox, client: pdconnect.Client) -> None:
    link = client.tokens.create(external_user_id="user-2", webhook_uri=URL).connect_link(app="slack")
    with httpx.Client(transport=sandbox.transport) as browser:
        assert browser.post(link, data={"decision": "allow"}).status_code == 200
    [delivery] = sandbox.deliveries
    event = webhooks.parse(delivery.body)
    assert isinstance(event, models.ConnectionSuccess)
    [account] = client.accounts.list(external_user_id="user-2")
    assert event.account is not None
    assert event.account.id == account.id


def test_the_webhook_of_an_async_connection_reaches_a_synchronous_receiver() -> None:
    seen: list[str] = []

    class Receiver(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            seen.append(webhooks.parse(request.read()).__class__.__name__)
            return httpx.Response(200)

    sandbox = Sandbox(webhook_transport=Receiver())
    link = sandbox.client().tokens.create(external_user_id="user-2", webhook_uri=URL).connect_link(app="slack")

    async def visit() -> int:
        async with httpx.AsyncClient(transport=sandbox.transport) as browser:
            return (await browser.post(link, data={"decision": "allow"})).status_code

    assert asyncio.run(visit()) == 200
    assert seen == ["ConnectionSuccess"]
