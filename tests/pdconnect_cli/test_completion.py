"""Shell completion: commands, options, apps and components."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests import ROOT
from tests.forked import run_command

from .terminals import Terminal

pytestmark = pytest.mark.one_python


def complete(env: Mapping[str, str], *words: str, shell: str = "bash") -> list[str]:
    line = " ".join(("pdconnect", *words))
    completion = {"_PDCONNECT_COMPLETE": f"complete_{shell}", "COMP_WORDS": line, "COMP_CWORD": str(len(words))}
    ended = run_command([], {**env, **completion}, ROOT)
    assert not ended.stderr
    return ended.stdout.split()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["acc"], ["accounts"]),
        (["accounts"], ["accounts"]),
        (["--profile", "accounts", "use"], ["users"]),
        (["triggers", "un"], ["undeploy"]),
        (["accounts", "list", "--js"], ["--json", "--jsonl"]),
        (["accounts", "list", "--environment", "pro"], ["production"]),
        (["spec", "show", "accounts_del"], ["accounts_delete", "accounts_delete_by_app"]),
        (["api", "P"], ["POST", "PUT", "PATCH"]),
        (["api", "d"], ["delete"]),
        (["api", "DELETE", "acc"], ["accounts/{account_id}"]),
        (["api", "get", "deployed-triggers/dc_1/e"], ["deployed-triggers/dc_1/events"]),
        (["api", "GET", "/usag"], ["/usage"]),
        (["api", "GET", "proxy"], []),
        (["api", "GET", "nothing/"], []),
        (["api", "GET", "accounts", "-f", "a"], ["app=", "after="]),
        (["api", "POST", "oauth_apps", "--field", "client_"], ["client_id="]),
        (["api", "get", "accounts/apn_1?x=1", "--all", "-f", "include"], ["include_credentials="]),
        (["api", "PUT", "deployed-triggers/dc_1", "-f", "active=false", "-f", "ext"], ["external_user_id="]),
        (["api", "GET", "no-such-path", "-f", "a"], []),
        (["api", "-f", "a"], []),
    ],
)
def test_completion_works_without_credentials(
    words: list[str], expected: list[str], process_env: dict[str, str]
) -> None:
    assert complete(process_env, *words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["accounts", "list", "--app", "gitl"], "gitlab"),
        (["actions", "run", "gitlab-list"], "gitlab-list-commits"),
        (["actions", "run", "gitl"], "gitlab-list-commits"),
        (["triggers", "deploy", "gitlab-"], "gitlab-new-issue"),
        (["components", "show", "google_sheets-a"], "google_sheets-add-single-row"),
    ],
)
def test_completion_requests_the_service(words: list[str], expected: str, terminal_env: dict[str, str]) -> None:
    assert expected in complete(terminal_env, *words)


def test_no_completions_without_a_response(process_env: dict[str, str], terminal_env: dict[str, str]) -> None:
    assert complete(process_env, "actions", "run", "gitl") == []
    assert complete({**terminal_env, "PIPEDREAM_BASE_URL": "http://127.0.0.1:1"}, "actions", "run", "gitl") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell_is_printed(shell: str, process_env: dict[str, str]) -> None:
    ended = run_command([], {**process_env, "_PDCONNECT_COMPLETE": f"source_{shell}"}, ROOT)
    ended.check_returncode()
    assert "pdconnect" in ended.stdout


@pytest.mark.slow
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_first_tab_in_a_shell_completes(shell: str, process_env: dict[str, str], tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    (tmp_path / ".zshrc").touch()  # without one, zsh asks what to write into it
    (tmp_path / ".local/share/fish/generated_completions").mkdir(parents=True)  # or else fish reads all manual pages
    env = {**process_env, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "LANG": "C.UTF-8"}
    installing = Terminal(env=env, program=[shell], cwd=tmp_path).types("pdconnect --install-completion; exit")
    installing.sees("completion installed in").ends()
    session = Terminal(env=env, program=[shell], cwd=tmp_path).types("echo re''ady").sees("ready")
    session.presses("pdconnect acc\t").types("--help").sees("List connected accounts.")
    session.types("exit").ends()
