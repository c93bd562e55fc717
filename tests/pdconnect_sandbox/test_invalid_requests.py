"""Invalid requests are rejected, with the part of the request and the reason."""

from __future__ import annotations

from typing import Any, cast

import pytest

from pdconnect.sandbox import Sandbox, SpecMismatchError

from .helpers import PROJECT, Http, ok, refused, sign_in


def test_unknown_paths_and_methods(http: Http) -> None:
    for path in ("/", "/v1", "~/nothing", "~/accounts/apn_1/more", "~//accounts"):
        refused(http.get(path), 404)
    for path, allowed in (("/v1/connect/usage", "GET"), ("~/accounts/apn_1", "DELETE, GET")):
        response = http.post(path, {})
        assert allowed in refused(response, 405)
        assert response.headers["allow"] == allowed


def test_a_slash_at_the_end_is_accepted_as_in_the_reference(http: Http) -> None:
    ok(http.get("~/accounts/"))
    ok(http.get("~/deployed-triggers/", external_user_id="ada"))


def test_an_encoded_slash_stays_in_its_segment(http: Http) -> None:
    assert "path.account_id" in refused(http.get("~/accounts/apn_1%2Faccounts"), 400)
    assert "no such user" in refused(http.delete("~/users/a%2Fb"), 404)
    assert "UTF-8" in refused(http.delete("~/users/%ff"), 400)
    assert "path.external_user_id" in refused(http.delete(f"~/users/{'x' * 251}"), 400)


def test_every_problem_of_a_request_is_named(http: Http) -> None:
    body: dict[str, Any] = {"success_redirect_uri": "nowhere", "expires_in": 14401, "allowed_origins": ["x", 1]}
    error = refused(http.post("~/tokens", body, params={"verbose": "1"}), 400)
    assert error.split("; ") == [
        "query.verbose: is not known here",
        "body.allowed_origins.1: must be of type string",
        "body.expires_in: must be at most 14400",
        "body.external_user_id: is missing",
        "body.success_redirect_uri: must be a valid uri",
    ]


@pytest.mark.parametrize("uri", ["", "nowhere", "http://", "http://[::1", "http://a b/"])
def test_urls_are_checked(http: Http, uri: str) -> None:
    body = {"external_user_id": "ada", "webhook_uri": uri}
    assert refused(http.post("~/tokens", body), 400) == "body.webhook_uri: must be a valid uri"


def test_query_values_are_checked(http: Http) -> None:
    def error(query: str) -> str:
        return refused(http.get(f"~/accounts?{query}"), 400)

    assert error("limit=1&limit=2") == "query.limit: must be of type integer"
    assert error("include_credentials=1") == "query.include_credentials: must be of type boolean"
    assert "query.oauth_app_id: must match" in error("oauth_app_id=slack")
    assert "at most 250" in error(f"external_user_id={'x' * 251}")
    triggers = http.get("~/deployed-triggers", external_user_id="a", emitter_type="rocket")
    assert "email or http or source or timer" in refused(triggers, 400)


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
    assert refused(response, 400) == f"body: {reason}"


def test_an_unexpected_body_is_rejected(http: Http) -> None:
    assert "takes none" in refused(http.request("GET", "~/accounts", json={"app": "slack"}), 400)
    ok(http.request("GET", "~/accounts", headers={"content-type": "application/json"}))


def test_errors_do_not_repeat_the_values_of_the_request(http: Http) -> None:
    body = {"grant_type": "client_credentials", "client_id": 5, "client_secret": {"key": "canary-7"}}
    response = http.post("/v1/oauth/token", body)
    assert "body.client_secret: must be of type string" in refused(response, 400)
    assert "canary-7" not in response.text


def invalid_response(strict: bool) -> tuple[Http, str]:
    sandbox = Sandbox(strict=strict)
    account = sandbox.add_account(app="slack", external_user_id="ada", name=cast(Any, 5))
    return sign_in(sandbox), f"{PROJECT}/accounts/{account.id}"


def test_a_response_that_does_not_match_the_specification_raises() -> None:
    http, path = invalid_response(strict=True)
    with pytest.raises(SpecMismatchError, match=r"accounts_retrieve 200: body\.name: must be of type string or null"):
        http.get(path)
    assert http.sandbox.request_log[-1].status == 500


def test_responses_are_not_checked_if_not_strict() -> None:
    http, path = invalid_response(strict=False)
    assert ok(http.get(path))["name"] == 5
