"""Running actions."""

from __future__ import annotations

from starlette.exceptions import HTTPException

from ..apps import ComponentError
from ..components.error_formats import observation
from ..components.file_stash import files_by_name, stash_for, uploads
from ..components.props import check_accounts, check_props, effective_props, run_context
from ..service.call import Call
from ..state.state import State
from ..wire.responses import JsonResponse, SandboxResponse
from ..wire.types import JsonObject
from .components import find


def run(state: State, call: Call) -> SandboxResponse:
    """Run an action. An error of the action itself has status 200 and an entry in `os`."""
    component = find(state, "action", call.body["id"], call.body.get("version"))
    if component.run is None:
        raise HTTPException(400, f"body.id: {component.key} cannot be run in the sandbox")
    props = effective_props(call.environment, component, call.body)
    accounts = check_accounts(call.environment, props, call.body)
    stash = stash_for(state, call, component)
    used: JsonObject = {"stash_id": stash.id} if stash else {}
    state.meter.count("action_run", state.clock())
    try:
        check_props(component, props, call.body, accounts)
        outcome = component.run(run_context(state, call.environment, props, call.body, accounts, files_by_name(stash)))
    except ComponentError as error:
        observations = [observation(error, state.clock())]
        return JsonResponse({"exports": {}, "os": observations, "ret": None, **used})
    summary: JsonObject = {} if outcome.summary is None else {"$summary": outcome.summary}
    exports: JsonObject = {**summary, **outcome.exports}
    if stash is not None and outcome.files:
        exports["$filestash_uploads"] = uploads(state, call, stash, outcome.files)
    return JsonResponse({"exports": exports, "os": [], "ret": outcome.ret, **used}, delay=outcome.delay)
