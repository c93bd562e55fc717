"""A sandbox restores its state from a file, also after a kill."""

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

import httpx
import pytest

from pdconnect.sandbox import Sandbox
from tests import ROOT

from .helpers import (
    Clock,
    Http,
    browser,
    component_request,
    connect_token,
    connected,
    created,
    ids,
    ok,
    rejected,
    sign_in,
)

HOOK = "https://hooks.example.com/"


class RestartableSandbox:
    """A sandbox with a state file, which can be started again."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path = path
        self.clock = clock
        self.sandbox = self.start()
        self.http = sign_in(self.sandbox)

    def start(self, **settings: Any) -> Sandbox:
        return Sandbox(clock=self.clock, state=self.path, **settings)

    def restart(self, **settings: Any) -> None:
        """Restart the sandbox; the HTTP client keeps its token."""
        self.sandbox.close()
        self.sandbox = self.start(**settings)
        self.http.sandbox = self.sandbox


@pytest.fixture
def restartable(tmp_path: Path, clock: Clock) -> Iterator[RestartableSandbox]:
    restartable = RestartableSandbox(tmp_path / "state.db", clock)
    yield restartable
    restartable.sandbox.close()


def deploy(http: Http, key: str, props: Any, **more: Any) -> Any:
    return ok(http.post("~/triggers/deploy", {**component_request(key, props), "webhook_url": HOOK, **more}))["data"]


def fill(restartable: RestartableSandbox) -> list[str]:
    """Add an object of each type to a sandbox, and return the paths that show them."""
    sandbox, http = restartable.sandbox, restartable.http
    slack, keys = connected(sandbox, "slack"), sandbox.add_account(app="openai", external_user_id="ada").id
    gone = connected(sandbox, "slack")["authProvisionId"]
    http.delete(f"~/accounts/{gone}")
    sandbox.revoke_account(keys)
    client = ok(http.post("~/oauth_apps", {"app": "gitlab", "client_id": "mine", "client_secret": "canary-1"}))["id"]
    override = ok(http.post("~/app_overrides", {"app": "zendesk", "name": "EU", "cfmap": {"subdomain": "eu"}}))["id"]
    other = created(http.post("/v1/connect/projects", {"name": "Other"}))["id"]
    http.delete("/v1/connect/projects/" + created(http.post("/v1/connect/projects", {"name": "Third"}))["id"])
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
        assert ok(http.post("~/actions/run", component_request(key, props)))["os"] == []
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
        *(f"~/deployed-triggers/{item}{of_jay}" for item in (source, timer, feed)),
        *(f"~/deployed-triggers/{item}/events{of_jay}&n=100" for item in (source, timer, feed)),
        *(f"~/deployed-triggers/{item}/webhooks{of_jay}" for item in (source, timer, feed)),
        f"~/deployed-triggers/{source}/pipelines{of_jay}",
        f"~/deployed-triggers{of_jay}",
        "/v1/connect/usage?start_ts=0&end_ts=2000000000",
        "/_sandbox/overview",
        "/_sandbox/clock",
    ]


def test_nothing_is_lost(restartable: RestartableSandbox) -> None:
    paths = fill(restartable)
    before = {path: ok(restartable.http.get(path)) for path in paths}
    assert len(before["~/accounts?include_credentials=true&limit=100"]["data"]) == 4
    restartable.restart()
    assert {path: ok(restartable.http.get(path)) for path in paths} == before
    restartable.restart()
    assert {path: ok(restartable.http.get(path)) for path in paths} == before


@pytest.mark.slow
@pytest.mark.every_python
def test_a_restart_does_not_change_later_results(restartable: RestartableSandbox, clock: Clock) -> None:
    fill(restartable)
    without = RestartableSandbox(restartable.path.with_name("other.db"), clock)
    fill(without)
    restartable.restart()
    for item in (restartable, without):
        item.sandbox.advance(minutes=10)
    deliveries = [[item.body for item in each.sandbox.deliveries[-2:]] for each in (restartable, without)]
    assert deliveries[0] == deliveries[1]
    made = [ok(each.http.post("~/tokens", {"external_user_id": "jay"}))["token"] for each in (restartable, without)]
    assert made[0] == made[1]
    without.sandbox.close()


def test_data_of_apps_is_restored(restartable: RestartableSandbox) -> None:
    fill(restartable)
    sheets, database = connected(restartable.sandbox, "google_sheets"), connected(restartable.sandbox, "postgresql")
    books = {"googleSheets": sheets, "sheetId": "sheet-02"}
    sql = {"postgresql": database, "sql": {"query": "INSERT INTO customers VALUES (3, 'Edith', 'Paris')"}}
    run(restartable.http, "google_sheets-create-worksheet", {**books, "title": "New"})
    run(restartable.http, "postgresql-execute-custom-query", sql)
    restartable.restart()
    assert run(restartable.http, "data_stores-get-record", {"dataStore": "ds_orders", "key": "a"}) == {"b": [1]}
    restartable.restart()
    sql = {"postgresql": database, "sql": {"query": "SELECT name FROM customers WHERE id = 3"}}
    assert run(restartable.http, "postgresql-execute-custom-query", sql) == [{"name": "Edith"}]
    asked = component_request("google_sheets-get-values-in-range", {**books}, prop_name="worksheetId")
    assert [item["label"] for item in ok(restartable.http.post("~/components/configure", asked))["options"]] == [
        "Sheet1",
        "New",
    ]


def run(http: Http, key: str, props: Any, **more: Any) -> Any:
    ran = ok(http.post("~/actions/run", component_request(key, props, **more)))
    assert ran["os"] == []
    return ran["ret"]


def test_files_and_their_urls_survive_a_restart(restartable: RestartableSandbox) -> None:
    body = component_request("sandbox_utils-write-report", {"lines": ["a"]}, stash_id="NEW")
    ran = ok(restartable.http.post("~/actions/run", body))
    [file] = ran["exports"]["$filestash_uploads"]
    restartable.restart()
    assert restartable.http.get("~/file_stash/download", s3_key=file["s3Key"]).content == b"a\ntotal,0\n"
    assert restartable.http.get(file["get_url"]).content == b"a\ntotal,0\n"
    assert (
        run(restartable.http, "sandbox_utils-list-files", {}, stash_id=ran["stash_id"])[0]["fileName"] == "report.csv"
    )


def test_tokens_survive_a_restart(restartable: RestartableSandbox) -> None:
    page, spent = browser(restartable.http), connect_token(restartable.http)
    ok(restartable.http.post("/_sandbox/accounts", {"app": "slack", "connect_token": spent}))
    reload_id = ok(
        restartable.http.post(
            "~/actions/props",
            component_request(
                "google_sheets-add-single-row",
                {"googleSheets": connected(restartable.sandbox, "google_sheets"), "sheetId": "sheet-02"},
            ),
        )
    )["dynamicProps"]["id"]
    budget = ok(restartable.http.post("/v1/connect/rate_limits", {"window_size_seconds": 60, "requests_per_window": 1}))
    mine = {"x-pd-rate-limit": budget["token"]}
    ok(restartable.http.request("GET", "~/accounts", headers=mine))
    restartable.restart()
    page.sandbox = restartable.sandbox
    ok(page.get("/v1/connect/accounts"))
    assert "already" in rejected(
        restartable.http.post("/_sandbox/accounts", {"app": "slack", "connect_token": spent}), 400
    )
    rejected(restartable.http.request("GET", "~/accounts", headers=mine), 429)
    restartable.http.post(
        "~/actions/run", component_request("google_sheets-add-single-row", {}, dynamic_props_id=reload_id)
    )
    assert restartable.sandbox.request_log[-1].status == 200
    restartable.clock.now += 3600
    restartable.restart()
    rejected(restartable.http.get("~/accounts"), 401)


def test_cursors_stay_valid(restartable: RestartableSandbox) -> None:
    accounts = [connected(restartable.sandbox, "slack")["authProvisionId"] for _ in range(5)]
    cursor = ok(restartable.http.get("~/accounts", limit=2))["page_info"]["end_cursor"]
    restartable.http.delete(f"~/accounts/{accounts[1]}")
    restartable.restart()
    assert ids(ok(restartable.http.get("~/accounts", after=cursor))) == accounts[2:]
    restartable.http.delete(f"~/accounts/{accounts[3]}")
    accounts.append(connected(restartable.sandbox, "slack")["authProvisionId"])
    restartable.restart()
    assert ids(ok(restartable.http.get("~/accounts"))) == [accounts[0], accounts[2], accounts[4], accounts[5]]


def test_secrets_stay_hidden_and_request_ids_are_new(restartable: RestartableSandbox) -> None:
    fill(restartable)
    seen = {item.request_id for item in restartable.sandbox.request_log}
    restartable.restart()
    restartable.http.delete("~/users/canary-1")
    assert "canary-1" not in restartable.http.get("/_sandbox/requests").text
    assert not seen & {item.request_id for item in restartable.sandbox.request_log}


def test_a_reset_is_saved_to_the_file(restartable: RestartableSandbox) -> None:
    paths = fill(restartable)
    restartable.sandbox.reset()
    restartable.restart()
    http = sign_in(restartable.sandbox)
    assert ok(http.get(paths[0]))["data"] == []
    assert len(ok(http.get("/v1/connect/projects"))["data"]) == 1


def test_only_its_owner_can_read_the_file(restartable: RestartableSandbox) -> None:
    assert stat.S_IMODE(os.stat(restartable.path).st_mode) == 0o600


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
def test_the_effects_of_a_request_survive_a_kill(tmp_path: Path) -> None:
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


def test_a_write_is_atomic(restartable: RestartableSandbox) -> None:
    connected(restartable.sandbox, "slack")
    restartable.sandbox.close()
    content = restartable.path.read_bytes()
    with closing(sqlite3.connect(restartable.path)) as database:
        rows = dict(database.execute("SELECT kind, count(*) FROM rows GROUP BY kind"))
    assert (rows["account"], rows["user"], rows["access_token"]) == (1, 1, 1)
    assert content.startswith(b"SQLite format 3")
    assert not restartable.path.with_name("state.db-wal").exists()


@pytest.mark.parametrize("settings", [{"project_id": "proj_other"}, {"seed": 1}])
def test_the_state_of_another_sandbox_is_rejected(restartable: RestartableSandbox, settings: Any) -> None:
    restartable.sandbox.close()
    with pytest.raises(ValueError, match="another"):
        restartable.start(**settings)


@pytest.mark.slow
@pytest.mark.every_python
def test_a_file_that_is_in_use_or_no_state_is_rejected(restartable: RestartableSandbox, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="in use"):
        restartable.start()
    (tmp_path / "note.txt").write_text("Not a database. " * 100)
    with pytest.raises(ValueError, match="is not a state file"):
        Sandbox(state=tmp_path / "note.txt")
    with closing(sqlite3.connect(tmp_path / "newer.db")) as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(ValueError, match="is not a state file"):
        Sandbox(state=str(tmp_path / "newer.db"))


def test_additional_projects_are_added_to_those_of_the_file(restartable: RestartableSandbox) -> None:
    restartable.restart(projects=["proj_second"])
    restartable.restart()
    assert ids(ok(restartable.http.get("/v1/connect/projects"))) == ["proj_sandbox", "proj_second"]


def test_a_trigger_of_a_removed_component_is_kept(restartable: RestartableSandbox) -> None:
    restartable.sandbox.add_component(
        "mine-trigger", kind="trigger", props=[{"name": "http", "type": "$.interface.http"}]
    )
    trigger = deploy(restartable.http, "mine-trigger", {})["id"]
    before = ok(restartable.http.get(f"~/deployed-triggers/{trigger}", external_user_id="jay"))
    restartable.restart()
    assert ok(restartable.http.get(f"~/deployed-triggers/{trigger}", external_user_id="jay")) == before
    assert len(restartable.sandbox.emit(trigger, {})) == 1


def test_it_can_be_closed_more_than_once(restartable: RestartableSandbox) -> None:
    restartable.sandbox.close()
    restartable.restart()
    ok(restartable.http.get("~/accounts"))


# ---- files of earlier versions

STATE_FILES = Path(__file__).with_name("state_files")


def test_a_file_of_an_earlier_version_is_read(tmp_path: Path, clock: Clock) -> None:
    """The file is from a version that named stores after private modules; all its data is restored under the current names."""
    path = Path(shutil.copy(STATE_FILES / "written_by_3864aed.db", tmp_path))
    expected = json.loads((STATE_FILES / "written_by_3864aed.json").read_text("utf-8"))
    clock.now = expected["now"]
    with Sandbox(clock=clock, state=path) as sandbox:
        http = Http(sandbox, expected["token"], "development")
        for url, body in expected["responses"].items():
            assert contains(ok(http.get(url)), body), url
        assert run(http, "data_stores-get-record", {"dataStore": "ds_orders", "key": "a"}) == {"b": [1]}
        sql = {"query": "SELECT name FROM customers WHERE id = 3"}
        database = expected["accounts"]["postgresql"]
        assert run(http, "postgresql-execute-custom-query", {"postgresql": database, "sql": sql}) == [{"name": "Edith"}]
    with closing(sqlite3.connect(path)) as rows:
        stores = {key for (key,) in rows.execute("SELECT key FROM rows WHERE kind = 'store'")}
    assert {"data_stores.records", "postgresql.databases", "slack.messages"} <= stores
    assert not [name for name in stores if name.startswith("pdconnect")]


def contains(present: Any, former: Any) -> bool:
    """Return whether JSON has all that an earlier version wrote; it may have more. Logos and descriptions are not part of a state."""
    if isinstance(former, dict):
        fields: dict[str, Any] = former
        names = set(fields).difference(("img_src", "description"))
        return all(name in present and contains(present[name], former[name]) for name in names)
    if isinstance(former, list):
        items: list[Any] = former
        return len(present) == len(items) and all(map(contains, present, items))
    return bool(present == former)


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


def test_former_names_of_fields_are_read(restartable: RestartableSandbox) -> None:
    paths = fill(restartable)
    token = connect_token(restartable.http)
    ok(restartable.http.post("/v1/connect/rate_limits", {"window_size_seconds": 60, "requests_per_window": 5}))
    before = {path: ok(restartable.http.get(path)) for path in paths}
    restartable.sandbox.close()
    renamed: set[str] = set()
    with closing(sqlite3.connect(restartable.path)) as rows:
        for number, kind, text in rows.execute("SELECT number, kind, value FROM rows").fetchall():
            former = json.dumps(with_former_names(json.loads(text), FORMER.get(kind, {})))
            if former != json.dumps(json.loads(text)):
                renamed.add(kind)
                rows.execute("UPDATE rows SET value = ? WHERE number = ?", (former, number))
        rows.commit()
    restartable.restart()
    assert renamed == {"account", "budget", "connect_token", "store", "trigger"}
    assert {path: ok(restartable.http.get(path)) for path in paths} == before
    assert ok(Http(restartable.sandbox, token, None).get(f"/v1/connect/tokens/{token}/validate", app_id="slack"))[
        "success"
    ]


def test_a_store_of_another_version_is_kept(restartable: RestartableSandbox) -> None:
    restartable.sandbox.close()
    row = ("store", "proj_sandbox/development", "later.things", '{"a":[1]}')
    with closing(sqlite3.connect(restartable.path)) as rows:
        rows.execute("INSERT INTO rows (kind, owner, key, value) VALUES (?, ?, ?, ?)", row)
        rows.commit()
    restartable.restart()
    connected(restartable.sandbox, "slack")
    restartable.restart()
    restartable.sandbox.close()
    with closing(sqlite3.connect(restartable.path)) as rows:
        assert rows.execute("SELECT value FROM rows WHERE key = 'later.things'").fetchall() == [('{"a":[1]}',)]


# ---- access and space


@pytest.mark.parametrize("mode", [0o644, 0o666, 0o755, 0o640])
def test_only_the_owner_can_read_the_file_whatever_its_mode_was(tmp_path: Path, clock: Clock, mode: int) -> None:
    path = tmp_path / "state.db"
    Sandbox(clock=clock, state=path).close()
    side_files = [tmp_path / f"state.db{suffix}" for suffix in ("-wal", "-journal")]
    for file in (path, *side_files):
        file.touch()
        file.chmod(mode)
    with Sandbox(clock=clock, state=path) as sandbox:
        sandbox.add_account(app="slack", external_user_id="jay")
        assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}
        assert (tmp_path / "state.db-wal").exists()


def test_a_link_to_a_state_file_is_followed(tmp_path: Path, clock: Clock) -> None:
    path, link = tmp_path / "state.db", tmp_path / "link.db"
    path.touch()
    path.chmod(0o644)
    link.symlink_to(path)
    with Sandbox(clock=clock, state=link) as sandbox:
        sandbox.add_account(app="slack", external_user_id="jay")
        assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}


def fill_disk(sandbox: Sandbox, *, full: bool = True) -> None:
    """Let SQLite behave as on a full disk."""
    persister = sandbox._persister  # pyright: ignore[reportPrivateUsage]
    assert persister is not None
    database = persister._file._database  # pyright: ignore[reportPrivateUsage]
    database.execute(f"PRAGMA max_page_count = {1 if full else 1_000_000}")


def test_a_full_disk_leaves_reading_possible(tmp_path: Path, clock: Clock) -> None:
    sandbox = Sandbox(clock=clock, state=tmp_path / "state.db")
    http = sign_in(sandbox)
    first = sandbox.add_account(app="slack", external_user_id="jay").id
    fill_disk(sandbox)
    big = {"external_user_id": "jay", "webhook_uri": f"https://example.com/{'x' * 100_000}"}
    for _ in range(2):
        assert "cannot be saved" in rejected(http.post("~/tokens", big), 507)
        for _ in range(2):
            assert ids(ok(http.get("~/accounts"))) == [first]
            ok(http.get("/_sandbox/overview"))
    assert {entry.status for entry in sandbox.request_log if entry.operation_id == "tokens_create"} == {507}
    rejected(http.post(f"/_sandbox/accounts/{first}/revoke", {"error": "x" * 100_000}), 507)
    assert "cannot be saved" in http.get("/_sandbox", view="requests", text="/revoke").text
    with pytest.raises(OSError, match="cannot be saved"):
        sandbox.add_account(app="slack", external_user_id="ada", name="x" * 100_000)
    fill_disk(sandbox, full=False)
    second = sandbox.add_account(app="slack", external_user_id="ada").id
    sandbox.close()
    with Sandbox(clock=clock, state=tmp_path / "state.db") as sandbox:
        after = ids(ok(sign_in(sandbox).get("~/accounts")))
    assert (after[0], after[-1], len(after)) == (first, second, 3)


def test_closing_on_a_full_disk_is_an_error_and_keeps_the_rest(tmp_path: Path, clock: Clock) -> None:
    sandbox = Sandbox(clock=clock, state=tmp_path / "state.db")
    first = sandbox.add_account(app="slack", external_user_id="jay").id
    fill_disk(sandbox)
    for _ in range(2):
        with pytest.raises(OSError, match="cannot be saved"):
            sandbox.add_account(app="slack", external_user_id="ada", name="x" * 100_000)
    with pytest.raises(OSError, match="cannot be saved"):
        sandbox.close()
    with Sandbox(clock=clock, state=tmp_path / "state.db") as sandbox:
        assert ids(ok(sign_in(sandbox).get("~/accounts"))) == [first]


COMMAND_ON_A_FULL_DISK = """
import resource, signal, sys
from pdconnect_sandbox.__main__ import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
sys.exit(main(["--seed", "0", "--state", sys.argv[1]]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("limit", [0, 40_000])
def test_the_command_ends_with_a_message_on_a_full_disk(tmp_path: Path, limit: int) -> None:
    Sandbox(state=tmp_path / "state.db").close()
    line = [sys.executable, "-c", COMMAND_ON_A_FULL_DISK, str(tmp_path / "state.db"), str(limit)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        started = process.stdout.readline()
        if started:
            url = started.split()[4]
            account = {"app": "slack", "external_user_id": "jay", "name": "x" * 100_000}
            assert httpx.post(f"{url}/_sandbox/accounts", json=account, trust_env=False).status_code == 507
            assert httpx.get(f"{url}/_sandbox/overview", trust_env=False).status_code == 200
            process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=30)
        assert (process.returncode, bool(started), "Traceback" in errors) == (1, limit > 0, False)
        assert errors.startswith((f"{tmp_path}/state.db: ", f"the state cannot be saved in {tmp_path}/state.db"))
