"""The webhook of a project environment, which receives the events of triggers without one of their own."""

from __future__ import annotations

from starlette.exceptions import HTTPException

from ..service.call import Call
from ..state.state import State
from ..state.webhooks import Webhook, new_webhook
from ..wire.responses import JsonResponse, SandboxResponse, no_content


def retrieve_webhook(state: State, call: Call) -> SandboxResponse:
    """Show the webhook without its key, or null if there is none."""
    webhook = call.environment.webhook
    return JsonResponse({"data": webhook.wire(signing_key=False) if webhook else None})


def update_webhook(state: State, call: Call) -> SandboxResponse:
    """Set the URL. Only the first response has the key. A new URL clears the recorded failures."""
    now, url = int(state.clock()), call.body["url"]
    is_new = call.environment.webhook is None
    webhook = call.environment.webhook or new_webhook(state.ids, url, now)
    if webhook.url != url:
        webhook.reset()
    webhook.url, webhook.updated_at = url, now
    call.environment.webhook = webhook
    return JsonResponse({"data": webhook.wire(signing_key=is_new)})


def delete_webhook(state: State, call: Call) -> SandboxResponse:
    """Delete the webhook."""
    _find(call)
    call.environment.webhook = None
    return no_content()


def regenerate_webhook_signing_key(state: State, call: Call) -> SandboxResponse:
    """Replace the signing key of the webhook."""
    webhook = _find(call)
    webhook.signing_key, webhook.updated_at = state.ids.hex(64), int(state.clock())
    return JsonResponse({"data": webhook.wire(signing_key=True)})


def _find(call: Call) -> Webhook:
    if call.environment.webhook is None:
        raise HTTPException(404, f"path: {call.environment.name} has no webhook")
    return call.environment.webhook
