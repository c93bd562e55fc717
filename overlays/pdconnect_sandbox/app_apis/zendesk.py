"""A small part of Zendesk's API; its tickets are those of the Zendesk actions."""

from __future__ import annotations

from ..apps.zendesk import Tickets
from ..wire.http_libraries import Response
from ..wire.types import as_object
from . import echo
from .model import ProxiedRequest


def respond(proxied: ProxiedRequest) -> Response:
    """Respond to a request to Zendesk."""
    tickets = proxied.stores.get(Tickets)
    if proxied.endpoint == "GET /api/v2/tickets":
        return Response(200, json={"tickets": tickets.of(proxied.account_id)})
    if proxied.endpoint == "POST /api/v2/tickets":
        given = dict(as_object((proxied.body or {}).get("ticket")) or {})
        subject = given.pop("subject", None)
        if not isinstance(subject, str):
            return Response(422, json={"error": "RecordInvalid", "details": {"subject": "cannot be blank"}})
        return Response(201, json={"ticket": tickets.create(proxied.account_id, subject, given)})
    return echo.respond(proxied)
