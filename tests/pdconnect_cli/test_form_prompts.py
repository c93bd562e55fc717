"""Forms with a prompt for each prop, in a real terminal."""

from __future__ import annotations

import re
from collections.abc import Mapping

import httpx
import pytest

from pdconnect.sandbox import Sandbox

from .terminals import Terminal

USER = ["--user", "user-1"]
SHEETS = "google_sheets-add-single-row"
CHOOSE = "number to choose"
CONTINUE = "Enter to continue:"


def ran(sandbox: Sandbox) -> int:
    return len(sandbox.calls("actions.run"))


def test_choose_props_and_run_an_action(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    account = sandbox.add_account(app="gitlab", external_user_id="user-1", name="ada").id
    terminal = Terminal("actions", "run", "gitlab-list-commits", *USER, env=terminal_env)
    terminal.sees("ada").sees(CHOOSE).types("1")
    terminal.sees("Which project").sees("jverce/gitlab").sees(CHOOSE).types("KIT")
    terminal.sees("jverce/gitlab-development-kit").sees(CHOOSE).types("1")
    terminal.sees("Optional: refName").sees(CONTINUE).types("refName")
    terminal.sees("develop").sees("Enter to skip").types("2")
    terminal.sees(f"--set gitlab={account} --set projectId=21220953 --set refName=develop")
    terminal.sees("Run gitlab-list-commits? [Y/n]").types("")
    assert terminal.ends() == 0
    assert "Retrieved" in terminal.text
    assert ran(sandbox) == 1


def test_the_printed_command_is_equivalent(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    sandbox.add_account(app="gitlab", external_user_id="user-1")
    terminal = Terminal("actions", "run", "gitlab-list-commits", *USER, env=terminal_env, columns=200)
    terminal.sees(CHOOSE).types("1").sees("projectId").sees(CHOOSE).types("1").sees(CONTINUE).types("")
    terminal.sees("[Y/n]").types("n")
    assert terminal.ends() == 1
    assert ran(sandbox) == 0
    (shown,) = re.findall(r"without prompts: pdconnect (.*)", terminal.text)
    again = Terminal(*shown.split(), env=terminal_env)
    assert again.ends() == 0
    assert ran(sandbox) == 1


def test_choices_are_paginated_and_searched_by_the_service(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    account = sandbox.add_account(app="google_sheets", external_user_id="user-1").id
    terminal = Terminal("actions", "run", SHEETS, *USER, "--set", f"googleSheets={account}", env=terminal_env)
    terminal.sees("Spreadsheet").sees("10").sees("+ for more").types("+")
    terminal.sees("11").sees(CHOOSE)
    requests = len(sandbox.calls("actions.configure_prop"))
    terminal.types("/nothing of that name").sees("Nothing found.").sees(CHOOSE)
    assert len(sandbox.calls("actions.configure_prop")) == requests + 1, "the service searches"
    terminal.types("/").sees("10").sees(CHOOSE).types("1")
    terminal.sees("Worksheet(s)").sees("numbers to choose").types("1")
    terminal.sees("Values").sees("one item").types("a,b").sees("one item").types("c").sees("one item").types("")
    terminal.sees("Optional: drive, hasHeaders").sees(CONTINUE).types("nonsense")
    terminal.sees("There is no nonsense").sees(CONTINUE).types("")
    terminal.sees('["a,b", "c"]').sees("[Y/n]").types("y")
    assert terminal.ends() == 0
    assert "Added 1 row" in terminal.text


def test_props_that_depend_on_others_are_prompted_for_later(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    account = sandbox.add_account(app="google_sheets", external_user_id="user-1").id
    given = ["--set", f"googleSheets={account}", "--set", "col_0000=first"]
    terminal = Terminal("actions", "run", SHEETS, *USER, *given, env=terminal_env)
    terminal.sees("Spreadsheet").sees(CHOOSE).types("1").sees("Worksheet(s)").sees("choose").types("1")
    terminal.sees("one item").types("x").sees("one item").types("")
    terminal.sees("hasHeaders").sees(CONTINUE).types("hasHeaders")
    terminal.sees("yes or no").types("maybe").sees("must be true or false").sees("yes or no").types("yes")
    terminal.sees("Optional: drive").sees(CONTINUE).types("")
    terminal.sees("col_0000").sees("first").sees("[Y/n]").types("")
    assert terminal.ends() == 0


def test_every_kind_of_prop_is_prompted_for(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    terminal = Terminal("actions", "run", "sandbox_utils-show-form", *USER, env=terminal_env)
    terminal.sees("Every prop except the text is optional.")
    terminal.sees("Must be set").sees("value:").types("").sees("This prop is required").sees("value:").types("hello")
    terminal.sees(CONTINUE).types("secret texts number numbers data anything")
    terminal.sees("value (not shown)").types("hush-hush-1")
    terminal.sees("Texts").sees("numbers to choose").types("1, 2")
    terminal.sees("default: 3").sees("an integer").types("many").sees("must be an integer")
    terminal.sees("an integer").types("4")
    terminal.sees("Numbers").sees("one item").types("12").sees("one item").types("")
    terminal.sees("at most 9").sees("one item").types("2").sees("one item").types("")
    terminal.sees("a JSON object").types('{"b": 1}').sees("text or JSON").types("[1]")
    terminal.sees(CONTINUE).types("").sees("[Y/n]").types("")
    assert terminal.ends() == 0
    (call,) = sandbox.calls("actions.run")
    assert call.body["configured_props"] == {
        "text": "hello",
        "secret": "hush-hush-1",
        "texts": ["a", "b"],
        "number": 4,
        "numbers": [2],
        "data": {"b": 1},
        "anything": [1],
    }
    before_the_result = terminal.text.split("Run sandbox_utils-show-form?")[0]
    assert "hush-hush-1" not in before_the_result


def test_a_value_that_is_not_among_the_choices(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    sandbox.add_account(app="gitlab", external_user_id="user-1")
    terminal = Terminal("actions", "run", "gitlab-list-commits", *USER, env=terminal_env)
    terminal.sees(CHOOSE).types("1").sees("projectId").sees(CHOOSE).types("=7").sees(CONTINUE).types("")
    terminal.sees("projectId  7").sees("[Y/n]").types("")
    assert terminal.ends() == 10
    assert "404 Project Not Found" in terminal.text


def test_connect_an_account_at_the_prompt(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    terminal = Terminal("actions", "run", "gitlab-list-commits", *USER, env=terminal_env, columns=200)
    terminal.sees("connect a new account").sees(CHOOSE).types("1").sees("Link for the user: ").sees("app=gitlab")
    (link,) = re.findall(r"Link for the user: (http\S+)", terminal.text)
    assert httpx.post(link, data={"decision": "allow"}).is_success
    terminal.sees("Connected: apn_").sees("Which project").sees(CHOOSE).types("1").sees(CONTINUE).types("")
    terminal.sees("[Y/n]").types("")
    assert terminal.ends() == 0


def test_choices_that_cannot_be_fetched_are_typed(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    def choices(values: Mapping[str, object]) -> list[str]:
        raise ValueError("out of order")

    sandbox.add_component(
        "own-action",
        props=[{"name": "channel", "type": "string", "remoteOptions": True}],
        options={"channel": choices},
        run=lambda values: values["channel"],
    )
    terminal = Terminal("actions", "run", "own-action", *USER, env=terminal_env)
    terminal.sees("Could not fetch the choices").sees("out of order").sees("value:").types("general")
    terminal.sees("[Y/n]").types("")
    assert terminal.ends() == 0
    assert '"ret": "general"' in terminal.text


def test_a_failed_reload_reverts_the_value(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    def reload(values: Mapping[str, object]) -> list[dict[str, object]]:
        if values.get("mode") == "broken":
            raise ValueError("no such mode")
        return [mode, {"name": "more", "type": "string"}]

    mode: dict[str, object] = {"name": "mode", "type": "string", "reloadProps": True}
    sandbox.add_component("own-action", props=[mode], reload=reload, run=lambda values: dict(values))
    terminal = Terminal("actions", "run", "own-action", *USER, env=terminal_env)
    terminal.sees("mode").sees("value:").types("broken").sees("no such mode").sees("value:").types("good")
    terminal.sees("more").sees("value:").types("x").sees("[Y/n]").types("")
    assert terminal.ends() == 0


def test_a_trigger_is_deployed_by_prompts(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    account = sandbox.add_account(app="gitlab", external_user_id="user-1").id
    given = ["--set", f"gitlab={account}"]
    terminal = Terminal("triggers", "deploy", "gitlab-new-issue", *USER, *given, env=terminal_env)
    terminal.sees("Which project").sees(CHOOSE).types("2").sees("Deploy gitlab-new-issue? [Y/n]").types("")
    assert terminal.ends() == 0
    assert "dc_" in terminal.text
    assert len(sandbox.calls("triggers.deploy")) == 1


def test_no_input_turns_prompts_off(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    terminal = Terminal("actions", "run", "gitlab-list-commits", *USER, "--no-input", env=terminal_env)
    assert terminal.ends() == 2
    assert "these props must be set first" in terminal.text


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_an_interrupted_form_runs_nothing(key: str, sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    sandbox.add_account(app="gitlab", external_user_id="user-1")
    terminal = Terminal("actions", "run", "gitlab-list-commits", *USER, env=terminal_env)
    terminal.sees(CHOOSE).types("1").sees("projectId").sees(CHOOSE).presses(key)
    assert terminal.ends() == 130
    assert ran(sandbox) == 0
    assert "Traceback" not in terminal.text


def test_prompts_fit_a_narrow_terminal(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    sandbox.add_account(app="gitlab", external_user_id="user-1", name="a" * 60)
    terminal = Terminal("actions", "run", "gitlab-list-commits", *USER, env=terminal_env, columns=40)
    terminal.sees("apn_").sees("choose").types("1").sees("Which project").sees("choose").interrupts()
    assert terminal.ends() == 130


def test_a_dry_run_does_not_prompt(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    terminal = Terminal("actions", "run", "gitlab-list-commits", *USER, "--dry-run", env=terminal_env)
    assert terminal.ends() == 0
    assert '"missing"' in terminal.text
    assert ran(sandbox) == 0


def test_defaults_are_shown_as_typed(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    account = sandbox.add_account(app="google_sheets", external_user_id="user-1").id
    given = ["--set", f"googleSheets={account}"]
    terminal = Terminal("triggers", "deploy", "google_sheets-new-worksheet", *USER, *given, env=terminal_env)
    terminal.sees("Spreadsheet").sees(CHOOSE).types("1").sees(CONTINUE).types("timer drive")
    terminal.sees('default: {"intervalSeconds": 900}').sees("seconds").types("60")
    terminal.sees("default: My Drive").sees(CHOOSE).types("").sees(CONTINUE).types("").sees("[Y/n]").types("n")
    assert terminal.ends() == 1
