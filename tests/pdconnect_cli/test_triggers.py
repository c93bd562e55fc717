"""Deployed triggers: deploy, show, follow events, delete."""

from __future__ import annotations

import json

import httpx
import pytest

from pdconnect.cli import System
from pdconnect.sandbox import Sandbox

from .running import Ended, Time, run

USER = ["--user", "user-1"]


@pytest.fixture(autouse=True)
def credentials(logged_in: None) -> None:
    """All tests in this module have credentials."""


def deploy(sandbox: Sandbox, *more: str) -> Ended:
    account = sandbox.add_account(app="gitlab", external_user_id="user-1").id
    props = ["--set", f"gitlab={account}", "--set", "projectId=45672541"]
    return run("triggers", "deploy", "gitlab-new-issue", *USER, *props, *more)


def test_deploy_list_show_and_delete(sandbox: Sandbox) -> None:
    trigger = deploy(sandbox).ok().out.strip()
    assert [row[:2] for row in run("triggers", "deployed", *USER).ok().rows] == [[trigger, "gitlab-new-issue"]]
    assert dict(run("triggers", "status", trigger, *USER).ok().rows)["ACTIVE"] == "true"
    assert run("triggers", "status", trigger, *USER, "--json").ok().json["id"] == trigger
    refused = run("triggers", "undeploy", trigger, *USER)
    assert refused.code == 2
    assert "--yes" in refused.err
    run("triggers", "undeploy", trigger, *USER, "--yes").ok()
    assert run("triggers", "status", trigger, *USER).code == 5
    assert not run("triggers", "deployed", *USER).ok().rows


def test_the_signing_key_is_revealed_to_programs_only(sandbox: Sandbox) -> None:
    webhook = ["--webhook-url", "https://events.example.com/"]
    masked = deploy(sandbox, *webhook, "--json").ok()
    assert masked.json["webhook_signing_key"] == "***"
    assert "--reveal" in masked.err
    revealed = deploy(sandbox, *webhook, "--json", "--reveal").ok()
    assert len(revealed.json["webhook_signing_key"]) > 10
    refused = deploy(sandbox, "--reveal")
    assert refused.code == 2
    assert len(sandbox.calls("triggers.deploy")) == 2


def test_missing_props_deploy_nothing(sandbox: Sandbox) -> None:
    ended = run("triggers", "deploy", "gitlab-new-issue", *USER)
    assert ended.code == 2
    assert "gitlab, projectId" in ended.err
    assert not sandbox.calls("triggers.deploy")


def test_choices_that_depend_on_others_are_explained(sandbox: Sandbox) -> None:
    arguments = ["triggers", "options", "gitlab-new-issue", "projectId", *USER]
    assert "not set yet: gitlab." in run(*arguments).ok().err
    account = sandbox.add_account(app="gitlab", external_user_id="user-1").id
    assert ["21208123", "jverce/gitlab"] in run(*arguments, "--set", f"gitlab={account}").ok().rows


def test_events_are_printed_oldest_first(sandbox: Sandbox) -> None:
    trigger = deploy(sandbox).ok().out.strip()
    for number in range(3):
        sandbox.emit(trigger, {"number": number}, summary=f"event {number}")
    events = ["triggers", "events", trigger, *USER]
    assert [row[2] for row in run(*events).ok().rows] == ["event 0", "event 1", "event 2"]
    lines = run(*events, "--jsonl", "-n", "2").ok().out.splitlines()
    assert [json.loads(line)["e"]["number"] for line in lines] == [1, 2]


def test_follow_prints_each_event_once(sandbox: Sandbox, http_client: httpx.Client) -> None:
    trigger = deploy(sandbox).ok().out.strip()
    for number in range(3):
        sandbox.emit(trigger, {"number": number})

    def interrupt() -> None:
        raise KeyboardInterrupt

    time = Time(
        lambda: [sandbox.emit(trigger, {"number": 3}), sandbox.emit(trigger, {"number": 4})],
        lambda: None,
        lambda: sandbox.emit(trigger, {"number": 5}),
        interrupt,
    )
    system = System(now=time, sleep=time.sleep, http_client=http_client)
    following = ["--follow", "--interval", "7", "-n", "2", "--jsonl"]
    ended = run("triggers", "events", trigger, *USER, *following, system=system)
    assert ended.code == 130
    assert [json.loads(line)["e"]["number"] for line in ended.out.splitlines()] == [1, 2, 3, 4, 5]
    assert time.slept == [7.0] * 4
    assert "Ctrl-C to stop" in ended.err


def test_more_events_than_one_request_returns(sandbox: Sandbox, http_client: httpx.Client) -> None:
    trigger = deploy(sandbox).ok().out.strip()

    def interrupt() -> None:
        raise KeyboardInterrupt

    time = Time(lambda: [sandbox.emit(trigger, {"number": number}) for number in range(101)], interrupt)
    ended = run(
        "triggers",
        "events",
        trigger,
        *USER,
        "--follow",
        system=System(now=time, sleep=time.sleep, http_client=http_client),
    )
    assert len(ended.rows) == 100
    assert "some may be missing" in ended.err
