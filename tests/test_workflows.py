"""The workflows of the repository run scripts that exist, with fixed actions and the least permissions; releases are checked."""

from __future__ import annotations

import re
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


@pytest.mark.slow
def test_the_packages_are_built_and_contain_no_caches(tmp_path: Path) -> None:
    files = release.build(tmp_path / "packages")
    (archive,) = [file for file in files if file.name.endswith(".tar.gz")]
    names = release.contents(archive)
    assert {"spec", "generator", "overlays", "generated_client"} <= {
        name.split("/")[1] for name in names if "/" in name
    }
    assert not [name for name in names if "_cache" in name or "node_modules" in name or ".venv" in name]
    assert [file.suffix for file in files if file != archive] == [".whl"]
