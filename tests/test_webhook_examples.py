"""The examples for web frameworks, run with the frameworks themselves, which only the process that runs these tests imports."""

from __future__ import annotations

import hashlib
import hmac
import json
import time

import httpx
import pytest

KEY = "ab" * 32
BODY = b'{"id": 7}'


def headers(body: bytes = BODY, key: str = KEY) -> dict[str, str]:
    now = int(time.time())
    digest = hmac.new(key.encode(), f"{now}.".encode() + body, hashlib.sha256).hexdigest()
    return {"x-pd-signature": f"t={now},v1={digest}", "x-pd-emitter-id": "dc_1", "x-pd-external-user-id": "user-1"}


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIPEDREAM_SIGNING_KEY", KEY)
    monkeypatch.setenv("CONNECTION_SECRET", "s3cret")


@pytest.mark.anyio
async def test_the_fastapi_example_verifies_webhooks() -> None:
    from examples import webhooks_fastapi

    transport = httpx.ASGITransport(webhooks_fastapi.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://app.example") as http:
        assert (await http.post("/events", content=BODY, headers=headers())).json() == {"ok": True}
        assert (await http.post("/events", content=BODY, headers=headers(key="other"))).status_code == 401
        assert (await http.post("/events", content=BODY)).status_code == 401
        outcome = {"event": "CONNECTION_SUCCESS", "connect_token": "ctok_x", "account": {"id": "apn_1"}}
        assert (await http.post("/connections/wrong", content=json.dumps(outcome))).status_code == 404
        assert (await http.post("/connections/s3cret", content=json.dumps(outcome))).status_code == 200
    assert webhooks_fastapi.received == ["<event of dc_1 for user-1>", "connected apn_1"]


def test_the_flask_example_verifies_webhooks() -> None:
    from examples import webhooks_flask

    client = webhooks_flask.app.test_client()
    assert client.post("/events", data=BODY, headers=headers()).text == "ok"
    assert client.post("/events", data=BODY + b" ", headers=headers()).status_code == 401
    assert webhooks_flask.received == ["<event of dc_1 for user-1>"]


def test_the_django_example_verifies_webhooks() -> None:
    from django.conf import settings
    from django.test import Client

    settings.configure(
        ROOT_URLCONF="examples.webhooks_django",
        ALLOWED_HOSTS=["testserver"],
        MIDDLEWARE=["django.middleware.csrf.CsrfViewMiddleware"],
    )
    from examples import webhooks_django

    client = Client(enforce_csrf_checks=True)

    def post(body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        response = client.post("/events", body, content_type="application/json", headers=headers)
        return response.status_code, response.content

    assert post(BODY, headers()) == (200, b"ok")
    assert post(BODY + b" ", headers())[0] == 401
    assert post(BODY, headers(key="other"))[0] == 401
    assert post(BODY, {})[0] == 401
    assert client.get("/events").status_code == 405
    assert webhooks_django.received == ["<event of dc_1 for user-1>"]
