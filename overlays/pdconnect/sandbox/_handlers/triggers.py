"""Deploying triggers."""

from __future__ import annotations

from pdconnect.sandbox._calls import Call
from pdconnect.sandbox._deploying import bad_timers, native_wire, new_id, slug, stored_props
from pdconnect.sandbox._handlers.components import find
from pdconnect.sandbox._props import check_accounts, check_props, missing, props_in_force
from pdconnect.sandbox._registry import Component, ComponentError
from pdconnect.sandbox._state import State, Trigger
from pdconnect.sandbox._types import JsonObject, Refusal, Reply


def deploy(state: State, call: Call) -> Reply:
    """Deploy a trigger; only this answer shows the key its webhooks are signed with."""
    component = find(state, "trigger", call.body["id"], call.body.get("version"))
    props = props_in_force(call.here, component, call.body)
    accounts = check_accounts(call.here, props, call.body)
    _check(component, props, call.body, accounts)
    emitter_type = component.native or "source"
    trigger_id = new_id(state.ids, emitter_type)
    wire = _wire(state, call, component, props, trigger_id)
    signed = emitter_type == "source" and "webhook_url" in call.body
    trigger = Trigger(
        id=trigger_id,
        emitter_type=emitter_type,
        external_user_id=call.body["external_user_id"],
        account_ids=frozenset(accounts.values()),
        wire=wire,
        webhook_url=call.body.get("webhook_url"),
        signing_key=state.ids.hex(64) if signed else None,
    )
    call.here.triggers.add(trigger.id, trigger)
    shown = {"webhook_signing_key": trigger.signing_key} if _shows_key(call, trigger) else {}
    return Reply(200, {"data": {**wire, **shown}})


def _check(component: Component, props: list[JsonObject], body: JsonObject, accounts: dict[str, str]) -> None:
    configured = body.get("configured_props", {})
    told = [f"body.configured_props.{name}: is missing" for name in missing(props, configured)]
    told += [
        f"body.configured_props.{name}: must have intervalSeconds or cron" for name in bad_timers(props, configured)
    ]
    if told:
        raise Refusal(400, "; ".join(told))
    try:
        check_props(component, props, body, accounts)
    except ComponentError as failure:
        raise Refusal(400, f"body.configured_props: {failure}") from None


def _wire(state: State, call: Call, component: Component, props: list[JsonObject], trigger_id: str) -> JsonObject:
    configured, now = call.body.get("configured_props", {}), int(state.clock())
    owner = state.user_id(call.here, call.body["external_user_id"])
    if component.native is not None:
        return native_wire(component.native, trigger_id, configured.get("cron"), state.ids, now)
    name = f"{state.settings.project_name} - {owner}"
    taken = [one.wire["name_slug"] for one in call.here.triggers if "name_slug" in one.wire]
    return {
        "id": trigger_id,
        "owner_id": owner,
        "component_id": component.id,
        "component_key": component.key,
        "configurable_props": props,
        "configured_props": stored_props(props, configured, state.ids),
        "active": True,
        "created_at": now,
        "updated_at": now,
        "name": name,
        "name_slug": slug(name, taken),
        "emit_on_deploy": call.body.get("emit_on_deploy", True),
    }


def _shows_key(call: Call, trigger: Trigger) -> bool:
    return trigger.signing_key is not None and call.caller.scheme == "oauth"
