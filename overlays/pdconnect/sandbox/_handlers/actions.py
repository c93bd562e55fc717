"""Running actions."""

from __future__ import annotations

from pdconnect.sandbox._calls import Call
from pdconnect.sandbox._handlers.components import find
from pdconnect.sandbox._observations import observation
from pdconnect.sandbox._props import check_accounts, check_props, props_in_force, scene
from pdconnect.sandbox._registry import ComponentError
from pdconnect.sandbox._state import State
from pdconnect.sandbox._types import Refusal, Reply


def run(state: State, call: Call) -> Reply:
    """Run an action; its own failure comes with status 200 and an entry in `os`."""
    component = find(state, "action", call.body["id"], call.body.get("version"))
    if component.run is None:
        raise Refusal(400, f"body.id: {component.key} cannot be run in the sandbox")
    props = props_in_force(call.here, component, call.body)
    accounts = check_accounts(call.here, props, call.body)
    try:
        check_props(component, props, call.body, accounts)
        outcome = component.run(scene(state, call.here, call.body, accounts))
    except ComponentError as failure:
        told = [observation(failure, state.clock())]
        return Reply(200, {"exports": {}, "os": told, "ret": None})
    return Reply(200, {"exports": {"$summary": outcome.summary}, "os": [], "ret": outcome.ret})
