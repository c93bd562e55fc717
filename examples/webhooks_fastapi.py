"""Receiving webhooks with FastAPI: the events of triggers are proven, the outcome of a connection is read again before it is believed."""

import os

from fastapi import FastAPI, HTTPException, Request

from pdconnect import webhooks
from pdconnect.models import ConnectionSuccess

app = FastAPI()
received: list[str] = []


@app.post("/events")
async def event(request: Request) -> dict[str, bool]:
    """An event of a deployed trigger. The signature is over the raw body, so that is what is read."""
    try:
        event = webhooks.verify(await request.body(), request.headers, os.environ["PIPEDREAM_SIGNING_KEY"])
    except webhooks.SignatureError as error:
        raise HTTPException(401, str(error)) from None
    received.append(repr(event))
    return {"ok": True}


@app.post("/connections/{secret}")
async def connection(secret: str, request: Request) -> dict[str, bool]:
    """The outcome of a connection. Nothing signs it, so the URL holds a secret that only the service was told."""
    if secret != os.environ["CONNECTION_SECRET"]:
        raise HTTPException(404)
    outcome = webhooks.parse(await request.body())
    if isinstance(outcome, ConnectionSuccess):
        received.append(f"connected {outcome.account.id}")  # now read it: client.accounts.retrieve(outcome.account.id)
    return {"ok": True}
