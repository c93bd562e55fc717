"""App overrides: custom fields with preset values."""

from __future__ import annotations

from typing import Any

import pytest

from .helpers import Clock, Http, browser, ids, list_all, ok, rejected


@pytest.fixture
def client(http: Http) -> str:
    text: str = ok(http.post("~/oauth_apps", {"app": "gitlab"}))["id"]
    return text


def create(http: Http, name: str = "acme", app: str = "zendesk", **more: Any) -> Any:
    return ok(http.post("~/app_overrides", {"app": app, "name": name, **more}))


def test_an_override_is_created_read_and_deleted(http: Http, client: str) -> None:
    made = create(http, app="app_1Z2hw1", oauth_app_id=client)
    assert made["id"].startswith("ao_")
    assert (made["app"]["name_slug"], made["oauth_app_id"], made["cfmap"]) == ("gitlab", client, {})
    assert made["owner_id"] == "proj_sandbox"
    path = f"~/app_overrides/{made['id']}"
    assert ok(http.get(path)) == made
    assert http.delete(path).status_code == 204
    rejected(http.get(path), 404)
    rejected(http.delete(path), 404)
    rejected(http.put(path, {}), 404)


def test_null_removes_the_client_and_missing_fields_stay(http: Http, client: str, clock: Clock) -> None:
    made = create(http, app="gitlab", oauth_app_id=client)
    path = f"~/app_overrides/{made['id']}"
    clock.now += 60
    renamed = ok(http.put(path, {"name": "other"}))
    assert (renamed["name"], renamed["oauth_app_id"]) == ("other", client)
    assert renamed["updated_at"] > made["updated_at"]
    assert ok(http.put(path, {"oauth_app_id": None}))["oauth_app_id"] is None
    assert ok(http.get(path))["name"] == "other"


def test_new_values_replace_all_old_ones(http: Http) -> None:
    made = create(http, cfmap={"subdomain": "acme", "locale": "de"})
    changed = ok(http.put(f"~/app_overrides/{made['id']}", {"cfmap": {"subdomain": "other"}}))
    assert changed["cfmap"] == {"subdomain": "other"}


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"cfmap": {"api_token": "canary-1"}}, "body.cfmap.api_token: is a password"),
        ({"cfmap": {"colour": "red"}}, "body.cfmap.colour: is not a field of zendesk"),
        ({"oauth_app_id": "oa_unheard"}, "body.oauth_app_id"),
        ({"name": "taken"}, "body.name: another app override has this name"),
        ({"name": ""}, "body.name"),
    ],
)
def test_invalid_overrides_are_errors(http: Http, body: Any, reason: str) -> None:
    create(http, "taken")
    response = http.post("~/app_overrides", {"app": "zendesk", "name": "acme", **body})
    assert reason in rejected(response, 400)
    assert "canary" not in response.text
    made = create(http)
    assert reason in rejected(http.put(f"~/app_overrides/{made['id']}", body), 400)
    assert ok(http.get(f"~/app_overrides/{made['id']}")) == made


def test_an_override_can_keep_its_own_name(http: Http) -> None:
    made = create(http)
    assert ok(http.put(f"~/app_overrides/{made['id']}", {"name": "acme"}))["name"] == "acme"


def test_a_client_must_be_one_of_the_same_app(http: Http, client: str) -> None:
    body = {"app": "zendesk", "name": "x", "oauth_app_id": client}
    assert "OAuth client of zendesk" in rejected(http.post("~/app_overrides", body), 400)
    assert "body.app" in rejected(http.post("~/app_overrides", {"app": "unheard-of", "name": "x"}), 400)


def test_overrides_are_filtered_and_paged(http: Http) -> None:
    made = [create(http, f"No. {number}")["id"] for number in range(4)]
    other = create(http, app="postgresql")["id"]
    assert [item["id"] for item in list_all(http, "~/app_overrides", limit=2)] == [*made, other]
    assert ids(ok(http.get("~/app_overrides", app="postgresql"))) == [other]
    assert ids(ok(http.get("~/app_overrides", app="app_s1t2u3"))) == made
    assert ids(ok(http.get("~/app_overrides", app="unheard-of"))) == []


def test_browsers_cannot_read_overrides(http: Http) -> None:
    rejected(browser(http).get("/v1/connect/app_overrides"), 403)
