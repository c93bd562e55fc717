"""A sandbox that goes on where it was left, however it was left."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pdconnect.sandbox import Sandbox
from tests import ROOT

from .helpers import Clock, Http, asking, browser, connect_token, connected, ids, ok, refused, sign_in

HOOK = "https://hooks.example.com/"


class World:
    """A sandbox with a state file, which can be started again."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path = path
        self.clock = clock
        self.sandbox = self.start()
        self.http = sign_in(self.sandbox)

    def start(self, **settings: Any) -> Sandbox:
        return Sandbox(clock=self.clock, state=self.path, **settings)

    def restart(self, **settings: Any) -> None:
        """Start again; the token of the caller stays the same."""
        self.sandbox.close()
        self.sandbox = self.start(**settings)
        self.http.sandbox = self.sandbox


@pytest.fixture
def world(tmp_path: Path, clock: Clock) -> Iterator[World]:
    world = World(tmp_path / "state.db", clock)
    yield world
    world.sandbox.close()


def deploy(http: Http, key: str, props: Any, **more: Any) -> Any:
    return ok(http.post("~/triggers/deploy", {**asking(key, props), "webhook_url": HOOK, **more}))["data"]


def fill(world: World) -> list[str]:
    """Put something of everything into a sandbox, and return the paths at which it can be seen."""
    sandbox, http = world.sandbox, world.http
    slack, keys = connected(sandbox, "slack"), sandbox.add_account(app="openai", external_user_id="ada").id
    gone = connected(sandbox, "slack")["authProvisionId"]
    http.delete(f"~/accounts/{gone}")
    sandbox.revoke_account(keys)
    client = ok(http.post("~/oauth_apps", {"app": "gitlab", "client_id": "mine", "client_secret": "canary-1"}))["id"]
    override = ok(http.post("~/app_overrides", {"app": "zendesk", "name": "EU", "cfmap": {"subdomain": "eu"}}))["id"]
    other = ok(http.post("/v1/connect/projects", {"name": "Other"}))["id"]
    http.delete("/v1/connect/projects/" + ok(http.post("/v1/connect/projects", {"name": "Third"}))["id"])
    ok(http.put("~/webhook", {"url": HOOK}))
    source = deploy(http, "gitlab-new-issue", {"gitlab": connected(sandbox, "gitlab"), "projectId": 45672541})["id"]
    timer = deploy(http, "schedule-custom-interval", {"cron": {"intervalSeconds": 900}})["id"]
    feed = deploy(http, "rss-new-item-in-feed", {"url": "https://example.com/"})["id"]
    ok(http.put(f"~/deployed-triggers/{source}/pipelines", {"workflow_ids": ["p_1"]}, external_user_id="jay"))
    for number in range(120):
        sandbox.emit(source, {"number": number}, summary=f"The {number}th")
    sandbox.advance(minutes=20)
    for key, props in {
        "slack-send-message": {"slack": slack, "conversation": "C0000000001", "text": "Hi"},
        "data_stores-add-update-record": {"dataStore": "ds_orders", "key": "a", "value": {"b": [1]}},
        "zendesk-create-ticket": {"zendesk": connected(sandbox, "zendesk"), "subject": "Help"},
    }.items():
        assert ok(http.post("~/actions/run", asking(key, props)))["os"] == []
    of_jay = "?external_user_id=jay"
    return [
        "~/accounts?include_credentials=true&limit=100",
        "~/users",
        f"~/oauth_apps/{client}",
        f"~/app_overrides/{override}",
        "/v1/connect/projects?limit=100",
        f"/v1/connect/{other}/accounts",
        "~/projects/info",
        "~/webhook",
        *(f"~/deployed-triggers/{one}{of_jay}" for one in (source, timer, feed)),
        *(f"~/deployed-triggers/{one}/events{of_jay}&n=100" for one in (source, timer, feed)),
        *(f"~/deployed-triggers/{one}/webhooks{of_jay}" for one in (source, timer, feed)),
        f"~/deployed-triggers/{source}/pipelines{of_jay}",
        f"~/deployed-triggers{of_jay}",
        "/v1/connect/usage?start_ts=0&end_ts=2000000000",
        "/_sandbox/overview",
        "/_sandbox/clock",
    ]


def test_nothing_is_lost(world: World) -> None:
    paths = fill(world)
    before = {path: ok(world.http.get(path)) for path in paths}
    assert len(before["~/accounts?include_credentials=true&limit=100"]["data"]) == 4
    world.restart()
    assert {path: ok(world.http.get(path)) for path in paths} == before
    world.restart()
    assert {path: ok(world.http.get(path)) for path in paths} == before


def test_what_comes_next_is_what_would_have_come(world: World, clock: Clock) -> None:
    fill(world)
    without = World(world.path.with_name("other.db"), clock)
    fill(without)
    world.restart()
    for one in (world, without):
        one.sandbox.advance(minutes=10)
    deliveries = [[one.body for one in each.sandbox.deliveries[-2:]] for each in (world, without)]
    assert deliveries[0] == deliveries[1]
    made = [ok(each.http.post("~/tokens", {"external_user_id": "jay"}))["token"] for each in (world, without)]
    assert made[0] == made[1]
    without.sandbox.close()


def test_what_apps_keep_is_there_too(world: World) -> None:
    fill(world)
    sheets, database = connected(world.sandbox, "google_sheets"), connected(world.sandbox, "postgresql")
    books = {"googleSheets": sheets, "sheetId": "sheet-02"}
    sql = {"postgresql": database, "sql": {"query": "INSERT INTO customers VALUES (3, 'Edith', 'Paris')"}}
    run(world.http, "google_sheets-create-worksheet", {**books, "title": "New"})
    run(world.http, "postgresql-execute-custom-query", sql)
    world.restart()
    assert run(world.http, "data_stores-get-record", {"dataStore": "ds_orders", "key": "a"}) == {"b": [1]}
    world.restart()
    sql = {"postgresql": database, "sql": {"query": "SELECT name FROM customers WHERE id = 3"}}
    assert run(world.http, "postgresql-execute-custom-query", sql) == [{"name": "Edith"}]
    asked = asking("google_sheets-get-values-in-range", {**books}, prop_name="worksheetId")
    assert [one["label"] for one in ok(world.http.post("~/components/configure", asked))["options"]] == [
        "Sheet1",
        "New",
    ]


def run(http: Http, key: str, props: Any, **more: Any) -> Any:
    ran = ok(http.post("~/actions/run", asking(key, props, **more)))
    assert ran["os"] == []
    return ran["ret"]


def test_files_and_their_addresses(world: World) -> None:
    body = asking("sandbox_utils-write-report", {"lines": ["a"]}, stash_id="NEW")
    ran = ok(world.http.post("~/actions/run", body))
    [file] = ran["exports"]["$filestash_uploads"]
    world.restart()
    assert world.http.get("~/file_stash/download", s3_key=file["s3Key"]).content == b"a\ntotal,0\n"
    assert world.http.get(file["get_url"]).content == b"a\ntotal,0\n"
    assert run(world.http, "sandbox_utils-list-files", {}, stash_id=ran["stashId"])[0]["fileName"] == "report.csv"


def test_tokens(world: World) -> None:
    page, spent = browser(world.http), connect_token(world.http)
    ok(world.http.post("/_sandbox/accounts", {"app": "slack", "connect_token": spent}))
    reload_id = ok(
        world.http.post(
            "~/actions/props",
            asking(
                "google_sheets-add-single-row",
                {"googleSheets": connected(world.sandbox, "google_sheets"), "sheetId": "sheet-02"},
            ),
        )
    )["dynamicProps"]["id"]
    budget = ok(world.http.post("/v1/connect/rate_limits", {"window_size_seconds": 60, "requests_per_window": 1}))
    mine = {"x-pd-rate-limit": budget["token"]}
    ok(world.http.request("GET", "~/accounts", headers=mine))
    world.restart()
    page.sandbox = world.sandbox
    ok(page.get("/v1/connect/accounts"))
    assert "already" in refused(world.http.post("/_sandbox/accounts", {"app": "slack", "connect_token": spent}), 400)
    refused(world.http.request("GET", "~/accounts", headers=mine), 429)
    world.http.post("~/actions/run", asking("google_sheets-add-single-row", {}, dynamic_props_id=reload_id))
    assert world.sandbox.request_log[-1].status == 200
    world.clock.now += 3600
    world.restart()
    refused(world.http.get("~/accounts"), 401)


def test_cursors_stay_good(world: World) -> None:
    accounts = [connected(world.sandbox, "slack")["authProvisionId"] for _ in range(5)]
    cursor = ok(world.http.get("~/accounts", limit=2))["page_info"]["end_cursor"]
    world.http.delete(f"~/accounts/{accounts[1]}")
    world.restart()
    assert ids(ok(world.http.get("~/accounts", after=cursor))) == accounts[2:]
    world.http.delete(f"~/accounts/{accounts[3]}")
    accounts.append(connected(world.sandbox, "slack")["authProvisionId"])
    world.restart()
    assert ids(ok(world.http.get("~/accounts"))) == [accounts[0], accounts[2], accounts[4], accounts[5]]


def test_secrets_stay_hidden_and_request_ids_are_new(world: World) -> None:
    fill(world)
    seen = {one.request_id for one in world.sandbox.request_log}
    world.restart()
    world.http.delete("~/users/canary-1")
    assert "canary-1" not in world.http.get("/_sandbox/requests").text
    assert not seen & {one.request_id for one in world.sandbox.request_log}


def test_a_reset_reaches_the_file(world: World) -> None:
    paths = fill(world)
    world.sandbox.reset()
    world.restart()
    http = sign_in(world.sandbox)
    assert ok(http.get(paths[0]))["data"] == []
    assert len(ok(http.get("/v1/connect/projects"))["data"]) == 1


def test_only_its_owner_can_read_the_file(world: World) -> None:
    assert stat.S_IMODE(os.stat(world.path).st_mode) == 0o600


PROGRAM = """
import os, signal, sys
from pdconnect.sandbox import Sandbox
from tests.pdconnect_sandbox.helpers import sign_in
http = sign_in(Sandbox(state=sys.argv[1]))
for number in range(50):
    print(http.post("~/tokens", {"external_user_id": f"user-{number % 5}"}).json()["token"], flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.slow
def test_what_was_answered_survives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    tokens = ran.stdout.split()
    assert len(tokens) == 50
    with Sandbox(state=path) as sandbox:
        for token in tokens:
            ok(Http(sandbox, token, None).get("/v1/connect/accounts"))


def test_a_write_is_whole_or_not_at_all(world: World) -> None:
    connected(world.sandbox, "slack")
    world.sandbox.close()
    content = world.path.read_bytes()
    with closing(sqlite3.connect(world.path)) as database:
        rows = dict(database.execute("SELECT kind, count(*) FROM rows GROUP BY kind"))
    assert (rows["account"], rows["user"], rows["access_token"]) == (1, 1, 1)
    assert content.startswith(b"SQLite format 3")
    assert not world.path.with_name("state.db-wal").exists()


@pytest.mark.parametrize("settings", [{"project_id": "proj_other"}, {"seed": 1}])
def test_the_state_of_another_sandbox_is_refused(world: World, settings: Any) -> None:
    world.sandbox.close()
    with pytest.raises(ValueError, match="another"):
        world.start(**settings)


def test_a_file_that_is_in_use_or_something_else_is_refused(world: World, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="in use"):
        world.start()
    (tmp_path / "note.txt").write_text("Not a database. " * 100)
    with pytest.raises(ValueError, match="is no state"):
        Sandbox(state=tmp_path / "note.txt")
    with closing(sqlite3.connect(tmp_path / "newer.db")) as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(ValueError, match="is no state"):
        Sandbox(state=str(tmp_path / "newer.db"))


def test_further_projects_join_those_of_the_file(world: World) -> None:
    world.restart(projects=["proj_second"])
    world.restart()
    assert ids(ok(world.http.get("/v1/connect/projects"))) == ["proj_sandbox", "proj_second"]


def test_a_trigger_of_a_component_that_is_gone_is_kept(world: World) -> None:
    world.sandbox.add_component("mine-trigger", kind="trigger", props=[{"name": "http", "type": "$.interface.http"}])
    trigger = deploy(world.http, "mine-trigger", {})["id"]
    before = ok(world.http.get(f"~/deployed-triggers/{trigger}", external_user_id="jay"))
    world.restart()
    assert ok(world.http.get(f"~/deployed-triggers/{trigger}", external_user_id="jay")) == before
    assert len(world.sandbox.emit(trigger, {})) == 1


def test_it_can_be_closed_more_than_once(world: World) -> None:
    world.sandbox.close()
    world.restart()
    ok(world.http.get("~/accounts"))


# ---- files of earlier versions

STATE_FILES = Path(__file__).with_name("state_files")


def test_a_file_of_an_earlier_version_is_read(tmp_path: Path, clock: Clock) -> None:
    """It was written when stores were named by private modules; everything in it is there under the names of today."""
    path = Path(shutil.copy(STATE_FILES / "written_by_3864aed.db", tmp_path))
    expected = json.loads((STATE_FILES / "written_by_3864aed.json").read_text("utf-8"))
    clock.now = expected["now"]
    with Sandbox(clock=clock, state=path) as sandbox:
        http = Http(sandbox, expected["token"], "development")
        for url, body in expected["responses"].items():
            assert ok(http.get(url)) == body, url
        assert run(http, "data_stores-get-record", {"dataStore": "ds_orders", "key": "a"}) == {"b": [1]}
        sql = {"query": "SELECT name FROM customers WHERE id = 3"}
        database = expected["accounts"]["postgresql"]
        assert run(http, "postgresql-execute-custom-query", {"postgresql": database, "sql": sql}) == [{"name": "Edith"}]
    with closing(sqlite3.connect(path)) as rows:
        stores = {key for (key,) in rows.execute("SELECT key FROM rows WHERE kind = 'store'")}
    assert {"data_stores.records", "postgresql.databases", "slack.messages"} <= stores
    assert not [name for name in stores if name.startswith("pdconnect")]


FORMER = {
    "access_token": {},
    "account": {"revoked_at": "dead_since"},
    "budget": {"counted": "seen"},
    "connect_token": {"environment": "place"},
    "store": {"snapshots": "kept", "by_store": "of"},
    "trigger": {"service_db": "kept", "emitted_count": "emitted", "handled_until": "seen_to", "started_at": "since"},
}


def with_former_names(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {names.get(name, name): with_former_names(part, names) for name, part in value.items()}
    return value


def test_former_names_of_fields_are_read(world: World) -> None:
    paths = fill(world)
    token = connect_token(world.http)
    ok(world.http.post("/v1/connect/rate_limits", {"window_size_seconds": 60, "requests_per_window": 5}))
    before = {path: ok(world.http.get(path)) for path in paths}
    world.sandbox.close()
    renamed: set[str] = set()
    with closing(sqlite3.connect(world.path)) as rows:
        for number, kind, text in rows.execute("SELECT number, kind, value FROM rows").fetchall():
            former = json.dumps(with_former_names(json.loads(text), FORMER.get(kind, {})))
            if former != json.dumps(json.loads(text)):
                renamed.add(kind)
                rows.execute("UPDATE rows SET value = ? WHERE number = ?", (former, number))
        rows.commit()
    world.restart()
    assert renamed == {"account", "budget", "connect_token", "store", "trigger"}
    assert {path: ok(world.http.get(path)) for path in paths} == before
    assert ok(Http(world.sandbox, token, None).get(f"/v1/connect/tokens/{token}/validate", app_id="slack"))["success"]


def test_a_store_of_another_version_is_kept(world: World) -> None:
    world.sandbox.close()
    row = ("store", "proj_sandbox/development", "later.things", '{"a":[1]}')
    with closing(sqlite3.connect(world.path)) as rows:
        rows.execute("INSERT INTO rows (kind, owner, key, value) VALUES (?, ?, ?, ?)", row)
        rows.commit()
    world.restart()
    connected(world.sandbox, "slack")
    world.restart()
    world.sandbox.close()
    with closing(sqlite3.connect(world.path)) as rows:
        assert rows.execute("SELECT value FROM rows WHERE key = 'later.things'").fetchall() == [('{"a":[1]}',)]
