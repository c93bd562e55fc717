"""The contents of a sandbox, as the admin endpoints show them, without credentials."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..service.mask import Mask
from ..service.request_log import RequestLog
from ..service.service import Service
from ..state.projects import Environment
from ..state.state import State
from ..wire.timestamps import iso
from ..wire.types import JsonObject
from ..wire.webhook_delivery import Delivery
from .actions import fingerprint


def overview(state: State, service: Service) -> JsonObject:
    """Return projects, accounts, triggers, tokens and faults, oldest first."""
    mask = service.mask
    return {
        "now": iso(state.clock()),
        "projects": [mask.value(project.wire()) for project in state.projects],
        "accounts": [mask.value(one) for environment in state.environments() for one in _accounts(environment)],
        "triggers": [mask.value(one) for environment in state.environments() for one in _triggers(environment)],
        "tokens": list(_tokens(state, mask)),
        "faults": [rule.wire() for rule in service.faults],
    }


def find_requests(request_log: RequestLog, request_id: str | None) -> list[JsonObject]:
    """Return all requests, oldest first, or only the one with this id."""
    return [record.wire() for record in request_log if request_id in (None, record.request_id)]


def deliveries_wire(deliveries: Sequence[Delivery], mask: Mask) -> list[JsonObject]:
    """Return all webhook requests, oldest first."""
    return [_delivery(one, mask) for one in deliveries]


def _accounts(environment: Environment) -> Iterator[JsonObject]:
    for account in environment.accounts:
        yield {
            **_where(environment),
            "id": account.id,
            "app": account.app_slug,
            "external_user_id": account.external_user_id,
            "dead": account.revoked_at is not None,
        }


def _triggers(environment: Environment) -> Iterator[JsonObject]:
    for trigger in environment.triggers:
        yield {
            **_where(environment),
            "id": trigger.id,
            "component": trigger.component.key,
            "external_user_id": trigger.external_user_id,
            "active": trigger.active,
            "events": trigger.emitted_count,
            "webhook_urls": [webhook.url for webhook in trigger.webhooks],
        }


def _tokens(state: State, mask: Mask) -> Iterator[JsonObject]:
    now = state.clock()
    for token, access in state.access_tokens.items():
        yield {"fingerprint": fingerprint(token), "kind": "access", **_until(access.expires_at, now)}
    for token, connect in state.connect_tokens.items():
        user = mask.value(connect.external_user_id)
        more = {**_where(connect.environment), "external_user_id": user, "spent": connect.spent}
        yield {"fingerprint": fingerprint(token), "kind": "connect", **_until(connect.expires_at, now), **more}


def _until(expires_at: float, now: float) -> JsonObject:
    return {"expires_at": iso(expires_at), "expired": expires_at <= now}


def _where(environment: Environment) -> dict[str, Any]:
    return {"project_id": environment.project.id, "environment": environment.name}


def _delivery(delivery: Delivery, mask: Mask) -> JsonObject:
    return {
        "at": delivery.at,
        "kind": delivery.kind,
        "url": mask.text(delivery.url),
        "headers": dict(delivery.headers),
        "body": mask.value(delivery.json()),
        "status": delivery.status,
        "error": delivery.error,
        "not_sent": delivery.not_sent,
    }
