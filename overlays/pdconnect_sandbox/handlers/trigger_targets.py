"""The events of deployed triggers, and the workflows and webhooks that receive them."""

from __future__ import annotations

from itertools import islice

from starlette.exceptions import HTTPException

from ..service.call import Call
from ..state.state import State
from ..state.webhooks import Webhook, as_listed, find_webhook, new_webhook
from ..wire.responses import JsonResponse, SandboxResponse
from .deployed_triggers import find

_DEFAULT_EVENTS = 20


def list_events(state: State, call: Call) -> SandboxResponse:
    """List the last events, the newest first."""
    return JsonResponse({"data": list(islice(find(call).events, call.query.get("n", _DEFAULT_EVENTS)))})


def list_workflows(state: State, call: Call) -> SandboxResponse:
    """List the workflows that receive the events."""
    return JsonResponse({"workflow_ids": find(call).workflow_ids})


def update_workflows(state: State, call: Call) -> SandboxResponse:
    """Set the workflows that receive the events."""
    trigger = find(call)
    trigger.workflow_ids = list(dict.fromkeys(call.body["workflow_ids"]))
    return JsonResponse({"workflow_ids": trigger.workflow_ids})


def list_webhooks(state: State, call: Call) -> SandboxResponse:
    """List the webhooks, with their keys for a server."""
    return JsonResponse(as_listed(find(call).webhooks, signing_keys=call.sees_keys))


def update_webhooks(state: State, call: Call) -> SandboxResponse:
    """Set the URLs; a webhook whose URL stays keeps its id and its key."""
    trigger, now = find(call), int(state.clock())
    known = {webhook.url: webhook for webhook in trigger.webhooks}
    urls = dict.fromkeys(call.body["webhook_urls"])
    trigger.webhooks = [known.get(url) or new_webhook(state.ids, url, now) for url in urls]
    return JsonResponse(as_listed(trigger.webhooks, signing_keys=call.sees_keys))


def retrieve_webhook(state: State, call: Call) -> SandboxResponse:
    """Show one webhook with its key."""
    return _shown(_find_webhook(call))


def regenerate_webhook_signing_key(state: State, call: Call) -> SandboxResponse:
    """Replace the signing key of a webhook."""
    webhook = _find_webhook(call)
    webhook.signing_key, webhook.updated_at = state.ids.hex(64), int(state.clock())
    return _shown(webhook)


def reset_webhook_delivery_state(state: State, call: Call) -> SandboxResponse:
    """Clear all recorded failures of a webhook."""
    webhook = _find_webhook(call)
    webhook.reset()
    return _shown(webhook)


def _find_webhook(call: Call) -> Webhook:
    webhook = find_webhook(find(call).webhooks, call.path["webhook_id"])
    if webhook is None:
        raise HTTPException(404, "path.webhook_id: the deployed trigger has no such webhook")
    return webhook


def _shown(webhook: Webhook) -> SandboxResponse:
    return JsonResponse({"data": webhook.wire(signing_key=True)})
