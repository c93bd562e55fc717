"""Emit an event of a deployed trigger: record it, and send it to the webhooks of the trigger or of the environment."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from starlette.exceptions import HTTPException

from pdconnect.webhooks import SIGNATURE_HEADER, sign

from ..state.projects import Environment
from ..state.records import Trigger
from ..state.state import State
from ..state.webhooks import Webhook
from ..wire.strict_json import to_json
from ..wire.timestamps import iso, milliseconds
from ..wire.types import JsonObject, WebhookRequest


def emit(state: State, trigger_id: str, payload: Any, summary: str | None) -> tuple[JsonObject, list[WebhookRequest]]:
    """Emit an event of a trigger. Return it with the webhook requests to send."""
    environment, trigger = _find(state, trigger_id)
    if not trigger.active:
        raise HTTPException(400, f"trigger: {trigger_id} is not active")
    try:
        payload, summary = to_json(payload, "payload"), to_json(summary, "summary")
    except ValueError as error:
        raise HTTPException(400, str(error)) from None
    return emit_from(state, environment, trigger, payload, summary, state.clock())


def emit_from(
    state: State, environment: Environment, trigger: Trigger, payload: Any, summary: str | None, now: float
) -> tuple[JsonObject, list[WebhookRequest]]:
    """Emit an event of an active trigger at a given time."""
    event: JsonObject = {
        "e": payload,
        "k": "emit",
        "ts": milliseconds(now),
        "id": f"{milliseconds(now)}-{trigger.emitted_count}",
        **({"sum": summary} if summary is not None else {}),
    }
    trigger.emitted_count += 1
    trigger.events.appendleft(event)
    state.meter.count("source_emit", now)
    return event, list(_webhook_requests(state, environment, trigger, payload, now))


def _find(state: State, trigger_id: str) -> tuple[Environment, Trigger]:
    for environment in state.environments():
        trigger = environment.triggers.get(trigger_id)
        if trigger is not None:
            return environment, trigger
    raise HTTPException(404, f"trigger: there is no deployed trigger {trigger_id}")


def _webhook_requests(
    state: State, environment: Environment, trigger: Trigger, payload: Any, now: float
) -> Iterator[WebhookRequest]:
    body = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
    for webhook in trigger.webhooks or ([environment.webhook] if environment.webhook else []):
        if webhook.active:
            yield _webhook_request(state, environment, trigger, webhook, body, now)
        else:
            webhook.sheds += 1


def _webhook_request(
    state: State, environment: Environment, trigger: Trigger, webhook: Webhook, body: bytes, now: float
) -> WebhookRequest:
    seconds = int(now)
    headers = [
        ("content-type", "application/json"),
        (SIGNATURE_HEADER, sign(body, webhook.signing_key, now=seconds)),
        ("x-pd-timestamp", iso(now)),
        ("x-pd-emitter-id", trigger.id),
        ("x-pd-external-user-id", trigger.external_user_id),
        ("x-pd-project-id", environment.project.id),
        ("x-pd-environment", environment.name),
    ]

    def record(error: str | None) -> None:
        with state.lock:
            webhook.record_delivery(error, seconds)

    return WebhookRequest("trigger_event", webhook.url, headers, body, record)
