"""Receive events of triggers with Flask."""

import os

from flask import Flask, Response, request

from pdconnect import webhooks

app = Flask(__name__)
received: list[str] = []


@app.post("/events")
def event() -> Response:
    """Receive an event of a deployed trigger. The signature covers the raw body."""
    try:
        event = webhooks.verify(request.get_data(), dict(request.headers), os.environ["PIPEDREAM_SIGNING_KEY"])
    except webhooks.SignatureError as error:
        return Response(str(error), 401)
    received.append(repr(event))
    return Response("ok")
