# Generated from spec/schemas/deployed_triggers.yaml#/TriggerWebhooks. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, list_reader, model_reader

if TYPE_CHECKING:
    from .webhook import Webhook


class TriggerWebhooks(Model):
    """The URLs that the events of a deployed trigger are posted to."""

    __slots__ = ()

    webhook_urls: list[str]
    """The URLs."""

    webhooks: list[Webhook] | None = None
    """The webhooks of these URLs. Missing in older responses."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "webhook_urls": Field("webhook_urls"),
        "webhooks": Field("webhooks", list_reader(model_reader("Webhook"))),
    }
