"""The types that users of the testing kit see. Checked by mypy, never run."""

from collections.abc import Mapping
from typing import Any, assert_type

import pdconnect
from pdconnect import models
from pdconnect.testing import Delivery, Outcome, RecordedRequest, Sandbox


def clients(sandbox: Sandbox) -> None:
    assert_type(sandbox.client(), pdconnect.Client)
    assert_type(sandbox.client(environment="production", max_retries=0, timeout=3.0), pdconnect.Client)
    assert_type(sandbox.async_client(connect_token="ctok_1"), pdconnect.AsyncClient)
    sandbox.client(max_retries="2")  # type: ignore[arg-type]
    sandbox.client(retries=2)  # type: ignore[call-arg]
    sandbox.async_client(environment="staging")  # type: ignore[arg-type]


def factories(sandbox: Sandbox) -> None:
    assert_type(sandbox.add_account(app="slack", external_user_id="u"), models.Account)
    assert_type(sandbox.add_app("acme", auth_type="keys", fields=["key"]), models.App)
    assert_type(sandbox.add_component("acme-act", run=outcome, options={"a": ["b"], "c": strings}), models.Component)
    sandbox.add_component("acme-new", kind="timer")  # type: ignore[arg-type]
    sandbox.add_component("acme-act", run=strings, reload=lambda values: [{"name": "a", "type": "string"}])


def outcome(values: Mapping[str, Any]) -> Outcome:
    return Outcome(values["a"], exports={"b": 1})


def strings(values: Mapping[str, Any]) -> list[str]:
    return list(values)


def recorded_calls(sandbox: Sandbox) -> None:
    for call in sandbox.calls("actions.run"):
        assert_type(call, RecordedRequest)
        assert_type(call.status, int)
    for delivery in sandbox.emit("dc_1", {"a": 1}):
        assert_type(delivery, Delivery)
        assert_type(delivery.headers, Mapping[str, str])
    assert_type(sandbox.waits, list[float])
    with sandbox as same:
        assert_type(same, Sandbox)
