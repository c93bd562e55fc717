"""Invalid requests are rejected, with the part of the request and the reason."""

from __future__ import annotations

import gzip
from typing import Any, cast

import httpx
import pytest

from pdconnect.sandbox import Sandbox, SpecMismatchError

from .helpers import PROJECT, Http, browser, connected, ids, ok, rejected, sign_in


def test_an_unknown_path_or_method_is_rejected(http: Http) -> None:
    for path in ("/", "/v1", "~/nothing", "~/accounts/apn_1/more", "~/x//accounts"):
        rejected(http.get(path), 404)
    for path, allowed in (("/v1/connect/usage", "GET"), ("~/accounts/apn_1", "DELETE, GET")):
        response = http.post(path, {})
        assert allowed in rejected(response, 405)
        assert response.headers["allow"] == allowed


def test_a_slash_at_the_end_is_accepted_as_in_the_reference(http: Http) -> None:
    ok(http.get("~/accounts/"))
    ok(http.get("~/deployed-triggers/", external_user_id="ada"))


@pytest.mark.parametrize("path", ["/v1/connect//accounts", "/v1//connect///accounts//", "~//accounts", "~///accounts/"])
def test_several_slashes_count_as_one(http: Http, path: str) -> None:
    ok(browser(http).get(path))


def test_an_encoded_slash_stays_in_its_segment(http: Http) -> None:
    assert "path.account_id" in rejected(http.get("~/accounts/apn_1%2Faccounts"), 400)
    assert "no such user" in rejected(http.delete("~/users/a%2Fb"), 404)
    assert "UTF-8" in rejected(http.delete("~/users/%ff"), 400)
    assert "path.external_user_id" in rejected(http.delete(f"~/users/{'x' * 251}"), 400)


def test_every_problem_of_a_request_is_named() -> None:
    body: dict[str, Any] = {"success_redirect_uri": "nowhere", "expires_in": 14401, "allowed_origins": ["x", 1]}
    strict = sign_in(Sandbox(strict=True))
    error = rejected(strict.post("~/tokens", body, params={"verbose": "1"}), 400)
    assert error.split("; ") == [
        "query.verbose: is unknown to this operation",
        "body.allowed_origins.1: must be of type string",
        "body.expires_in: must be at most 14400",
        "body.external_user_id: is missing",
        "body.success_redirect_uri: must be a valid uri",
    ]


@pytest.mark.parametrize("uri", ["", "nowhere", "http://", "http://[::1", "http://a b/"])
def test_urls_are_checked(http: Http, uri: str) -> None:
    body = {"external_user_id": "ada", "webhook_uri": uri}
    assert rejected(http.post("~/tokens", body), 400) == "body.webhook_uri: must be a valid uri"


def test_query_values_are_checked(http: Http) -> None:
    def error(query: str) -> str:
        return rejected(http.get(f"~/accounts?{query}"), 400)

    assert error("limit=1&limit=2") == "query.limit: must be of type integer"
    assert error("include_credentials=yes") == "query.include_credentials: must be of type boolean"
    assert "query.oauth_app_id: must match" in error("oauth_app_id=slack")
    assert "at most 250" in error(f"external_user_id={'x' * 251}")
    triggers = http.get("~/deployed-triggers", external_user_id="a", emitter_type="rocket")
    assert "email or http or source or timer" in rejected(triggers, 400)


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        (b"{", "application/json", "is not JSON"),
        (b'{"a": NaN}', "application/json", "is not JSON"),
        (b"\xff", "application/json", "is not JSON"),
        (b"[" * 200_000, "application/json", "is not JSON"),
        (b"[]", "application/json", "must be a JSON object"),
        (b"null", "application/json", "must be a JSON object"),
        (b"a=1", "application/x-www-form-urlencoded", "must be sent as application/json"),
        (b"", "application/json", "is missing"),
    ],
)
def test_bodies_that_cannot_be_decoded(http: Http, content: bytes, kind: str, reason: str) -> None:
    response = http.request("POST", "~/tokens", content=content, headers={"content-type": kind})
    assert rejected(response, 400) == f"body: {reason}"


def test_an_unexpected_body_is_rejected(http: Http) -> None:
    assert "takes no body" in rejected(http.request("GET", "~/accounts", json={"app": "slack"}), 400)
    ok(http.request("GET", "~/accounts", json={}))
    ok(http.request("GET", "~/accounts", headers={"content-type": "application/json"}))


def test_errors_do_not_repeat_the_values_of_the_request(http: Http) -> None:
    body = {"grant_type": "client_credentials", "client_id": 5, "client_secret": {"key": "canary-7"}}
    response = http.post("/v1/oauth/token", body)
    assert "body.client_secret: must be of type string" in rejected(response, 400)
    assert "canary-7" not in response.text


def invalid_response(checked: bool) -> tuple[Http, str]:
    sandbox = Sandbox(check_responses=checked)
    account = sandbox.add_account(app="slack", external_user_id="ada", name=cast(Any, 5))
    return sign_in(sandbox), f"{PROJECT}/accounts/{account.id}"


def test_a_response_that_does_not_match_the_specification_raises() -> None:
    http, path = invalid_response(checked=True)
    with pytest.raises(SpecMismatchError, match=r"accounts_retrieve 200: body\.name: must be of type string or null"):
        http.get(path)
    assert http.sandbox.request_log[-1].status == 500


def test_responses_are_not_checked_if_that_is_switched_off() -> None:
    http, path = invalid_response(checked=False)
    assert ok(http.get(path))["name"] == 5


# ---- requests in the forms that clients really send


def test_unknown_query_parameters_are_ignored_and_logged(sandbox: Sandbox, http: Http) -> None:
    account = sandbox.add_account(app="slack", external_user_id="ada").id
    ok(http.get(f"~/accounts/{account}?app=slack&external_user_id=ada&include_credentials=1&x[]=1"))
    entry = sandbox.request_log[-1]
    assert (entry.ignored_query, entry.query) == (["app", "external_user_id", "x[]"], {"include_credentials": True})
    ok(http.get("~/accounts", app="slack"))
    assert sandbox.request_log[-1].ignored_query == []
    strict = sign_in(Sandbox(strict=True))
    assert rejected(strict.get("~/users?app=slack&limit=1"), 400) == "query.app: is unknown to this operation"
    assert strict.sandbox.request_log[-1].ignored_query == ["app"]


def test_unknown_fields_of_a_body_are_ignored_and_logged(sandbox: Sandbox, http: Http) -> None:
    body = {
        "id": "gitlab-new-issue",
        "external_user_id": "ada",
        "configured_props": {},
        "webhookUrl": "https://a.example/",
    }
    body["configured_props"] = {"gitlab": connected(sandbox, "gitlab", "ada"), "projectId": 1}
    trigger = ok(http.post("~/triggers/deploy", body))["data"]
    assert sandbox.request_log[-1].ignored_body == ["webhookUrl"]
    assert ok(http.get(f"~/deployed-triggers/{trigger['id']}/webhooks", external_user_id="ada"))["webhook_urls"] == []
    assert "fields of the body are not known to the operation, and were ignored: webhookUrl" in page_of_last(sandbox, 2)
    strict = sign_in(Sandbox(strict=True))
    assert rejected(strict.post("~/triggers/deploy", body), 400) == "body.webhookUrl: is unknown to this operation"
    assert strict.sandbox.request_log[-1].ignored_body == ["webhookUrl"]
    ok(http.get("~/accounts"))
    assert sandbox.request_log[-1].ignored_body == []


def page_of_last(sandbox: Sandbox, back: int) -> str:
    """Return the admin page of a recorded request, counted from the last one."""
    number = str(sandbox.request_log[-back].number)
    return Http(sandbox, None, None).get("/_sandbox", view="requests", open=number).text


@pytest.mark.parametrize("value", ["true", "True", "TRUE", "1"])
def test_a_boolean_can_be_written_in_several_ways(sandbox: Sandbox, http: Http, value: str) -> None:
    sandbox.add_account(app="slack", external_user_id="ada")
    assert "credentials" in ok(http.get("~/accounts", include_credentials=value))["data"][0]
    assert "credentials" not in ok(http.get("~/accounts", include_credentials="0"))["data"][0]


def test_without_the_header_of_the_environment_it_is_production(sandbox: Sandbox) -> None:
    account = sandbox.add_account(app="slack", external_user_id="ada", environment="production").id
    sandbox.add_account(app="slack", external_user_id="ada")
    http = sign_in(sandbox, None)
    assert ids(ok(http.get("~/accounts"))) == [account]
    for path in ("~/webhook", "~/oauth_apps", "~/projects/info", "~/users"):
        ok(http.get(path))
    assert ok(browser(sign_in(sandbox)).get("~/accounts"))["data"] == []  # a Connect token names its own


def test_delete_takes_an_empty_object(sandbox: Sandbox, http: Http) -> None:
    for content in (b"{}", b" { } "):
        account = sandbox.add_account(app="slack", external_user_id="ada").id
        headers = {"content-type": "application/json"}
        response = http.request("DELETE", f"~/accounts/{account}", content=content, headers=headers)
        assert response.status_code == 204


@pytest.mark.parametrize("path", ["~/accounts", "/v1/connect/apps", "~/accounts/apn_none", "/v1/connect/usage", "/x"])
def test_head_is_get_without_the_body(http: Http, path: str) -> None:
    got, head = http.get(path), http.request("HEAD", path)
    assert (head.status_code, head.content) == (got.status_code, b"")
    for name in ("content-type", "content-length"):
        assert head.headers[name] == got.headers[name]
    assert http.request("HEAD", "~/tokens").status_code == 405


def test_head_works_over_a_socket_and_in_process(sandbox: Sandbox) -> None:
    with httpx.Client(transport=sandbox.transport, base_url="https://sandbox.test") as client:
        assert (client.head("/v1/connect/apps").status_code, client.head("/v1/connect/apps").content) == (401, b"")
    with sandbox.serve() as served, httpx.Client(base_url=served.base_url, trust_env=False) as client:
        for _ in range(2):
            assert client.head("/v1/connect/apps").status_code == 401


@pytest.mark.parametrize("encoding", ["gzip", "br", "GZIP", "deflate, gzip"])
def test_a_compressed_body_is_refused(http: Http, encoding: str) -> None:
    content = gzip.compress(b'{"external_user_id": "ada"}')
    headers = {"content-type": "application/json", "content-encoding": encoding}
    assert "content-encoding" in rejected(http.request("POST", "~/tokens", content=content, headers=headers), 415)
    ok(http.request("POST", "~/tokens", json={"external_user_id": "ada"}, headers={"content-encoding": "identity"}))
