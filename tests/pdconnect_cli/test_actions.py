"""Actions and triggers without a terminal: props from the command line, what is sent, and what is printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pdconnect.sandbox import Sandbox

from .running import Ended, run

FORM = "sandbox_utils-show-form"
SHEETS = "google_sheets-add-single-row"


def act(*arguments: str, key: str = FORM, stdin: str = "") -> Ended:
    return run("actions", "run", key, "--user", "user-1", *arguments, stdin=stdin)


def sets(**values: str) -> list[str]:
    return [word for name, value in values.items() for word in ("--set", f"{name}={value}")]


@pytest.fixture(autouse=True)
def credentials(logged_in: None) -> None:
    """All tests in this module have credentials."""


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["text=123"], {"text": "123"}),
        (["text=a=b"], {"text": "a=b"}),
        (["number=7"], {"number": 7}),
        (["flag=yes"], {"flag": True}),
        (["flag=false"], {"flag": False}),
        (["texts=a"], {"texts": ["a"]}),
        (["texts=a", "texts=b"], {"texts": ["a", "b"]}),
        (['texts=["b"]'], {"texts": ["b"]}),
        (["numbers=1", "numbers=2"], {"numbers": [1, 2]}),
        (["numbers=[3]"], {"numbers": [3]}),
        (['data={"b": [1]}'], {"data": {"b": [1]}}),
        (["anything=plain"], {"anything": "plain"}),
        (["anything=1.5"], {"anything": 1.5}),
    ],
)
def test_values_are_converted_to_the_type_of_the_prop(given: list[str], expected: dict[str, Any]) -> None:
    words = [word for each in given for word in ("--set", each)]
    found = act("--set", "text=must be set", *words).ok().json["ret"]
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("sandbox", [Sandbox(unknown_prop_type=True)])
@pytest.mark.parametrize(
    ("given", "sent"), [("colour=red", "red"), ("colour=5", 5), ('colour={"shade": "red"}', {"shade": "red"})]
)
def test_a_value_for_a_prop_of_an_unknown_type_is_sent(sandbox: Sandbox, given: str, sent: Any) -> None:
    act("--set", given, key="sandbox_utils-unknown-prop-type").ok()
    assert sandbox.calls("actions.run")[-1].body["configured_props"]["colour"] == sent


def test_the_result_goes_to_stdout_and_the_summary_to_stderr(sandbox: Sandbox) -> None:
    ended = act(*sets(text="x")).ok()
    assert ended.json["exports"]["$summary"] in ended.err
    (run_once,) = sandbox.calls("actions.run")
    assert run_once.external_user_id == "user-1"


def test_props_from_a_file_and_from_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "props.json"
    file.write_text(json.dumps({"text": "from the file", "numbers": [1]}))
    found = act("--props", str(file), *sets(text="from --set")).ok().json["ret"]
    assert (found["text"], found["numbers"]) == ("from --set", [1])
    assert act("--props", "-", stdin='{"text": "piped"}').ok().json["ret"]["text"] == "piped"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "these props must be set first: text"),
        (["--set", "nonsense"], "--set takes NAME=VALUE"),
        (["--set", "=x"], "--set"),
        (["--set", "text=x", "--set", "number=x"], "number must be an integer"),
        (["--set", "text=x", "--set", "other=x"], "other must be a prop of"),
        (["--set", "text=x", "--set", "texts=z"], "texts must be one of"),
        (["--props", "-"], "is not JSON"),
    ],
)
def test_invalid_props_run_nothing(arguments: list[str], message: str, sandbox: Sandbox) -> None:
    ended = act(*arguments)
    assert ended.code == 2
    assert message in ended.err
    assert not sandbox.calls("actions.run")


def test_a_props_file_without_an_object_or_missing(sandbox: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "list.json"
    file.write_text("[]")
    assert act("--props", str(file)).code == 2
    missing = act("--props", str(tmp_path / "missing.json"))
    assert missing.code == 2
    assert "No such file" in missing.err
    assert not sandbox.request_log, "invalid arguments are reported before anything is sent"


def test_a_dry_run_runs_nothing_and_masks_secrets(sandbox: Sandbox) -> None:
    ended = act("--dry-run", *sets(secret="hush-hush", number="4")).ok()
    assert ended.json == {"configured_props": {"secret": "***", "number": 4}, "missing": ["text"]}
    assert not sandbox.calls("actions.run")


def test_props_that_appear_when_others_are_set(sandbox: Sandbox) -> None:
    account = sandbox.add_account(app="google_sheets", external_user_id="user-1").id
    ((sheet, *_), *_) = options("sheetId", googleSheets=account).ok().rows
    ((worksheet, *_), *_) = options("worksheetId", googleSheets=account, sheetId=sheet).ok().rows
    chosen = sets(myColumnData="a", googleSheets=account, hasHeaders="no", worksheetId=worksheet, sheetId=sheet)
    assert act(*chosen, key=SHEETS).ok().json["exports"]["$summary"].startswith("Added 1 row")


def options(prop: str, *more: str, **values: str) -> Ended:
    return run("actions", "options", SHEETS, prop, "--user", "user-1", *sets(**values), *more)


def test_choices_can_be_searched(sandbox: Sandbox) -> None:
    account = sandbox.add_account(app="google_sheets", external_user_id="user-1").id
    everything = options("sheetId", googleSheets=account).ok().rows
    assert len(everything) > 10, "more than one page"
    _, label = everything[-1]
    found = options("sheetId", "--query", label, "--json", googleSheets=account).ok().json
    assert label in [each["label"] for each in found]
    assert len(found) < len(everything)
    assert options("hasHeaders", googleSheets=account).code == 2, "the prop does not exist yet"


def test_a_failed_action_prints_its_result(sandbox: Sandbox) -> None:
    account = sandbox.add_account(app="gitlab", external_user_id="user-1").id
    ended = act(*sets(gitlab=account, projectId="1"), key="gitlab-list-commits")
    assert ended.code == 10
    assert "404 Project Not Found" in ended.err
    assert ended.json["os"][-1]["k"] == "error", "what it logged is printed anyway"


def test_show_a_component() -> None:
    for what in ("actions", "components"):
        ended = run(what, "show", "gitlab-list-commits").ok()
        assert ["KEY", "gitlab-list-commits"] in ended.rows
        assert ["projectId", "integer", "choices", "Which project"] in ended.rows
        assert run(what, "show", "gitlab-list-commits", "--json").ok().json["key"] == "gitlab-list-commits"
    assert run("triggers", "show", "gitlab-new-issue").ok()
    assert dict(run("apps", "show", "slack").ok().rows)["NAME"] == "Slack"
    assert run("apps", "show", "slack", "--json").ok().json["name_slug"] == "slack"
    assert run("actions", "show", "gitlab-nothing").code == 5
