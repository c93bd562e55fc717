"""Runs of the generator: same input, same output; no work without a change; every edit of a generated file is detected and undone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import cache, formatting, inputs
from generator.__main__ import main
from tests import ROOT

from .workspace import GOLDEN, PACKAGE, contents, copy_generator, copy_spec, differing, outputs, run_generator

UP_TO_DATE = "generated_client/ is up to date\n"
HEAVY = {
    "black",
    "datamodel_code_generator",
    "httpx",
    "jinja2",
    "jsonschema",
    "jsonschema_rs",
    "openapi_python_client",
    "pydantic",
    "yaml",
}
DEPOT = PACKAGE / "models/depot.py"
EDITS = {
    "a generated module": (DEPOT, "class Depot(", "class Depots("),
    "a copied module": (PACKAGE / "errors.py", "The base of all errors", "The base of errors"),
    "the bundle": (Path("spec/bundled/openapi.yaml"), "title: Parcels", "title: Packets"),
    "the provenance: operations": (Path("generated_client/provenance.toml"), "operations = 5", "operations = 6"),
    "the provenance: tools": (Path("generated_client/provenance.toml"), 'ruff = "', 'ruff = "1'),
}


def edit(root: Path, file: Path, old: str, new: str) -> None:
    text = (root / file).read_text()
    assert text.count(old) == 1
    (root / file).write_text(text.replace(old, new))


def imported_packages(import_times: str) -> set[str]:
    """Return the packages that a run with `-X importtime` has imported."""
    return {line.split("|")[-1].strip().split(".")[0] for line in import_times.splitlines()}


def reported_files(report: str) -> list[str]:
    """Return the files that `--check` reports."""
    first, *files = report.splitlines()
    assert first == "These files do not match the specification; run `python -m generator`:"
    return files


@pytest.fixture
def root(tmp_path: Path, generated: Path) -> Path:
    """A copy of the golden specification and its generated files, to be edited."""
    return shutil.copytree(generated, tmp_path / "root")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A separate project: the golden specification, a copy of the generator, and the generated files."""
    root = copy_generator(copy_spec(GOLDEN, tmp_path_factory.mktemp("project")))
    first = run_generator(root)
    assert first.returncode == 0, first.stderr
    return root


@pytest.mark.slow
def test_the_same_specification_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    """The committed files were generated in another folder, with another order of hashes."""
    project = copy_generator(copy_spec(ROOT, tmp_path))
    shutil.copy(ROOT / "constraints.txt", project)
    run = run_generator(project, PYTHONHASHSEED="1")
    assert run.returncode == 0, run.stderr
    assert differing(contents(project), contents(ROOT)) == []


def test_a_run_shows_its_steps(root: Path, generated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "--force"]) == 0
    steps = [line.split("s  ")[-1] for line in capsys.readouterr().out.splitlines()[:-1]]
    assert steps == ["bundle", "lint", "generate", "format", "provenance", "replace"]
    assert differing(contents(root), contents(generated)) == []


def test_a_small_edit_repeats_only_what_it_affects(root: Path) -> None:
    formatted: set[str] = set()
    run_ruff = formatting.run_ruff

    def record(folder: Path, command: str, *arguments: str) -> None:
        formatted.update(argument for argument in arguments if argument.endswith(".py"))
        run_ruff(folder, command, *arguments)

    edit(root, Path("spec/schemas/depots.yaml"), "Id of the depot.", "Name of the depot.")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(formatting, "run_ruff", record)
        patch.setattr(inputs, "_start", lambda *paths: pytest.fail("datamodel-code-generator ran"))
        assert main(["--root", str(root)]) == 0
    assert formatted == {"models/depot.py"}
    assert main(["--root", str(root), "--check"]) == 0


DAMAGED = {
    "empty": lambda text: "",
    "truncated": lambda text: text[: len(text) // 2],
    "not a mapping": lambda text: "[1]",
    "of another version": lambda text: json.dumps(dict.fromkeys(("a", "b"), "c")),
}


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_damaged_results_of_earlier_runs_are_not_used(
    damage: Callable[[str], str], root: Path, generated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in (root / cache.FOLDER).rglob("*.*"):
        file.write_text(damage(file.read_text("latin-1")), "latin-1")
    edit(root, *EDITS["the bundle"])
    assert main(["--root", str(root)]) == 0
    assert UP_TO_DATE not in capsys.readouterr().out
    assert differing(contents(root), contents(generated)) == []


@pytest.mark.slow
@pytest.mark.parametrize("option", ["--check", "--force"])
def test_a_whole_run_uses_no_results_of_earlier_runs(option: str, root: Path, generated: Path) -> None:
    files = sorted((root / cache.FOLDER).glob("*.json"))
    assert [file.name for file in files] == [
        "format.json",
        "inputs.json",
        "yaml.json",
    ]  # no module has a synchronous half
    for file in files:
        file.write_text(json.dumps(dict.fromkeys(json.loads(file.read_text()), "not a result")))
    assert main(["--root", str(root), option]) == 0
    assert differing(contents(root), contents(generated)) == []
    assert ("not a result" in files[0].read_text()) == (option == "--check")


def test_deleted_files_are_restored(root: Path, generated: Path) -> None:
    shutil.rmtree(root / PACKAGE)
    assert main(["--root", str(root)]) == 0
    assert differing(contents(root), contents(generated)) == []


@pytest.mark.slow
def test_nothing_is_done_if_nothing_has_changed(project: Path) -> None:
    before = outputs(project)
    run = run_generator(project, python=("-X", "importtime"))
    assert (run.returncode, run.stdout) == (0, UP_TO_DATE)
    assert outputs(project) == before
    imported = imported_packages(run.stderr)
    assert {"generator", "tomllib"} <= imported
    assert not imported & HEAVY


@pytest.mark.slow
@pytest.mark.parametrize(("file", "old", "new"), EDITS.values(), ids=EDITS)
def test_a_hand_edit_is_undone(
    file: Path, old: str, new: str, root: Path, generated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root, file, old, new)
    assert main(["--root", str(root)]) == 0
    assert UP_TO_DATE not in capsys.readouterr().out
    assert differing(contents(root), contents(generated)) == []
    assert main(["--root", str(root)]) == 0
    assert capsys.readouterr().out == UP_TO_DATE


@pytest.mark.slow
def test_every_difference_is_reported_and_kept(root: Path, generated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, *EDITS["a generated module"])
    edit(root, *EDITS["the bundle"])
    edit(root, *EDITS["the provenance: operations"])
    (root / PACKAGE / "inputs.py").unlink()
    (root / PACKAGE / "models/ours.py").write_text("")
    before = outputs(root)
    assert main(["--root", str(root), "--check"]) == 1
    assert reported_files(capsys.readouterr().err) == [
        "generated_client/pdconnect_api/inputs.py",
        "generated_client/pdconnect_api/models/depot.py",
        "generated_client/pdconnect_api/models/ours.py",
        "generated_client/provenance.toml",
        "spec/bundled/openapi.yaml",
    ]
    assert outputs(root) == before
    assert main(["--root", str(root)]) == 0
    assert differing(contents(root), contents(generated)) == []


CHANGES = {
    "a schema": (Path("spec/schemas/depots.yaml"), "Id of the depot.", "Name of the depot.", "models/depot.py"),
    "a template": (Path("generator/templates/package_init.py.jinja"), "{{ header }}", "{{ header }}#", "__init__.py"),
    "a copied module": (
        Path("generator/runtime/errors.py"),
        "The base of all errors",
        "The base of every error",
        "errors.py",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize(("file", "old", "new", "changed"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_detected_and_applied(file: Path, old: str, new: str, changed: str, project: Path) -> None:
    edit(project, file, old, new)
    check = run_generator(project, "--check")
    assert check.returncode == 1
    assert str(PACKAGE / changed) in reported_files(check.stderr)
    before = contents(project)
    run = run_generator(project, python=("-X", "importtime"))
    assert run.stdout.endswith(" s\n")
    assert "openapi_python_client" in imported_packages(run.stderr)
    assert not imported_packages(run.stderr) & {"httpcore", "httpx", "rich", "trio"}  # slow, and not needed
    assert differing(before, contents(project)) == reported_files(check.stderr)
    assert run_generator(project).stdout == UP_TO_DATE
