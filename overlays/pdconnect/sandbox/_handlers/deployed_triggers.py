"""Deployed triggers."""

from __future__ import annotations

from pdconnect.sandbox._calls import Call
from pdconnect.sandbox._paging import window
from pdconnect.sandbox._state import State, Trigger
from pdconnect.sandbox._types import NO_CONTENT, Refusal, Reply


def list_(state: State, call: Call) -> Reply:
    """List the user's triggers of one kind; native ones only when asked for."""
    kind = call.query.get("emitter_type", "source")
    found = {
        one.id: one
        for one in call.here.triggers
        if one.external_user_id == call.query["external_user_id"] and one.emitter_type == kind
    }
    page = window(list(found), call.here.triggers.ranks, call.query)
    return Reply(200, {"page_info": page.info, "data": [found[key].wire for key in page.ids]})


def retrieve(state: State, call: Call) -> Reply:
    """Show one of the user's triggers."""
    return Reply(200, {"data": _one(call).wire})


def delete(state: State, call: Call) -> Reply:
    """Remove one of the user's triggers."""
    call.here.triggers.remove(_one(call).id)
    return NO_CONTENT


def _one(call: Call) -> Trigger:
    trigger = call.here.triggers.get(call.path["trigger_id"])
    if trigger is None or trigger.external_user_id != call.query["external_user_id"]:
        raise Refusal(404, "path.trigger_id: this user has no such deployed trigger")
    return trigger
