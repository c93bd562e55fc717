"""The workflows of the repository: they run scripts that exist, with actions of a fixed version, and with the least permissions."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def jobs(workflow: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(workflow.read_text())["jobs"]
    return found


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_steps_run_scripts_that_exist(workflow: Path) -> None:
    runs = [step["run"] for job in jobs(workflow).values() for step in job["steps"] if "run" in step]
    names = {name for run in runs for name in re.findall(r"(?:scripts/[\w-]+|\.ci/run)", run)}
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
    deliberately_old = "/tests/integration/official_sdks/older"
    assert folders - {deliberately_old} == set(npm["directories"])


@pytest.mark.slow
def test_a_release_is_refused_for_another_version_or_an_unreleased_changelog() -> None:
    run = subprocess.run(
        ["scripts/release", "--check", "--tag", "v99.0.0"],
        cwd=ROOT,
        env={"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "PYTHON": sys.executable},
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1, run.stderr
    assert "the tag is v99.0.0" in run.stderr
    assert "Would not be published: pdconnect" in run.stdout
