"""The last official SDK of the 1.x line, which many programs still use. It speaks HTTPS only."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from pdconnect.sandbox import RecordedRequest, Sandbox

from .calls import USER
from .older_calls import OLDER_CALLS
from .running import older_node, outcomes

NUMBERED = [(number, call) for number, call in enumerate(OLDER_CALLS)]


@pytest.fixture(scope="module")
def sandbox() -> Sandbox:
    return Sandbox(webhook_transport=httpx.MockTransport(lambda request: httpx.Response(200)))


@pytest.fixture(scope="module")
def told(sandbox: Sandbox) -> tuple[list[Any], list[RecordedRequest]]:
    """What the SDK says of each call, and what the sandbox has seen."""
    apps = ("gitlab", "google_sheets", "slack")
    kept = {app: sandbox.add_account(app=app, external_user_id=USER).id for app in apps}
    with sandbox.client() as client:
        kept["emitter"] = client.triggers.deploy(id="email-new-email", external_user_id=USER).id
        kept["category"] = client.app_categories.list()[0].id
    sandbox.emit(kept["emitter"], {"subject": "Hello"})
    return outcomes(older_node(), sandbox, OLDER_CALLS, kept), sandbox.request_log


@pytest.mark.parametrize(("number", "call"), NUMBERED, ids=lambda one: getattr(one, "method", one))
def test_the_call_succeeds(told: tuple[list[Any], list[RecordedRequest]], number: int, call: Any) -> None:
    assert told[0][number] == {"method": call.method, "ok": True, "given": True}


def test_nothing_was_refused(told: tuple[list[Any], list[RecordedRequest]]) -> None:
    assert [entry for entry in told[1] if entry.status >= 300] == []
