"""Every operation of the reference, called with the official SDKs over TLS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from pdconnect.sandbox import RecordedRequest, Sandbox

from .calls import CALL_WITH_SLASH, CALLS, USER, USER_WITH_SLASH, WORKFLOW_CALLS
from .sdk_programs import node, node_2, outcomes, python

PROGRAMS: dict[str, Callable[[], list[str]]] = {"python": python, "typescript": node, "typescript 2.5": node_2}
_ACTS = ("create", "list", "retrieve", "update", "delete")
MISSING_METHODS = {
    "python": {"rate_limits_create"},
    "typescript": {"rate_limits_create", "deployed_triggers_reset_webhook_delivery_state"},
    "typescript 2.5": {
        "rate_limits_create",
        "deployed_triggers_reset_webhook_delivery_state",
        "accounts_list_by_external_user",
        *(f"{tag}_{act}" for tag in ("oauth_apps", "app_overrides") for act in _ACTS),
    },
}
"""Operations that an SDK has no method for."""
NUMBERED = [(number, call) for number, call in enumerate(CALLS)]


@dataclass(frozen=True)
class SdkRun:
    """The outcome of each call with an SDK, and the requests that the sandbox received."""

    outcomes: list[Any]
    request_log: list[RecordedRequest]


@pytest.fixture(scope="module", params=PROGRAMS)
def sdk(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def sdk_run(sdk: str) -> SdkRun:
    receiver = httpx.MockTransport(lambda request: httpx.Response(200))
    sandbox = Sandbox(webhook_transport=receiver)
    apps = ("gitlab", "google_sheets", "slack")
    saved = {app: sandbox.add_account(app=app, external_user_id=USER).id for app in apps}
    with sandbox.client() as client:
        saved["emitter"] = client.triggers.deploy(id="email-new-email", external_user_id=USER).id
    sandbox.emit(saved["emitter"], {"subject": "Hello"})
    return SdkRun(outcomes(PROGRAMS[sdk](), sandbox, CALLS, saved), sandbox.request_log)


@pytest.mark.parametrize(("number", "call"), NUMBERED, ids=lambda value: getattr(value, "method", value))
def test_the_call_succeeds(sdk_run: SdkRun, sdk: str, number: int, call: Any) -> None:
    outcome = sdk_run.outcomes[number]
    if call.operation in MISSING_METHODS[sdk]:
        assert outcome["error"] == "there is no such method"
    else:
        assert outcome == {"method": call.method, "ok": True, "has_result": True}


def test_every_operation_is_called_and_no_request_is_rejected(sdk_run: SdkRun, sdk: str, operations: set[str]) -> None:
    done = {entry.operation_id for entry in sdk_run.request_log if entry.status < 300}
    assert operations - done == MISSING_METHODS[sdk]
    assert [entry for entry in sdk_run.request_log if entry.status >= 300] == []


@pytest.fixture(scope="module")
def addresses_run(sdk: str) -> SdkRun:
    """Calls whose addresses differ between SDKs: an id with a slash, and workflows."""
    sandbox = Sandbox()
    sandbox.add_account(app="slack", external_user_id=USER_WITH_SLASH)
    return SdkRun(outcomes(PROGRAMS[sdk](), sandbox, [CALL_WITH_SLASH, *WORKFLOW_CALLS], {}), sandbox.request_log)


def test_a_slash_in_an_id_is_sent_as_each_sdk_encodes_it(addresses_run: SdkRun, sdk: str) -> None:
    outcome = addresses_run.outcomes[0]
    (sent,) = (entry.path for entry in addresses_run.request_log if "/users/" in entry.path)
    if sdk == "python":
        assert "there is no such operation" in outcome["error"]
        assert sent.endswith("/users/user/2")
    else:
        assert outcome["ok"]
        assert sent.endswith("/users/user%2F2")


def test_workflows_are_invoked(addresses_run: SdkRun, sdk: str) -> None:
    results, request_log = addresses_run.outcomes[1:], addresses_run.request_log
    if sdk == "python":
        assert all("404" in outcome["error"] for outcome in results)
        refused = [entry.path[:8] for entry in request_log if entry.status == 404 and "/users/" not in entry.path]
        assert refused == ["/https:/", "/https:/"]
    else:
        assert [outcome["has_result"] for outcome in results] == [True, True]
        (own,) = (entry for entry in request_log if entry.operation_id == "workflows_invoke")
        (for_user,) = (entry for entry in request_log if entry.operation_id == "workflows_invoke_for_external_user")
        assert (own.body, own.status) == ({"a": 1}, 200)
        assert (for_user.external_user_id, for_user.status) == ("user-1", 200)
