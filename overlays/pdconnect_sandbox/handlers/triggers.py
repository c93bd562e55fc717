"""Deploying triggers."""

from __future__ import annotations

from ..apps import Component
from ..components.props import check_accounts, effective_props
from ..service.call import Call
from ..state.records import Trigger
from ..state.state import State
from ..state.webhooks import new_webhook
from ..triggers.deploy import check, native_wire, new_id, slug, stored_props, timer_of
from ..triggers.timers import first_poll
from ..wire.responses import JsonResponse, SandboxResponse
from ..wire.types import JsonObject
from .components import find


def deploy(state: State, call: Call) -> SandboxResponse:
    """Deploy a trigger. For a server, the response has the key that signs the webhook requests."""
    component = find(state, "trigger", call.body["id"], call.body.get("version"))
    props = effective_props(call.environment, component, call.body)
    accounts = check_accounts(call.environment, props, call.body)
    check(component, props, call.body, accounts)
    trigger_id = new_id(state.ids, component.native or "source")
    wire = _wire(state, call, component, props, trigger_id)
    url, workflow_id = call.body.get("webhook_url"), call.body.get("workflow_id")
    trigger = Trigger(
        id=trigger_id,
        component=component,
        external_user_id=call.body["external_user_id"],
        account_ids=frozenset(accounts.values()),
        wire=wire,
        webhooks=[new_webhook(state.ids, url, int(state.clock()))] if url else [],
        workflow_ids=[workflow_id] if workflow_id else [],
        timer=timer_of(props, call.body.get("configured_props", {}), state.clock()),
    )
    call.environment.triggers.add(trigger.id, trigger)
    webhook_requests = first_poll(state, call.environment, trigger, emit=call.body.get("emit_on_deploy", True))
    return JsonResponse({"data": {**wire, **_key(call, trigger)}}, webhook_requests=webhook_requests)


def _wire(state: State, call: Call, component: Component, props: list[JsonObject], trigger_id: str) -> JsonObject:
    configured, now = call.body.get("configured_props", {}), int(state.clock())
    owner = state.register_user(call.environment, call.body["external_user_id"]).id
    if component.native is not None:
        return native_wire(component.native, trigger_id, configured.get("cron"), state.ids, now, call.request.origin)
    name = f"{call.environment.project.name} - {owner}"
    taken = [trigger.wire["name_slug"] for trigger in call.environment.triggers if "name_slug" in trigger.wire]
    return {
        "id": trigger_id,
        "owner_id": owner,
        "component_id": component.id,
        "component_key": component.key,
        "configurable_props": props,
        "configured_props": stored_props(props, configured, state.ids, {}, call.request.origin),
        "active": True,
        "created_at": now,
        "updated_at": now,
        "name": name,
        "name_slug": slug(name, taken),
        "emit_on_deploy": call.body.get("emit_on_deploy", True),
    }


def _key(call: Call, trigger: Trigger) -> JsonObject:
    """Return the signing key, if a server deployed a component with a webhook."""
    shown = trigger.webhooks and call.sees_keys and trigger.component.native is None
    return {"webhook_signing_key": trigger.webhooks[0].signing_key} if shown else {}
