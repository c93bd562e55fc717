"""The requests that a sandbox received, by the client's method names."""

from __future__ import annotations

import inspect

import pytest

import pdconnect
from pdconnect.testing import Sandbox

_NO_RESOURCE = {"send", "send_raw_response", "close", "paginate", "paginate_raw_response", "raw_access_token", "tools"}
_NO_OPERATION = {"deploy_component", "form", "transport", "request", "stream", "wait_for_account"}
"""Methods that create something, send several operations, or are named after the HTTP method that they send."""


def test_the_calls_of_one_method(sandbox: Sandbox, client: pdconnect.Client) -> None:
    client.accounts.list(app="slack", limit=3)
    client.actions.run(id="sandbox_utils-large-result", external_user_id="user-1", configured_props={"rows": 1})
    [call] = sandbox.calls("actions.run")
    assert sandbox.calls("actions_run") == [call]
    assert call.body["configured_props"] == {"rows": 1}
    assert (call.external_user_id, call.environment, call.status, call.executed) == ("user-1", "development", 200, True)
    assert call.at == sandbox.now == 1_800_000_000.0
    [listed] = sandbox.calls("accounts.list")
    assert listed.query == {"app": "slack", "limit": 3}
    assert sandbox.calls("accounts.delete") == []
    assert [item.operation_id for item in sandbox.calls()] == ["oauth_tokens_create", "accounts_list", "actions_run"]


def test_the_repr_of_a_call_shows_no_secret(sandbox: Sandbox, client: pdconnect.Client) -> None:
    with pytest.raises(pdconnect.NotFoundError):
        client.users.delete_external_user("nobody")
    [call] = sandbox.calls("users.delete_external_user")
    assert repr(call) == "<users_delete_external_user 404: DELETE /v1/connect/proj_sandbox/users/nobody, for 'nobody'>"
    assert "sandbox-secret" not in repr(sandbox.calls())


def test_an_unknown_name_is_an_error(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match=r"there is no operation action\.run; did you mean actions_run"):
        sandbox.calls("action.run")
    with pytest.raises(ValueError, match=r"^there is no operation x$"):
        sandbox.calls("x")


def test_every_method_of_the_client_is_known_by_its_name(sandbox: Sandbox, client: pdconnect.Client) -> None:
    resources = [name for name in dir(type(client)) if name not in _NO_RESOURCE and name[0] != "_"]
    known = 0
    for resource in resources:
        for name, _ in inspect.getmembers(getattr(client, resource), inspect.ismethod):
            if not name.startswith("_") and name not in _NO_OPERATION:
                assert sandbox.calls(f"{resource}.{name}") == []
                known += 1
    assert known > 50
