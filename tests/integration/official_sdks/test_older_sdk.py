"""The last official SDK 1.x, which many programs still use. It supports only HTTPS."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from pdconnect.sandbox import RecordedRequest, Sandbox

from .calls import USER
from .older_calls import OLDER_CALLS
from .sdk_programs import older_node, outcomes

NUMBERED = [(number, call) for number, call in enumerate(OLDER_CALLS)]


@pytest.fixture(scope="module")
def sandbox() -> Sandbox:
    return Sandbox(webhook_transport=httpx.MockTransport(lambda request: httpx.Response(200)))


@pytest.fixture(scope="module")
def sdk_run(sandbox: Sandbox) -> tuple[list[Any], list[RecordedRequest]]:
    """The outcome of each call with the SDK, and the requests that the sandbox received."""
    apps = ("gitlab", "google_sheets", "slack")
    saved = {app: sandbox.add_account(app=app, external_user_id=USER).id for app in apps}
    with sandbox.client() as client:
        saved["emitter"] = client.triggers.deploy(id="email-new-email", external_user_id=USER).id
        category_id = client.app_categories.list()[0].id
        assert category_id is not None
        saved["category"] = category_id
    sandbox.emit(saved["emitter"], {"subject": "Hello"})
    return outcomes(older_node(), sandbox, OLDER_CALLS, saved), sandbox.request_log


@pytest.mark.parametrize(("number", "call"), NUMBERED, ids=lambda value: getattr(value, "method", value))
def test_the_call_succeeds(sdk_run: tuple[list[Any], list[RecordedRequest]], number: int, call: Any) -> None:
    assert sdk_run[0][number] == {"method": call.method, "ok": True, "has_result": True}


def test_no_request_is_rejected(sdk_run: tuple[list[Any], list[RecordedRequest]]) -> None:
    assert [entry for entry in sdk_run[1] if entry.status >= 300] == []
