"""The examples for web frameworks, run with the frameworks themselves."""

from __future__ import annotations

import hashlib
import hmac
import json
import time

import httpx
import pytest

from examples import webhooks_fastapi, webhooks_flask

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
async def test_fastapi() -> None:
    transport = httpx.ASGITransport(webhooks_fastapi.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://app.example") as http:
        assert (await http.post("/events", content=BODY, headers=headers())).json() == {"ok": True}
        assert (await http.post("/events", content=BODY, headers=headers(key="other"))).status_code == 401
        assert (await http.post("/events", content=BODY)).status_code == 401
        outcome = {"event": "CONNECTION_SUCCESS", "connect_token": "ctok_x", "account": {"id": "apn_1"}}
        assert (await http.post("/connections/wrong", content=json.dumps(outcome))).status_code == 404
        assert (await http.post("/connections/s3cret", content=json.dumps(outcome))).status_code == 200
    assert webhooks_fastapi.received == ["<event of dc_1 for user-1>", "connected apn_1"]


def test_flask() -> None:
    client = webhooks_flask.app.test_client()
    assert client.post("/events", data=BODY, headers=headers()).text == "ok"
    assert client.post("/events", data=BODY + b" ", headers=headers()).status_code == 401
    assert webhooks_flask.received == ["<event of dc_1 for user-1>"]
