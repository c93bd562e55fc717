"""Running actions."""

from __future__ import annotations

from pdconnect.sandbox._calls import Call
from pdconnect.sandbox._handlers.components import find
from pdconnect.sandbox._observations import observation
from pdconnect.sandbox._props import check_accounts, check_props, props_in_force, scene
from pdconnect.sandbox._registry import ComponentError
from pdconnect.sandbox._stashing import names_in, stash_for, uploads
from pdconnect.sandbox._state import State
from pdconnect.sandbox._types import JsonObject, Refusal, Reply


def run(state: State, call: Call) -> Reply:
    """Run an action; its own failure comes with status 200 and an entry in `os`."""
    component = find(state, "action", call.body["id"], call.body.get("version"))
    if component.run is None:
        raise Refusal(400, f"body.id: {component.key} cannot be run in the sandbox")
    props = props_in_force(call.here, component, call.body)
    accounts = check_accounts(call.here, props, call.body)
    stash = stash_for(state, call, component)
    used: JsonObject = {"stashId": stash.id} if stash else {}
    state.meter.count("action_run", state.clock())
    try:
        check_props(component, props, call.body, accounts)
        outcome = component.run(scene(state, call.here, props, call.body, accounts, names_in(stash)))
    except ComponentError as failure:
        told = [observation(failure, state.clock())]
        return Reply(200, {"exports": {}, "os": told, "ret": None, **used})
    summary: JsonObject = {} if outcome.summary is None else {"$summary": outcome.summary}
    exports: JsonObject = {**summary, **outcome.exports}
    if stash is not None and outcome.files:
        exports["$filestash_uploads"] = uploads(state, call, stash, outcome.files)
    return Reply(200, {"exports": exports, "os": [], "ret": outcome.ret, **used}, delay=outcome.delay)
