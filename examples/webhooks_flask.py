"""Receiving the events of triggers with Flask."""

import os

from flask import Flask, Response, request

from pdconnect import webhooks

app = Flask(__name__)
received: list[str] = []


@app.post("/events")
def event() -> Response:
    """An event of a deployed trigger. The signature is over the raw body, so that is what is read."""
    try:
        event = webhooks.verify(request.get_data(), dict(request.headers), os.environ["PIPEDREAM_SIGNING_KEY"])
    except webhooks.SignatureError as error:
        return Response(str(error), 401)
    received.append(repr(event))
    return Response("ok")
