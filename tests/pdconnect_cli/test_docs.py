"""docs/cli.md: its blocks run, its tables and pictures are up to date."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pdconnect_cli import exit_codes
from tests import ROOT
from tests.forked import forking_command

from . import pictures
from .test_help import PATHS, with_pinned_versions

pytestmark = pytest.mark.one_python

PAGE = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
BLOCKS = [
    block for block in re.findall(r"^```sh\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE) if "pip install" not in block
]


@pytest.fixture
def sandboxed(process_env: dict[str, str], tmp_path: Path) -> Iterator[dict[str, str]]:
    """An environment with `pdconnect` on the PATH while the first block runs the sandbox, with the exports that the sandbox prints."""
    assert BLOCKS[0] == "pdconnect sandbox\n"
    start = [sys.executable, "-W", "error", "-m", "pdconnect", "sandbox"]
    with subprocess.Popen(start, cwd=ROOT, env=process_env, stdout=subprocess.PIPE, text=True) as sandbox:
        assert sandbox.stdout is not None
        pasted: dict[str, str] = {}
        for line in sandbox.stdout:
            name, equals, value = line.strip().removeprefix("export ").partition("=")
            if line.startswith("export ") and equals:
                pasted[name] = value
            elif pasted and not line.strip():
                break
        folder = tmp_path / "bin"
        folder.mkdir()
        env = {**process_env, "PATH": f"{folder}:{process_env['PATH']}", **pasted}
        with forking_command(folder / "pdconnect", env):
            yield env
        sandbox.send_signal(signal.SIGINT)
        sandbox.stdout.read()
    assert sandbox.returncode == 0


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl acts as the user")
def test_all_blocks_run(sandboxed: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "secret.txt").write_text(sandboxed["PIPEDREAM_CLIENT_SECRET"])
    # The empty line is for `proxy`, whose output ends like the app's response.
    script = "\n".join(f"echo; echo '== {number}'\n{block}" for number, block in enumerate(BLOCKS[1:], 1))
    ended = subprocess.run(
        ["sh", "-eu", "-c", script], cwd=folder, env=sandboxed, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, (ended.stdout, ended.stderr)
    printed = dict(zip(*[iter(re.split(r"^== (\d+)\n", ended.stdout, flags=re.MULTILINE)[1:])] * 2, strict=True))
    assert "ok\tproject" in printed["1"]
    assert "oauth_access_token=***" in printed["3"]
    assert "jverce/gitlab" in printed["4"]
    assert '"myColumnData"' in printed["5"]
    assert '{"title": "It works"}' in printed["6"]
    assert '"external_user_id":"ada"' in printed["8"]
    assert '"ret"' in (folder / "commits.json").read_text()


def test_every_command_is_in_the_table() -> None:
    named = {
        tuple(words.split())
        for row in re.findall(r"^\| `.*?\|", PAGE, re.MULTILINE)
        for words in re.findall("`(.*?)`", row)
    }
    groups = {path[:-1] for path in PATHS if path}
    assert named == {path for path in PATHS if path not in groups}


def test_every_exit_code_is_in_the_table() -> None:
    printed = [int(code) for code in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)]
    assert printed == sorted(value for name, value in vars(exit_codes).items() if name.isupper())


@with_pinned_versions
def test_the_pictures_are_up_to_date() -> None:
    named = re.findall(r"\]\(images/(cli-.*?)\)", PAGE)
    taken = pictures.pictures()
    assert sorted(named) == sorted(taken)
    for name, svg in taken.items():
        kept = pictures.path_of(name).read_text(encoding="utf-8")
        if name in pictures.MACHINE:
            assert "check&#160;client&#160;id" in kept
        else:
            assert kept == svg, f"{name} is out of date: run `python -m tests.pdconnect_cli.rendering`"
        assert set(re.findall(r"url\((.)", kept)) <= {"#"}, "a picture must not fetch anything"
