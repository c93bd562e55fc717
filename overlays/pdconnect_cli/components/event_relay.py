"""Send the events of deployed triggers to a receiver on this machine, signed as the service signs them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from urllib.parse import urlsplit

import attrs
import typer

from pdconnect import webhooks
from pdconnect.models import EmittedEvent

from ..client_internals import HttpClient, HTTPError, is_loopback

TIMEOUT = 10.0
"""Timeout of one delivery, in seconds."""


@attrs.frozen
class Delivery:
    """The outcome of sending one event."""

    trigger: str
    event: EmittedEvent
    accepted: bool
    outcome: str


@attrs.frozen
class Receiver:
    """Where events are sent, and the key that signs them."""

    url: str
    signing_key: str = attrs.field(repr=False)


@attrs.frozen
class Sender:
    """What the headers say about the trigger that an event is from."""

    trigger: str
    user: str
    project_id: str
    environment: str


def check_url(url: str) -> str:
    """Check the URL of a receiver. Raises BadParameter."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise typer.BadParameter(f"--forward-to {url} is not a URL") from None
    if parts.scheme not in ("http", "https") or not host:
        raise typer.BadParameter("--forward-to takes a URL such as http://localhost:8000/hook")
    if parts.scheme == "http" and not is_loopback(host):
        raise typer.BadParameter("--forward-to takes plain http for this machine only: use https")
    return url


def deliver(http: HttpClient, receiver: Receiver, sender: Sender, event: EmittedEvent, now: float) -> Delivery:
    """Send one event. A receiver that fails is an outcome, not an error. Its body is not read: it can be slow or have no end."""
    body = json.dumps(event.e, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    headers = {
        "content-type": "application/json",
        webhooks.SIGNATURE_HEADER: webhooks.sign(body, receiver.signing_key, now=now),
        "x-pd-timestamp": datetime.fromtimestamp(now, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "x-pd-emitter-id": sender.trigger,
        "x-pd-external-user-id": sender.user,
        "x-pd-project-id": sender.project_id,
        "x-pd-environment": sender.environment,
    }
    try:
        with http.stream(
            "POST", receiver.url, content=body, headers=headers, timeout=TIMEOUT, follow_redirects=False
        ) as response:
            outcome = f"{response.status_code} {response.reason_phrase}".rstrip()
            return Delivery(sender.trigger, event, response.is_success, outcome)
    except HTTPError as error:
        return Delivery(sender.trigger, event, False, f"{type(error).__name__}: {error}".rstrip(": "))
