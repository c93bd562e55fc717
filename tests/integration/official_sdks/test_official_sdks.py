"""Every operation of the reference, called by the official SDKs themselves, over TLS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from pdconnect.sandbox import RecordedRequest, Sandbox

from .calls import CALLS, DEFECT, SLASHED, USER, WORKFLOW_CALLS
from .running import node, outcomes, python

PROGRAMS: dict[str, Callable[[], list[str]]] = {"python": python, "typescript": node}
LACKING = {
    "python": {"rate_limits_create"},
    "typescript": {"rate_limits_create", "deployed_triggers_reset_webhook_delivery_state"},
}
"""Operations that an SDK has no method for."""
NUMBERED = [(number, call) for number, call in enumerate(CALLS)]


@dataclass(frozen=True)
class Told:
    """What an SDK says of each call, and what the sandbox has seen."""

    outcomes: list[Any]
    request_log: list[RecordedRequest]


@pytest.fixture(scope="module", params=PROGRAMS)
def sdk(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def told(sdk: str) -> Told:
    receiver = httpx.MockTransport(lambda request: httpx.Response(200))
    sandbox = Sandbox(webhook_transport=receiver)
    apps = ("gitlab", "google_sheets", "slack")
    kept = {app: sandbox.add_account(app=app, external_user_id=USER).id for app in apps}
    with sandbox.client() as client:
        kept["emitter"] = client.triggers.deploy(id="email-new-email", external_user_id=USER).id
    sandbox.emit(kept["emitter"], {"subject": "Hello"})
    return Told(outcomes(PROGRAMS[sdk](), sandbox, CALLS, kept), sandbox.request_log)


@pytest.mark.parametrize(("number", "call"), NUMBERED, ids=lambda one: getattr(one, "method", one))
def test_the_call_succeeds(told: Told, sdk: str, number: int, call: Any) -> None:
    outcome = told.outcomes[number]
    if call.operation in LACKING[sdk]:
        assert outcome["error"] == "there is no such method"
    else:
        assert outcome == {"method": call.method, "ok": True, "given": True}


def test_every_operation_was_called_and_nothing_else_refused(told: Told, sdk: str, operations: set[str]) -> None:
    done = {entry.operation_id for entry in told.request_log if entry.status < 300}
    assert operations - done == LACKING[sdk]
    assert [entry for entry in told.request_log if entry.status >= 300] == []


def test_what_an_sdk_gets_wrong_by_itself(sdk: str) -> None:
    sandbox = Sandbox()
    sandbox.add_account(app="slack", external_user_id=SLASHED)
    [outcome] = outcomes(PROGRAMS[sdk](), sandbox, [DEFECT], {})
    sent = sandbox.request_log[-1].path
    if sdk == "python":
        assert "there is no such operation" in outcome["error"]
        assert sent.endswith("/users/user/2")
    else:
        assert outcome["ok"]
        assert sent.endswith("/users/user%2F2")


def test_workflows_are_started(sdk: str) -> None:
    sandbox = Sandbox()
    told = outcomes(PROGRAMS[sdk](), sandbox, WORKFLOW_CALLS, {})
    if sdk == "python":
        assert all("404" in outcome["error"] for outcome in told)
        assert [entry.path[:8] for entry in sandbox.request_log if entry.status == 404] == ["/https:/", "/https:/"]
    else:
        assert [outcome["given"] for outcome in told] == [True, True]
        [own], [for_user] = sandbox.calls("workflows.invoke"), sandbox.calls("workflows.invoke_for_external_user")
        assert (own.body, own.status) == ({"a": 1}, 200)
        assert (for_user.external_user_id, for_user.status) == ("user-1", 200)
