"""Resetting a sandbox to its initial state."""

from __future__ import annotations

from ..state.state import State
from ..wire.webhook_delivery import WebhookSender
from .service import Service


def reset(state: State, service: Service, webhook_sender: WebhookSender) -> None:
    """Delete everything: data, skipped time, faults, recorded requests and webhook requests."""
    state.clock.reset()
    state.reset()
    service.faults.clear()
    service.request_log.clear()
    webhook_sender.deliveries.clear()
