"""Custom workflows: functions that return their responses."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

import pdconnect
from pdconnect.testing import Sandbox


def echo(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={"path": request.url.path, "body": request.content.decode()})


def test_a_workflow_is_started_by_its_endpoint_or_its_url(sandbox: Sandbox, client: pdconnect.Client) -> None:
    url = sandbox.add_workflow("en123", echo)
    assert url == "https://en123.m.pipedream.net"
    assert client.workflows.invoke("en123", body={"a": 1}).json() == {"path": "/", "body": '{"a":1}'}
    assert client.workflows.invoke(f"{url}/orders?id=7").json()["path"] == "/orders"
    first, second = sandbox.calls("workflows.invoke")
    assert (first.method, first.body, first.status, first.executed) == ("POST", {"a": 1}, 200, True)
    assert second.target == f"{url}/orders?id=7"


@pytest.mark.anyio
async def test_a_workflow_for_a_user_with_the_async_client(sandbox: Sandbox) -> None:
    sandbox.add_workflow("https://en7.flows.example.com/path", echo, auth_type="oauth")
    client = sandbox.async_client(workflow_domain="flows.example.com")
    response = await client.workflows.invoke_for_external_user("en7", "user-1", body={})
    assert response.status_code == 200
    [call] = sandbox.calls("workflows.invoke_for_external_user")
    assert (call.external_user_id, call.environment) == ("user-1", "development")


def test_a_workflow_that_requires_an_access_token(sandbox: Sandbox, client: pdconnect.Client) -> None:
    sandbox.add_workflow("en123", echo, auth_type="oauth")
    with pytest.raises(pdconnect.UnauthorizedError):
        client.workflows.invoke("en123")
    assert client.workflows.invoke("en123", auth_type="oauth").status_code == 200
    assert [call.status for call in sandbox.calls("workflows.invoke")] == [401, 200]


def test_a_workflow_can_fail(sandbox: Sandbox, client: pdconnect.Client) -> None:
    def time_out(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("too late", request=request)

    sandbox.add_workflow("en1", lambda request: httpx.Response(500))
    sandbox.add_workflow("en2", time_out)
    with pytest.raises(pdconnect.ServerError):
        client.workflows.invoke("en1")
    with pytest.raises(pdconnect.RequestTimeoutError):
        client.workflows.invoke("en2")
    assert [call.status for call in sandbox.calls("workflows.invoke")] == [500, 0]


def test_no_secret_in_the_request_log_of_a_workflow(sandbox: Sandbox, client: pdconnect.Client) -> None:
    sandbox.add_workflow("en123", echo)
    sandbox.add_account(app="slack", external_user_id="user-1", credentials={"oauth_access_token": "canary-1"})
    client.workflows.invoke("en123", body={"token": "canary-1"})
    assert "canary-1" not in repr(sandbox.calls())


@pytest.mark.parametrize("given", ["http://en123.m.pipedream.net", "https://"])
def test_an_invalid_workflow_is_a_value_error(sandbox: Sandbox, given: Any) -> None:
    with pytest.raises(ValueError, match="https URL"):
        sandbox.add_workflow(given, echo)
