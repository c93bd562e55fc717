"""Files that runs of actions write."""

from __future__ import annotations

from typing import Any

import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Clock, Http, browser, component_request, ok, rejected, sign_in

WRITE, LIST = "sandbox_utils-write-report", "sandbox_utils-list-files"
CONTENT = b"a\nb\ntotal,3\n"


def write(http: Http, **more: Any) -> Any:
    props = {"lines": ["a", "b"], "numbers": [1, 2]}
    return ok(http.post("~/actions/run", component_request(WRITE, {**props, **more.pop("props", {})}, **more)))


def download(http: Http, key: str) -> Any:
    return http.get("~/file_stash/download", s3_key=key)


@pytest.mark.parametrize("wanted", ["", "NEW", True])
def test_a_run_stores_a_file_in_a_new_stash(http: Http, wanted: Any) -> None:
    done = write(http, stash_id=wanted)
    [upload] = done["exports"]["$filestash_uploads"]
    assert upload["localPath"] == "/tmp/report.csv"
    [user] = ok(http.get("~/users"))["data"]
    assert upload["s3Key"] == f"1day/proj_sandbox/{user['id']}/{done['stash_id']}/u/report.csv"
    response = download(http, upload["s3Key"])
    assert (response.status_code, response.content) == (200, CONTENT)
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["content-length"] == str(len(CONTENT))
    assert Http(http.sandbox, None, None).get(upload["get_url"]).content == CONTENT


@pytest.mark.parametrize("more", [{}, {"stash_id": None}, {"stash_id": False}])
def test_without_a_stash_no_file_is_stored(http: Http, more: Any) -> None:
    done = write(http, **more)
    assert done["exports"] == {"$summary": "Wrote report.csv"}
    assert "stash_id" not in done


def test_a_stash_is_reused(http: Http) -> None:
    first = write(http, stash_id="NEW")
    second = write(http, stash_id=first["stash_id"], props={"fileName": "second/file.csv"})
    assert "slash" in second["os"][0]["err"]["message"]
    assert second["stash_id"] == first["stash_id"]
    write(http, stash_id=first["stash_id"], props={"fileName": "Ünï.csv"})
    listed = ok(http.post("~/actions/run", component_request(LIST, stash_id=first["stash_id"])))
    assert [item["fileName"] for item in listed["ret"]] == ["report.csv", "Ünï.csv"]


def test_some_actions_need_a_stash(http: Http) -> None:
    assert "body.stash_id" in rejected(http.post("~/actions/run", component_request(LIST)), 400)
    assert ok(http.get(f"~/actions/{LIST}"))["data"]["stash"] == "required"
    assert ok(http.post("~/actions/run", component_request(LIST, stash_id="NEW")))["ret"] == []


def test_a_stash_belongs_to_its_user_and_environment(sandbox: Sandbox, http: Http) -> None:
    done = write(http, stash_id="NEW")
    key = done["exports"]["$filestash_uploads"][0]["s3Key"]
    foreign = {**component_request(LIST, stash_id=done["stash_id"]), "external_user_id": "bob"}
    assert "no such stash" in rejected(http.post("~/actions/run", foreign), 400)
    assert "no such stash" in rejected(http.post("~/actions/run", component_request(LIST, stash_id="stash-1")), 400)
    assert download(browser(http, "jay"), key).status_code == 200
    rejected(download(browser(http, "bob"), key), 404)
    rejected(download(sign_in(sandbox, "production"), key), 404)
    rejected(download(http, f"{key}.old"), 404)
    assert "s3_key: is missing" in rejected(http.get("~/file_stash/download"), 400)


def test_files_expire(sandbox: Sandbox, http: Http, clock: Clock) -> None:
    done = write(http, stash_id="NEW")
    [upload] = done["exports"]["$filestash_uploads"]
    anonymous = Http(sandbox, None, None)
    clock.now += 30 * 60
    rejected(anonymous.get(upload["get_url"]), 404)
    rejected(anonymous.get("/_sandbox/files/fake"), 404)
    assert download(http, upload["s3Key"]).status_code == 200
    clock.now += 24 * 3600
    later = sign_in(sandbox)
    rejected(download(later, upload["s3Key"]), 404)
    assert "expired" in rejected(later.post("~/actions/run", component_request(LIST, stash_id=done["stash_id"])), 400)


def test_a_download_can_be_a_redirect_to_a_url_without_a_token(clock: Clock) -> None:
    http = sign_in(Sandbox(clock=clock, redirect_downloads=True))
    report = component_request("sandbox_utils-write-report", {"lines": ["a"]}, stash_id="NEW")
    key = ok(http.post("~/actions/run", report))["exports"]["$filestash_uploads"][0]["s3Key"]
    for method in ("GET", "HEAD"):
        assert http.request(method, "~/file_stash/download", params={"s3_key": key}).status_code == 302
    response = http.get("~/file_stash/download", s3_key=key)
    assert (response.status_code, response.content) == (302, b"")
    location = response.headers["location"].removeprefix("http://sandbox.test")
    assert location.startswith("/_sandbox/files/")
    anonymous = Http(http.sandbox, None, None)
    assert anonymous.get(location).content == b"a\ntotal,0\n"
    clock.now += 1801
    assert anonymous.get(location).status_code == 404
    assert http.get("~/file_stash/download", s3_key=f"{key}x").status_code == 404
