"""The workflows of the repository run scripts that exist, with fixed actions and the least permissions; releases are checked."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.publishing import release
from tests import ROOT

OLD_ON_PURPOSE = {
    f"/tests/integration/{folder}"
    for folder in ("connect_react/v2", "connect_react/v3", "official_sdks/older", "official_sdks/v2")
}
"""Folders whose packages have the versions that the tests are about."""

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def jobs(workflow: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(workflow.read_text())["jobs"]
    return found


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_steps_run_scripts_that_exist(workflow: Path) -> None:
    runs = [step["run"] for job in jobs(workflow).values() for step in job["steps"] if "run" in step]
    names = {name for run in runs for name in re.findall(r"(?:scripts/[\w-]+|\.ci/run|\.github/\w+)", run)}
    assert names
    assert not [name for name in names if not (ROOT / name).exists()]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_actions_have_a_version(workflow: Path) -> None:
    uses = [step["uses"] for job in jobs(workflow).values() for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@(v\d+|release/v\d+)", name) for name in uses), uses


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_state_their_permissions_and_jobs_end(workflow: Path) -> None:
    document = yaml.safe_load(workflow.read_text())
    assert document["permissions"]["contents"] == "read"
    assert all("timeout-minutes" in job or "environment" in job for job in document["jobs"].values())


@pytest.mark.skipif(not shutil.which("jq"), reason="the stand-in for GitHub's command needs jq")
@pytest.mark.parametrize(
    ("issues", "command"),
    [
        ([], "issue create --title A report --body-file report.md"),
        ([{"number": 7, "title": "A report of another kind"}], "issue create --title A report --body-file report.md"),
        ([{"number": 7, "title": "Another"}, {"number": 5, "title": "A report"}], "issue edit 5 --body-file report.md"),
    ],
)
def test_a_report_replaces_the_text_of_its_open_issue(
    tmp_path: Path, issues: list[dict[str, Any]], command: str
) -> None:
    (tmp_path / "issues.json").write_text(json.dumps(issues))
    gh = tmp_path / "gh"
    gh.write_text('#!/bin/sh\nif [ "$2" = list ]; then shift 9; jq -r "$1" issues.json; else echo "$@"; fi\n')
    gh.chmod(0o755)
    ran = subprocess.run(
        [ROOT / ".github/report", "A report", "report.md"],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        check=True,
        capture_output=True,
        text=True,
    )
    assert ran.stdout.strip() == command


def test_the_matrix_names_the_pythons_of_the_metadata() -> None:
    matrix = jobs(ROOT / ".github/workflows/ci.yml")["pythons"]["strategy"]["matrix"]
    classifiers = re.findall(r"Programming Language :: Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text())
    assert matrix["python"] == classifiers


def test_dependabot_looks_at_every_package_json() -> None:
    (npm,) = [
        update
        for update in yaml.safe_load((ROOT / ".github/dependabot.yml").read_text())["updates"]
        if update["package-ecosystem"] == "npm"
    ]
    tracked = subprocess.run(["git", "ls-files", "*package.json"], cwd=ROOT, check=True, capture_output=True, text=True)
    folders = {f"/{Path(file).parent.as_posix()}" for file in tracked.stdout.split()}
    assert folders - OLD_ON_PURPOSE == set(npm["directories"])


@pytest.mark.parametrize(
    ("changelog", "tag", "problem"),
    [
        ("# Changelog\n\n## 1.0.0\n", "v1.0.0", None),
        ("# Changelog\n\n## 1.0.0 (unreleased)\n", None, None),
        ("# Changelog\n\n## 1.0.0 (unreleased)\n", "v1.0.0", "unreleased"),
        ("# Changelog\n\n## 1.0.0\n", "v1.0.1", "the tag is v1.0.1"),
        ("# Changelog\n\n## 0.9.0\n", None, "begins with 0.9.0"),
        ("# Changelog\n", None, "no version"),
    ],
)
def test_what_keeps_a_version_from_being_released(changelog: str, tag: str | None, problem: str | None) -> None:
    found = release.problems(changelog, "1.0.0", tag)
    assert found == [] if problem is None else problem in found[0]
