"""CORS: which browser pages can use a Connect token."""

from __future__ import annotations

import httpx
import pytest

from pdconnect.sandbox import Sandbox

from .helpers import CLIENT, Clock, Http, connect_token, ok, rejected

PAGE = "https://app.example.com"
OTHER = "https://other.example.com"
ALLOW = "access-control-allow-origin"


@pytest.fixture
def anonymous(sandbox: Sandbox) -> Http:
    return Http(sandbox, None, None)


def from_page(http: Http, origin: str, **more: str) -> Http:
    """Return the HTTP client of a page, with a Connect token that names PAGE."""
    caller = Http(http.sandbox, connect_token(http, allowed_origins=[PAGE, "http://localhost:3000"]), None)
    caller.headers.update({"origin": origin, **more})
    return caller


def preflight(http: Http, origin: str) -> httpx.Response:
    asked = {"access-control-request-method": "GET", "access-control-request-headers": "authorization,x-pd-environment"}
    return http.request("OPTIONS", "~/accounts", headers={"origin": origin, **asked})


def test_a_page_that_the_token_names_is_allowed(http: Http, anonymous: Http) -> None:
    page = from_page(http, PAGE)
    may = preflight(anonymous, PAGE)
    assert (may.status_code, may.headers[ALLOW]) == (204, PAGE)
    assert may.headers["access-control-allow-headers"] == "authorization,x-pd-environment"
    assert {"GET", "POST", "PUT", "PATCH", "DELETE"} == set(may.headers["access-control-allow-methods"].split(", "))
    response = page.get("/v1/connect/accounts")
    assert ok(response)["data"] == []
    assert response.headers[ALLOW] == PAGE
    assert "origin" in response.headers["vary"].lower()
    assert "access-control-allow-credentials" not in {**may.headers, **response.headers}


def test_errors_can_be_read_by_the_page(http: Http) -> None:
    response = from_page(http, PAGE).get("~/accounts/apn_x")
    assert (response.status_code, response.headers[ALLOW]) == (404, PAGE)
    assert response.headers["access-control-expose-headers"] == "*"


def test_other_pages_are_not_allowed(sandbox: Sandbox, http: Http, anonymous: Http) -> None:
    page = from_page(http, OTHER)
    before = len(sandbox.request_log)
    for response in (preflight(anonymous, OTHER), page.get("/v1/connect/accounts")):
        assert "allowed_origins" in rejected(response, 403)
        assert ALLOW not in response.headers
    assert len(sandbox.request_log) == before


@pytest.mark.parametrize("origin", ["null", "https://app.example.com:8443", "http://app.example.com", f"{PAGE}/"])
def test_an_origin_is_scheme_host_and_port(http: Http, origin: str) -> None:
    rejected(from_page(http, origin).get("/v1/connect/accounts"), 403)


def test_a_token_without_origins_allows_no_page(http: Http) -> None:
    caller = Http(http.sandbox, connect_token(http), None)
    assert caller.get("/v1/connect/accounts").status_code == 200
    caller.headers["origin"] = PAGE
    rejected(caller.get("/v1/connect/accounts"), 403)


def test_an_expired_token_allows_no_page(http: Http, anonymous: Http, clock: Clock) -> None:
    page = from_page(http, PAGE)
    clock.now += 14400
    rejected(preflight(anonymous, PAGE), 403)
    response = page.get("/v1/connect/accounts")
    assert "expired" in rejected(response, 401)
    assert response.headers[ALLOW] == PAGE


def test_access_tokens_are_not_for_pages(http: Http, anonymous: Http) -> None:
    http.headers["origin"] = PAGE
    response = http.get("~/accounts")
    assert response.status_code == 200
    assert ALLOW not in response.headers
    rejected(preflight(anonymous, PAGE), 403)
    assert anonymous.post("/v1/oauth/token", CLIENT, headers={"origin": PAGE}).status_code == 200


def test_own_pages_and_other_options_requests_need_no_origin(http: Http, anonymous: Http) -> None:
    assert from_page(http, "http://sandbox.test").get("/v1/connect/accounts").status_code == 200
    assert anonymous.request("OPTIONS", "~/accounts", headers={"origin": PAGE}).status_code == 405


def test_invalid_header_names_are_not_allowed(http: Http, anonymous: Http) -> None:
    from_page(http, PAGE)
    asked = {"access-control-request-method": "GET", "access-control-request-headers": "a b(c)"}
    response = anonymous.request("OPTIONS", "~/accounts", headers={"origin": PAGE, **asked})
    assert response.status_code == 204
    assert "access-control-allow-headers" not in response.headers
