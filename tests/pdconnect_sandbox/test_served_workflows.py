"""Workflows of a served sandbox, where each has a path."""

from __future__ import annotations

import gzip

import httpx
import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Http, ok, rejected


def parts(request: httpx.Request) -> httpx.Response:
    received = {"url": str(request.url), "body": request.content.decode(), "header": request.headers["x-a"]}
    return httpx.Response(201, json=received, headers={"x-b": "c"})


def test_a_workflow_gets_the_request_as_if_at_its_own_host(sandbox: Sandbox, http: Http) -> None:
    sandbox.add_workflow("en123", parts)
    response = http.request("PUT", "/_workflows/en123/a%20b/?c=d", content=b"body", headers={"x-a": "1"})
    assert (response.status_code, response.headers["x-b"]) == (201, "c")
    assert response.json() == {"url": "https://en123.m.pipedream.net/a%20b/?c=d", "body": "body", "header": "1"}
    [call] = sandbox.calls("workflows.invoke")
    assert (call.method, call.status, call.target) == ("PUT", 201, "https://en123.m.pipedream.net/a%20b/?c=d")


def test_a_workflow_of_another_domain_is_found_by_its_host(sandbox: Sandbox, http: Http) -> None:
    sandbox.add_workflow("https://en7.flows.example.com", lambda request: httpx.Response(204))
    assert http.post("/_workflows/en7.flows.example.com", {}).status_code == 204


def test_one_workflow_is_always_available(sandbox: Sandbox, http: Http) -> None:
    headers = {"x-pd-external-user-id": "ada"}
    received = ok(http.post("/_workflows/eoecho", {"a": 1}, params={"b": "2"}, headers=headers))
    assert received == {
        "method": "POST",
        "path": "/",
        "query": {"b": "2"},
        "body": {"a": 1},
        "external_user_id": "ada",
        "environment": "development",
    }
    [call] = sandbox.calls("workflows.invoke_for_external_user")
    assert call.external_user_id == "ada"
    sandbox.reset()
    ok(http.get("/_workflows/eoecho"))
    with sandbox.client() as client:
        assert client.workflows.invoke("eoecho", body={"a": 1}).json()["body"] == {"a": 1}


def test_an_access_token_is_required_by_workflows_with_oauth(sandbox: Sandbox, http: Http) -> None:
    sandbox.add_workflow("en123", lambda request: httpx.Response(200), auth_type="oauth")
    assert http.post("/_workflows/en123", {}).status_code == 200
    rejected(Http(sandbox, None, None).post("/_workflows/en123", {}), 401)


def test_a_workflow_can_call_the_sandbox_that_serves_it(sandbox: Sandbox) -> None:
    with sandbox.serve() as served, httpx.Client(base_url=served.base_url, trust_env=False) as http:

        def ask(request: httpx.Request) -> httpx.Response:
            return httpx.Response(http.get("/_sandbox/overview").status_code)

        sandbox.add_workflow("en123", ask)
        assert http.post("/_workflows/en123").status_code == 200


def test_a_workflow_reads_a_compressed_body(sandbox: Sandbox, http: Http) -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        assert request.headers["content-encoding"] == "gzip"
        return httpx.Response(200, content=gzip.compress(request.content), headers={"content-encoding": "gzip"})

    sandbox.add_workflow("en123", respond)
    sent = gzip.compress(b"{}")
    response = http.request("POST", "/_workflows/en123", content=sent, headers={"content-encoding": "gzip"})
    assert response.content == sent


def test_an_unknown_workflow_is_not_found(http: Http) -> None:
    assert "no workflow at en404" in rejected(http.post("/_workflows/en404", {}), 404)
    for path in ("", "en:x", "%00", "en@x", "[", "a..b"):
        assert "no workflow" in rejected(http.get(f"/_workflows/{path}"), 404)


@pytest.mark.parametrize(("failure", "status"), [(httpx.ReadTimeout, 504), (httpx.ConnectError, 502)])
def test_a_workflow_that_fails_with_an_exception(
    sandbox: Sandbox, http: Http, failure: type[httpx.TransportError], status: int
) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise failure("it broke")

    sandbox.add_workflow("en123", fail)
    assert http.post("/_workflows/en123", {}).status_code == status
