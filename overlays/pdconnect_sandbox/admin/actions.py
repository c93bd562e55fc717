"""The actions of the admin endpoints. Each takes the validated fields of a request."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from starlette.exceptions import HTTPException

from ..connect.connect import NewAccount, connect, connect_by_token, connector_for
from ..connect.serialize import account_wire
from ..service.fault_rules import Faults
from ..service.faults import Fault
from ..state.clock import seconds_of
from ..state.projects import Environment
from ..state.revocation import expire_token, expire_tokens, revoke_account
from ..state.state import State
from ..triggers import timers
from ..triggers.emit import emit
from ..wire.responses import JsonResponse, SandboxResponse, no_content
from ..wire.types import JsonObject


def create_account(state: State, given: JsonObject) -> SandboxResponse:
    """Connect an account as its user would, given the id of the user."""
    parts = {name: value for name, value in given.items() if name not in ("project_id", "environment")}
    environment = _environment(state, given)
    return JsonResponse(account_wire(state, environment, connect(state, environment, NewAccount(**parts))))


def create_account_by_token(state: State, given: JsonObject) -> SandboxResponse:
    """Connect an account as its user would, given a Connect token."""
    make = connector_for(state, given["app"], given.get("oauth_app_id"))
    account, webhook_requests = connect_by_token(state, given["connect_token"], make)
    return JsonResponse(
        account_wire(state, state.connect_tokens[given["connect_token"]].environment, account),
        webhook_requests=webhook_requests,
    )


def revoke(state: State, account_id: str, given: JsonObject) -> SandboxResponse:
    """Revoke an account at its app."""
    environment, account = revoke_account(state, account_id, given.get("error"))
    return JsonResponse(account_wire(state, environment, account))


def emit_event(state: State, trigger_id: str, payload: Any) -> SandboxResponse:
    """Emit an event of a deployed trigger."""
    event, webhook_requests = emit(state, trigger_id, payload, None)
    return JsonResponse({"data": event}, webhook_requests=webhook_requests)


def expire(state: State, given: JsonObject) -> SandboxResponse:
    """Expire one token, given by its value or its fingerprint, or all tokens."""
    if len(given) != 1 or given.get("all") is False:
        raise HTTPException(400, "body: must have one of token, fingerprint and all")
    if "all" in given:
        expire_tokens(state)
        return no_content()
    tokens = {fingerprint(token): token for token in (*state.access_tokens, *state.connect_tokens)}
    expire_token(state, given.get("token") or tokens.get(given.get("fingerprint", ""), ""))
    return no_content()


def fingerprint(token: str) -> str:
    """Return a short hash that identifies a token without revealing it."""
    return sha256(token.encode()).hexdigest()[:12]


def add_fault(faults: Faults, given: JsonObject) -> SandboxResponse:
    """Add a fault."""
    try:
        return JsonResponse(faults.add(Fault(**given)).wire())
    except ValueError as error:
        raise HTTPException(400, str(error)) from None


def throttle(faults: Faults, given: JsonObject) -> SandboxResponse:
    """Throttle requests, by default the next one."""
    return add_fault(faults, {"times": 1, "retry_after": 1.0, "status": 429, **given})


def end_fault(faults: Faults, rule_id: str) -> SandboxResponse:
    """End a fault."""
    if not faults.cancel(rule_id):
        raise HTTPException(404, "path: there is no such fault, or it has ended")
    return no_content()


def end_all_faults(faults: Faults) -> SandboxResponse:
    """End all faults."""
    faults.clear()
    return no_content()


def advance(state: State, given: JsonObject) -> SandboxResponse:
    """Advance the clock, fire timers, and return the new time."""
    parts = {unit: given.get(unit, 0.0) for unit in ("seconds", "minutes", "hours", "days")}
    webhook_requests = timers.advance(state, seconds_of(**parts))
    return JsonResponse({"now": state.clock()}, webhook_requests=webhook_requests)


def _environment(state: State, given: JsonObject) -> Environment:
    project = state.projects.get(given.get("project_id", state.home.id))
    if project is None:
        raise HTTPException(400, "body.project_id: there is no such project")
    environment = project.environments.get(given.get("environment", "development"))
    if environment is None:
        raise HTTPException(400, f"body.environment: must be {' or '.join(project.environments)}")
    return environment
