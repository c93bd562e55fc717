"""Example components of Zendesk: tickets, which the proxy reaches too."""

from __future__ import annotations

from typing import Any, ClassVar

from attrs import define, field

from ..wire.types import JsonObject
from .component import Component, Outcome, RunContext, option

_APP: JsonObject = {"name": "zendesk", "type": "app", "app": "zendesk"}


@define
class Tickets:
    """The tickets of each account, oldest first."""

    store_name: ClassVar[str] = "zendesk.tickets"
    by_account: dict[str, list[JsonObject]] = field(factory=dict[str, list[JsonObject]])

    def of(self, account_id: str) -> list[JsonObject]:
        """Return the tickets of an account."""
        return self.by_account.setdefault(account_id, [])

    def create(self, account_id: str, subject: str, more: JsonObject) -> JsonObject:
        """Open a ticket, for the action and for the API."""
        tickets = self.of(account_id)
        ticket: JsonObject = {"id": len(tickets) + 1, "subject": subject, "status": "new", **more}
        tickets.append(ticket)
        return ticket


def _create(context: RunContext) -> Outcome:
    account, names = context.accounts["zendesk"], ("priority", "tags", "public", "custom_fields", "urgency")
    more: dict[str, Any] = {name: context.props[name] for name in names if name in context.props}
    ticket = context.stores.get(Tickets).create(account, str(context.require("subject")), more)
    return Outcome(dict(ticket), f"Created ticket {ticket['id']}")


COMPONENTS: tuple[Component, ...] = (
    Component(
        id="sc_ZenCre1",
        kind="action",
        app="zendesk",
        key="zendesk-create-ticket",
        name="Create Ticket",
        version="0.1.6",
        description="Opens a ticket.",
        props=[
            _APP,
            {"name": "subject", "type": "string", "label": "Subject"},
            {
                "name": "priority",
                "type": "string",
                "label": "Priority",
                "options": ["low", option("Normal", "normal"), {"__lv": option("High!", "high")}],
                "optional": True,
            },
            {"name": "urgency", "type": "integer", "label": "Urgency", "min": 1, "max": 5, "optional": True},
            {"name": "tags", "type": "string[]", "label": "Tags", "optional": True},
            {"name": "public", "type": "boolean", "label": "Public", "default": False, "optional": True},
            {"name": "custom_fields", "type": "object", "label": "Custom fields", "optional": True},
        ],
        run=_create,
        annotations={"readOnlyHint": False, "destructiveHint": False, "title": "Create a ticket"},
    ),
    Component(
        id="sc_ZenNew1",
        kind="trigger",
        app="zendesk",
        key="zendesk-new-ticket",
        name="New Ticket",
        version="0.0.4",
        description="Looks for new tickets by a timer that cannot be set.",
        props=[
            _APP,
            {"name": "db", "type": "$.service.db"},
            {"name": "timer", "type": "$.interface.timer", "static": {"intervalSeconds": 300}},
        ],
    ),
)
