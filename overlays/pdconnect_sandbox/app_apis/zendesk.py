"""A little of Zendesk's API; its tickets are those of the Zendesk actions."""

from __future__ import annotations

import httpx

from ..apps.zendesk import Tickets
from ..wire.types import as_object
from . import echo
from .model import Visit


def answer(visit: Visit) -> httpx.Response:
    """Answer a request to Zendesk."""
    tickets = visit.stores.get(Tickets)
    if visit.endpoint == "GET /api/v2/tickets":
        return httpx.Response(200, json={"tickets": tickets.of(visit.account_id)})
    if visit.endpoint == "POST /api/v2/tickets":
        given = dict(as_object((visit.body or {}).get("ticket")) or {})
        subject = given.pop("subject", None)
        if not isinstance(subject, str):
            return httpx.Response(422, json={"error": "RecordInvalid", "details": {"subject": "cannot be blank"}})
        return httpx.Response(201, json={"ticket": tickets.create(visit.account_id, subject, given)})
    return echo.answer(visit)
