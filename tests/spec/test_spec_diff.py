"""scripts/spec-diff on a small project with a Git history: what passes, what must be announced, and the report for Python users."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.publishing.spec_diff import main

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
    assert "  ok       Thing: property `size` was added\n" in out
    assert "For Python users" not in out  # an addition breaks nothing


def test_nothing_is_printed_without_a_change(project: Project, diff: Diff) -> None:
    assert diff("HEAD") == (0, "", "")


def test_a_new_value_of_an_open_enum_requires_a_version(project: Project, diff: Diff) -> None:
    project.bundle = BUNDLE.replace("name: {type: string}", "name: {type: string, x-extensible-enum: [a]}")
    project.commit()
    project.bundle = project.bundle.replace("[a]", "[a, b]")
    code, out, err = diff("HEAD")
    assert code == 1
    assert '  ok       Thing: `name`: new value "b"\n' in out
    assert "info.version is 1.2.0; these changes require 1.3.0 or higher" in err


def test_what_only_python_users_lose_is_breaking(project: Project, diff: Diff) -> None:
    project.package["api/things/__init__.py"] = RESOURCE.replace("-> list[Thing]", "-> Thing")
    code, out, err = diff("HEAD")
    assert code == 1
    assert "  BREAKING client.things.list(): returns list[Thing] -> returns Thing\n" in out
    assert "these changes require 2.0.0 or higher" in err
    assert "begins with **Breaking** names it: things_list" in err


def test_a_changed_text_requires_a_patch(project: Project, diff: Diff) -> None:
    project.bundle = BUNDLE.replace("The things.", "All things.")
    code, out, err = diff("HEAD")
    assert (code, out) == (1, "Since HEAD (1.2.0 -> 1.2.0): 0 breaking, 0 compatible, 1 of texts\n")
    assert "these changes require 1.2.1 or higher" in err


def test_a_removed_operation_must_be_announced(project: Project, diff: Diff) -> None:
    project.remove_operation()
    code, out, err = diff("HEAD")
    assert code == 1
    assert "  BREAKING things_delete: was removed\n" in out
    assert "info.version is 1.2.0; these changes require 2.0.0 or higher" in err
    assert "begins with **Breaking** names it: things_delete" in err
    assert "  BREAKING client.things.delete() was removed\n" in out
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
def test_an_incomplete_announcement_is_a_problem(
    version: str, item: str, problem: str, project: Project, diff: Diff
) -> None:
    project.remove_operation()
    project.release(version, item)
    code, _, err = diff("HEAD")
    assert code == 1
    assert "1 problem(s):" in err
    assert problem in err


def test_a_version_without_a_changelog_entry(project: Project, diff: Diff) -> None:
    project.bundle = project.bundle.replace("1.2.0", "1.2.1")
    assert diff("HEAD")[2].endswith("spec/CHANGELOG.md does not begin with 1.2.1, which is info.version\n")


def test_the_report_names_changes_for_python_users(project: Project, diff: Diff) -> None:
    project.package["models/kind.py"] = (
        "from .thing import Thing\n\n\nclass Kind(OpenEnum):\n    NEW = 'new'\n    OLD = 'old'\n"
    )
    project.package["models/part.py"] = "Part: TypeAlias = A | B | OtherPart\n"
    project.package["input_types.py"] = (
        "class Create(TypedDict):\n    id: str\n    owner: NotRequired[str]\n    state: Literal['on', 'off']\n"
    )
    project.commit()
    project.package["models/thing.py"] = "class Thing(Model):\n    id: int\n"
    project.package["models/kind.py"] = "class Kind(OpenEnum):\n    NEW = 'new'\n"
    project.package["models/part.py"] = "Part: TypeAlias = A | B | C | OtherPart\n"
    project.package["models/new.py"] = "class New(Model):\n    id: int\n"
    project.package["input_types.py"] = (
        "class Create(TypedDict):\n    id: NotRequired[str]\n    owner: str\n    state: Literal['on', 'off', 'no']\n"
        "    more: str\n"
    )
    project.package["api/things/__init__.py"] = RESOURCE.replace(
        "*, limit: int | None = None", "*, owner: str"
    ).replace("id: str", "id: str | int")
    report = diff("HEAD")[1].partition("For Python users:\n")[2]
    assert report.splitlines() == [
        "  BREAKING client.things.list(limit) was removed",
        "  BREAKING client.things.list(owner): new, required str",
        "  BREAKING inputs.Create.more: new, required str",
        "  BREAKING inputs.Create.owner: optional str -> required str",
        "  BREAKING models.Kind.OLD was removed",
        "  BREAKING models.Thing.id: str -> int",
        "  BREAKING models.Thing.name was removed",
        "  ok       client.things.delete(id): required str -> required str | int",
        "  ok       inputs.Create.id: required str -> optional str",
        "  ok       inputs.Create.state: required Literal[on, off] -> required Literal[on, off, no]",
        "  ok       models.Part: A | B | OtherPart -> A | B | C | OtherPart",
    ]


def test_a_revision_with_the_older_layout_of_inputs(project: Project, diff: Diff) -> None:
    project.package["inputs.py"] = "class Create(TypedDict):\n    id: str\n"
    del project.package["input_types.py"]
    (project.root / "generated_client/pdconnect_api/input_types.py").unlink()
    project.commit()
    project.package["input_types.py"] = project.package["inputs.py"]
    project.package["inputs.py"] = ""
    assert diff("HEAD") == (0, "", "")


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


def test_an_unknown_revision_is_reported(diff: Diff) -> None:
    code, _, err = diff("no-such-branch")
    assert code == 1
    assert "no-such-branch has no spec/bundled/openapi.yaml" in err
