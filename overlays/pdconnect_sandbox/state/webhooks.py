"""Webhooks: signing keys, API format, and the delivery states after failures.

The states are those of the service. Its reference does not say how many failures lead to the next state, so these numbers
are the sandbox's own. The service also waits longer between deliveries in the middle states; the sandbox does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import define, field

from ..wire.ids import Ids
from ..wire.types import JsonObject

_STAGES = ((0, "happy"), (3, "penalty"), (6, "life_support"), (10, "deactivated"))


@define
class Webhook:
    """A URL that events are sent to."""

    id: str
    url: str
    signing_key: str = field(repr=False)
    created_at: int
    updated_at: int
    failures: int = 0
    since: int | None = None
    last_error: str | None = None
    sheds: int = 0

    @property
    def stage(self) -> str:
        """The delivery state, by the number of failures in a row."""
        return next(stage for needed, stage in reversed(_STAGES) if self.failures >= needed)

    @property
    def active(self) -> bool:
        """Whether events are sent."""
        return self.stage != "deactivated"

    def record_delivery(self, error: str | None, now: int) -> None:
        """Record the result of a delivery: its error, or None."""
        before = self.stage
        self.failures = self.failures + 1 if error else 0
        self.last_error = error
        if self.stage != before:
            self.since = now

    def reset(self) -> None:
        """Clear all failures."""
        self.failures, self.since, self.last_error, self.sheds = 0, None, None, 0

    def wire(self, *, signing_key: bool) -> JsonObject:
        """Return the webhook as the API shows it, with its signing key if the caller may read it."""
        return {
            "id": self.id,
            "url": self.url,
            "signing_key_set": True,
            "active": self.active,
            "created_at": self.created_at,
            "updated_at": self.updated_at,
            "delivery_backend": "valkey",
            "delivery_state": {
                "state": self.stage,
                "since": self.since,
                "last_error": self.last_error,
                "consecutive_failures": self.failures,
                "sheds": self.sheds,
            },
            **({"signing_key": self.signing_key} if signing_key else {}),
        }


def new_webhook(ids: Ids, url: str, now: int) -> Webhook:
    """Return a new webhook with a new signing key."""
    return Webhook(ids.mint("wh"), url, ids.hex(64), now, now)


def find_webhook(webhooks: Sequence[Webhook], webhook_id: str) -> Webhook | None:
    """Return the webhook with this id, or None."""
    return next((webhook for webhook in webhooks if webhook.id == webhook_id), None)


def as_listed(webhooks: Sequence[Webhook], *, signing_keys: bool) -> dict[str, Any]:
    """Return the webhooks of a trigger as the API lists them."""
    return {
        "webhook_urls": [webhook.url for webhook in webhooks],
        "webhooks": [webhook.wire(signing_key=signing_keys) for webhook in webhooks],
    }
