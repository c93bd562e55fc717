"""Deployed triggers."""

from __future__ import annotations

from attrs import evolve
from starlette.exceptions import HTTPException

from ..components.props import check_accounts
from ..service.call import Call
from ..service.pagination import window
from ..state.records import Trigger
from ..state.state import State
from ..triggers.deploy import check, schedule_of, stored_props, timer_of
from ..wire.responses import JsonResponse, SandboxResponse, no_content
from ..wire.types import JsonObject

_EDITABLE = ("active", "name", "emit_on_deploy")


def list_(state: State, call: Call) -> SandboxResponse:
    """List the user's triggers of one kind; native ones only when asked for."""
    kind = call.query.get("emitter_type", "source")
    found = {
        trigger.id: trigger
        for trigger in call.environment.triggers.owned_by(call.query["external_user_id"])
        if trigger.emitter_type == kind
    }
    page = window(list(found), call.environment.triggers.ranks, call.query)
    return JsonResponse({"page_info": page.info, "data": [found[key].wire for key in page.ids]})


def retrieve(state: State, call: Call) -> SandboxResponse:
    """Show one of the user's triggers."""
    return JsonResponse({"data": find(call).wire})


def update(state: State, call: Call) -> SandboxResponse:
    """Change the given fields. New configured props replace all old ones; id, key and URLs stay."""
    trigger = find(call)
    changes = _reconfigured(state, call, trigger) if "configured_props" in call.body else {}
    if trigger.component.native is None:
        changes |= {name: call.body[name] for name in _EDITABLE if name in call.body}
    if trigger.timer is not None and not trigger.active:
        trigger.timer = evolve(trigger.timer, handled_until=state.clock())
    trigger.active = call.body.get("active", trigger.active)
    trigger.wire = {**trigger.wire, **changes, "updated_at": int(state.clock())}
    return JsonResponse({"data": trigger.wire})


def delete(state: State, call: Call) -> SandboxResponse:
    """Remove one of the user's triggers."""
    call.environment.triggers.remove(find(call).id)
    return no_content()


def find(call: Call) -> Trigger:
    """Return the trigger of a call, or raise 404 if the user has no such trigger."""
    trigger = call.environment.triggers.get(call.path["trigger_id"])
    if trigger is None or trigger.external_user_id != call.query["external_user_id"]:
        raise HTTPException(404, "path.trigger_id: this user has no such deployed trigger")
    return trigger


def _reconfigured(state: State, call: Call, trigger: Trigger) -> JsonObject:
    """Check new configured props as a deployment does, and return the changed fields of the JSON."""
    configured = call.body["configured_props"]
    body = {"configured_props": configured, "external_user_id": trigger.external_user_id}
    props = trigger.wire.get("configurable_props", trigger.component.props)
    accounts = check_accounts(call.environment, props, body)
    check(trigger.component, props, body, accounts)
    trigger.account_ids = frozenset(accounts.values())
    trigger.timer = timer_of(props, configured, state.clock())
    if trigger.component.native is None:
        before = trigger.wire["configured_props"]
        return {"configured_props": stored_props(props, configured, state.ids, before, call.request.origin)}
    if trigger.component.native == "timer":
        return {**schedule_of(configured.get("cron")), "schedule_changed_at": int(state.clock())}
    return {}
