"""Receive webhooks with FastAPI: events of triggers are verified, and the result of a connection is read again before it is used."""

import os

from fastapi import FastAPI, HTTPException, Request

from pdconnect import webhooks
from pdconnect.models import ConnectionSuccess

app = FastAPI()
received: list[str] = []


@app.post("/events")
async def event(request: Request) -> dict[str, bool]:
    """Receive an event of a deployed trigger. The signature covers the raw body."""
    try:
        event = webhooks.verify(await request.body(), request.headers, os.environ["PIPEDREAM_SIGNING_KEY"])
    except webhooks.SignatureError as error:
        raise HTTPException(401, str(error)) from None
    received.append(repr(event))
    return {"ok": True}


@app.post("/connections/{secret}")
async def connection(secret: str, request: Request) -> dict[str, bool]:
    """Receive the result of a connection. It is not signed, so the URL contains a secret that only the service knows."""
    if secret != os.environ["CONNECTION_SECRET"]:
        raise HTTPException(404)
    outcome = webhooks.parse(await request.body())
    if isinstance(outcome, ConnectionSuccess):
        received.append(f"connected {outcome.account.id}")  # now read it: client.accounts.retrieve(outcome.account.id)
    return {"ok": True}
