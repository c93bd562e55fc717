"""scripts/spec-diff on a small project with a Git history: what passes, what must be announced, and the report for Python users."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.publishing.spec_diff import main

from .tools import require_redocly

BUNDLE = """\
openapi: 3.1.1
info:
  title: Things
  version: 1.2.0
servers:
- url: https://things.example
paths:
  /things:
    get:
      operationId: things_list
      responses:
        '200':
          description: The things.
          content:
            application/json:
              schema:
                type: array
                items:
                  $ref: '#/components/schemas/Thing'
  /things/{id}:
    parameters:
    - {name: id, in: path, required: true, schema: {type: string}}
    delete:
      operationId: things_delete
      responses:
        '204':
          description: Deleted.
components:
  schemas:
    Thing:
      type: object
      required: [id]
      properties:
        id: {type: string}
        name: {type: string}
"""
REMOVED = BUNDLE[BUNDLE.index("  /things/{id}:") : BUNDLE.index("components:")]
CHANGELOG = "# Changes\n\n## 1.2.0 – 2026-01-01\n\n- **Breaking**: `Thing` is no longer empty.\n"
RESOURCE = '''\
class Things:
    def list(self, *, limit: int | None = None) -> list[Thing]:
        """List."""

    def delete(self, id: str) -> None:
        """Delete."""


class AsyncThings:
    async def delete(self, id: str) -> None:
        """Delete."""
'''
MODEL = "class Thing(Model):\n    id: str\n    name: str | None = None\n"
PACKAGE = {
    "__init__.py": "",
    "input_types.py": "",
    "api/__init__.py": "",
    "api/things/__init__.py": RESOURCE,
    "models/__init__.py": "",
    "models/thing.py": MODEL,
}


class Project:
    """A project with one or more commits."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.bundle = BUNDLE
        self.changelog = CHANGELOG
        self.package = dict(PACKAGE)
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit()

    def git(self, *arguments: str) -> None:
        author = ("-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *author, *arguments], cwd=self.root, check=True)

    def write(self) -> None:
        files = {"spec/bundled/openapi.yaml": self.bundle, "spec/CHANGELOG.md": self.changelog}
        files |= {f"generated_client/pdconnect_api/{name}": text for name, text in self.package.items()}
        for name, text in files.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(text)

    def commit(self) -> None:
        self.write()
        self.git("add", ".")
        self.git("commit", "--quiet", "--allow-empty", "--message=A change")

    def release(self, version: str, *items: str) -> None:
        self.bundle = self.bundle.replace("version: 1.2.0", f"version: {version}")
        lines = "".join(f"- {item}\n" for item in items)
        self.changelog = self.changelog.replace("## 1.2.0", f"## {version} – 2026-02-01\n\n{lines}\n## 1.2.0", 1)

    def add_field(self) -> None:
        self.bundle += "        size: {type: integer}\n"
        self.package["models/thing.py"] += "    size: int | None = None\n"

    def remove_operation(self) -> None:
        self.bundle = self.bundle.replace(REMOVED, "")
        self.package["api/things/__init__.py"] = RESOURCE[: RESOURCE.index("    def delete")]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    require_redocly()
    return Project(tmp_path)


@pytest.fixture
def diff(project: Project, capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def run(*revision: str) -> tuple[int, str, str]:
        project.write()
        code = main([*revision, "--root", str(project.root)])
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return run


Diff = Callable[..., tuple[int, str, str]]


def test_a_new_optional_field_is_compatible(project: Project, diff: Diff) -> None:
    project.add_field()
    project.release("1.3.0", "`Thing`: size.")
    code, out, err = diff("HEAD")
    assert (code, err) == (0, "")
    assert "(1.2.0 -> 1.3.0): 0 breaking, 1 compatible" in out
    assert "  ok       Thing: added properties/size\n" in out
    assert "nothing was removed or changed" in out


def test_a_removed_operation_must_be_announced(project: Project, diff: Diff) -> None:
    project.remove_operation()
    code, out, err = diff("HEAD")
    assert code == 1
    assert "BREAKING things_delete: " in out
    assert "info.version is 1.2.0; these changes require 2.0.0 or higher" in err
    assert "begins with **Breaking** names it: things_delete" in err
    assert "  removed  client.things.delete()\n" in out
    assert "delete(id)" not in out  # part of the removed method


def test_a_removed_operation_that_is_announced(project: Project, diff: Diff) -> None:
    project.remove_operation()
    project.release("2.0.0", "**Breaking**: things can no longer be deleted\n  (`things_delete`).")
    code, out, err = diff("HEAD")
    assert (code, err) == (0, "")
    assert "(1.2.0 -> 2.0.0): 1 breaking" in out


@pytest.mark.parametrize(
    ("version", "item", "problem"),
    [
        ("1.3.0", "**Breaking**: `things_delete` is gone.", "info.version is 1.3.0"),
        ("2.0.0", "`things_delete` is gone.", "names it: things_delete"),
        ("2.0.0", "**Breaking**: `things_delete_all` is gone.", "names it: things_delete"),
    ],
    ids=["not a major version", "not marked", "another name"],
)
def test_an_incomplete_announcement(version: str, item: str, problem: str, project: Project, diff: Diff) -> None:
    project.remove_operation()
    project.release(version, item)
    code, _, err = diff("HEAD")
    assert code == 1
    assert "1 problem(s):" in err
    assert problem in err


def test_a_version_without_a_changelog_entry(project: Project, diff: Diff) -> None:
    project.bundle = project.bundle.replace("1.2.0", "1.2.1")
    assert diff("HEAD")[2].endswith("spec/CHANGELOG.md does not begin with 1.2.1, which is info.version\n")


def test_the_report_for_python_users(project: Project, diff: Diff) -> None:
    project.package["models/thing.py"] = "class Thing(Model):\n    id: int\n"
    project.package["api/things/__init__.py"] = RESOURCE.replace("*, limit: int | None = None", "*, owner: str")
    project.package["models/kind.py"] = "class Kind(Model):\n    id: int\n"
    report = diff("HEAD")[1].partition("For Python users:\n")[2]
    assert report.splitlines() == [
        "  removed  client.things.list(limit)",
        "  changed  client.things.list(owner): (new) -> required str",
        "  changed  models.Thing.id: str -> int",
        "  removed  models.Thing.name",
    ]


def test_the_default_is_the_previous_version(project: Project, diff: Diff) -> None:
    assert diff()[1] == "1.2.0 is the first version; there is nothing to compare it with\n"
    project.add_field()
    project.release("1.3.0", "`Thing`: size.")
    project.commit()
    project.bundle += "        color: {type: string}\n"  # of the same version, which is not published yet
    project.commit()
    code, out, _ = diff()
    assert code == 0
    assert "(1.2.0 -> 1.3.0): 0 breaking, 2 compatible" in out


def test_a_published_version_may_not_change(project: Project, diff: Diff) -> None:
    project.git("tag", "spec-v1.2.0")
    assert diff()[0] == 0
    project.add_field()
    code, out, err = diff()
    assert code == 1
    assert out.startswith("Since spec-v1.2.0 (1.2.0 -> 1.2.0)")
    assert "these changes require 1.3.0 or higher" in err


def test_an_unknown_revision(diff: Diff) -> None:
    code, _, err = diff("no-such-branch")
    assert code == 1
    assert "no-such-branch has no spec/bundled/openapi.yaml" in err
