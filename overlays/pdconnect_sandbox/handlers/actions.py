"""Running actions."""

from __future__ import annotations

from ..apps import ComponentError
from ..components.file_stash import names_in, stash_for, uploads
from ..components.observations import observation
from ..components.props import check_accounts, check_props, props_in_force, run_context
from ..service.call import Call
from ..state.state import State
from ..wire.types import JsonObject, Refusal, Reply
from .components import find


def run(state: State, call: Call) -> Reply:
    """Run an action; its own failure comes with status 200 and an entry in `os`."""
    component = find(state, "action", call.body["id"], call.body.get("version"))
    if component.run is None:
        raise Refusal(400, f"body.id: {component.key} cannot be run in the sandbox")
    props = props_in_force(call.environment, component, call.body)
    accounts = check_accounts(call.environment, props, call.body)
    stash = stash_for(state, call, component)
    used: JsonObject = {"stashId": stash.id} if stash else {}
    state.meter.count("action_run", state.clock())
    try:
        check_props(component, props, call.body, accounts)
        outcome = component.run(run_context(state, call.environment, props, call.body, accounts, names_in(stash)))
    except ComponentError as failure:
        told = [observation(failure, state.clock())]
        return Reply(200, {"exports": {}, "os": told, "ret": None, **used})
    summary: JsonObject = {} if outcome.summary is None else {"$summary": outcome.summary}
    exports: JsonObject = {**summary, **outcome.exports}
    if stash is not None and outcome.files:
        exports["$filestash_uploads"] = uploads(state, call, stash, outcome.files)
    return Reply(200, {"exports": exports, "os": [], "ret": outcome.ret, **used}, delay=outcome.delay)
