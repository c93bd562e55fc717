"""Projects of the workspace, each with its own accounts."""

from __future__ import annotations

from typing import Any

import pytest

from pdconnect.sandbox import Sandbox

from .helpers import CLIENT, Http, browser, connected, created, ids, list_all, ok, rejected, sign_in

PROJECTS = "/v1/connect/projects"
OWN = f"{PROJECTS}/proj_sandbox"
GIF = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def create(http: Http, name: str = "Shop", **more: Any) -> str:
    project_id: str = created(http.post(PROJECTS, {"name": name, **more}))["id"]
    return project_id


def test_a_project_is_created_read_changed_and_deleted(http: Http) -> None:
    made = created(http.post(PROJECTS, {"name": "Shop", "app_name": "Example Shop"}))
    assert made["id"].startswith("proj_")
    assert made["support_email"] is None
    path = f"{PROJECTS}/{made['id']}"
    changed = ok(http.patch(path, {"support_email": "help@example.com", "connect_require_key_auth_test": True}))
    expected = {**made, "support_email": "help@example.com", "connect_require_key_auth_test": True}
    assert changed == ok(http.get(path)) == expected
    assert ids(ok(http.get(PROJECTS))) == ["proj_sandbox", made["id"]]
    assert http.delete(path).status_code == 204
    rejected(http.get(path), 404)
    rejected(http.delete(path), 404)


def test_projects_are_found_and_paged(http: Http) -> None:
    made = [create(http, f"Shop {number}") for number in range(5)]
    assert [item["id"] for item in list_all(http, PROJECTS, limit=2)] == ["proj_sandbox", *made]
    assert ids(ok(http.get(PROJECTS, q="shop 3"))) == [made[3]]


def test_projects_need_no_environment_but_the_right_scope(sandbox: Sandbox, http: Http) -> None:
    ok(sign_in(sandbox, None).get(PROJECTS))
    reader = sign_in(sandbox, scope="connect:projects:read")
    ok(reader.get(OWN))
    assert "connect:projects:write" in rejected(reader.post(PROJECTS, {"name": "x"}), 403)
    assert "connectToken" in rejected(browser(http).get(PROJECTS), 403)
    assert "body.name: is missing" in rejected(http.post(PROJECTS, {}), 400)
    assert "path.project_id" in rejected(http.get(f"{PROJECTS}/shop"), 400)


def test_the_project_of_the_sandbox_cannot_be_deleted(http: Http) -> None:
    assert "cannot be deleted" in rejected(http.delete(OWN), 400)
    ok(http.get(OWN))


def test_projects_are_isolated(sandbox: Sandbox, http: Http) -> None:
    other = create(http)
    connected(sandbox, "slack")
    token = ok(http.post(f"/v1/connect/{other}/tokens", {"external_user_id": "ada"}))["token"]
    made = ok(Http(sandbox, None, None).post("/_sandbox/accounts", {"app": "slack", "connect_token": token}))
    assert ids(ok(http.get(f"/v1/connect/{other}/accounts"))) == [made["id"]]
    assert made["id"] not in ids(ok(http.get("~/accounts")))
    ada = Http(sandbox, token, None)
    assert ids(ok(ada.get("/v1/connect/accounts"))) == ids(ok(ada.get(f"/v1/connect/{other}/accounts"))) == [made["id"]]
    assert "not that of the Connect token" in rejected(ada.get("~/accounts"), 403)
    http.delete(f"{PROJECTS}/{other}")
    assert "not known" in rejected(ada.get("/v1/connect/accounts"), 401)
    assert "no such project" in rejected(http.get(f"/v1/connect/{other}/accounts"), 404)


def test_a_changed_name_shows_in_new_triggers(http: Http) -> None:
    ok(http.patch(OWN, {"name": "Renamed"}))
    account = connected(http.sandbox, "zendesk")
    body = {"id": "zendesk-new-ticket", "external_user_id": "jay", "configured_props": {"zendesk": account}}
    assert ok(http.post("~/triggers/deploy", body))["data"]["name"].startswith("Renamed - exu_")


def test_the_logo_is_shown_where_accounts_are_connected(http: Http) -> None:
    response = http.post(f"{OWN}/logo", {"logo": GIF})
    assert (response.status_code, response.content) == (200, b"")
    link = ok(http.post("~/tokens", {"external_user_id": "ada"}))["connect_link_url"]
    assert GIF in Http(http.sandbox, None, None).get(link).text
    rejected(http.post(f"{PROJECTS}/proj_other/logo", {"logo": GIF}), 404)


@pytest.mark.parametrize(
    "logo", ["data:", "data:text/html;base64,PGI+", "data:image/gif;base64,%%%", "https://x/y.gif"]
)
def test_logos_must_be_images(http: Http, logo: str) -> None:
    assert "body.logo" in rejected(http.post(f"{OWN}/logo", {"logo": logo}), 400)


def test_the_info_lists_the_apps_of_the_project(sandbox: Sandbox, http: Http) -> None:
    assert ok(http.get("~/projects/info")) == {"apps": []}
    client = ok(http.post("~/oauth_apps", {"app": "gitlab"}))["id"]
    for _ in range(2):
        connected(sandbox, "slack")
    sandbox.add_account(app="gitlab", external_user_id="jay", oauth_app_id=client)
    apps = [{"id": client, "name_slug": "gitlab"}, {"id": None, "name_slug": "slack"}]
    assert ok(http.get("~/projects/info")) == {"apps": apps}


def test_the_info_path_is_not_a_project_id(http: Http) -> None:
    assert "no such project" in rejected(http.get(f"{PROJECTS}/info"), 404)
    assert ok(browser(http).get(f"{PROJECTS}/info")) == {"apps": []}
    assert http.sandbox.request_log[-1].operation_id == "projects_retrieve_info"


def test_access_tokens_reach_all_projects(sandbox: Sandbox, http: Http) -> None:
    other = create(http)
    again = Http(sandbox, None, None).post("/v1/oauth/token", CLIENT).json()["access_token"]
    ok(Http(sandbox, again, "production").get(f"/v1/connect/{other}/users"))


@pytest.mark.parametrize("wrong", [["mine"], ["proj_a", "proj_a"], ["proj_sandbox"]])
def test_additional_projects_need_unique_ids(wrong: list[str]) -> None:
    with pytest.raises(ValueError, match="projects"):
        Sandbox(projects=wrong)
