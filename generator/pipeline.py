"""The steps from the specification to the package. All files are written to a staging folder, which replaces the old files at the end."""

from __future__ import annotations

import filecmp
import json
import shutil
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from . import provenance, sync_code
from .cache import Cache
from .problems import SpecificationError

BUNDLE = Path("spec/bundled/openapi.yaml")
PACKAGE = Path("generated_client/pdconnect_api")
PROVENANCE = Path("generated_client") / provenance.FILE
_TOOLS = ("openapi-python-client", "datamodel-code-generator", "ruff")
_BUNDLE_HEADER = "# Generated from spec/openapi.yaml and the files it refers to. Do not edit: change those and run `python -m generator`.\n"

Progress = Callable[[str], None]


def up_to_date(root: Path) -> bool:
    """Return whether neither inputs nor outputs have changed since the last run."""
    inputs = provenance.digest(root, provenance.inputs_of(root))
    return provenance.is_current(root / PROVENANCE, inputs=inputs, outputs=_outputs_digest(root), tools=_tools())


def regenerate(root: Path, progress: Progress, cache: Cache) -> None:
    """Generate all files and replace the old ones. Raises SpecificationError without changing anything."""
    with tempfile.TemporaryDirectory(dir=root, prefix=".generating-") as folder:
        staging = Path(folder)
        _generate(root, staging, progress, cache)
        progress("replace")
        for output in (BUNDLE, PACKAGE, PROVENANCE):
            _swap(staging / output, root / output)


def differences(root: Path, progress: Progress) -> list[str]:
    """Return the files that do not match the specification. Every step runs, without results of earlier runs."""
    with tempfile.TemporaryDirectory(prefix="generator-") as folder:
        staging = Path(folder)
        _generate(root, staging, progress, Cache())
        progress("compare")
        expected, actual = _files(staging), _files(root)
        changed = {path for path in expected & actual if not filecmp.cmp(staging / path, root / path, shallow=False)}
        return [*sorted(str(path) for path in changed | (expected ^ actual)), *sync_code.differences(root)]


def _generate(root: Path, staging: Path, progress: Progress, cache: Cache) -> None:
    from . import yaml_io  # slow imports; not needed if nothing has changed
    from .bundle import bundle
    from .lint import lint

    progress("bundle")
    result = bundle(root / "spec", cache.yaml)
    progress("lint")
    problems = lint(result)
    if problems:
        raise SpecificationError(problems)
    document = result.document

    from .formatting import format_tree
    from .inputs import generate_inputs, write_inputs
    from .render import render
    from .simplify import simplify

    progress("generate")
    simplified = simplify(document)
    package = staging / PACKAGE
    package.parent.mkdir(parents=True)
    with generate_inputs(simplified, cache.inputs) as inputs:
        render(document, simplified, result.origins, package, cache.compiled_templates)
        (package / "openapi.json").write_text(
            json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
        )
        (staging / BUNDLE).parent.mkdir(parents=True)
        (staging / BUNDLE).write_text(_BUNDLE_HEADER + yaml_io.dump(document), encoding="utf-8")
        write_inputs(inputs(), package)
    progress("format")
    format_tree(package, cache.format)
    progress("provenance")
    text = provenance.text(
        spec_version=document["info"]["version"],
        operations=sum(len(item) for item in simplified["paths"].values()),
        inputs=provenance.digest(root, provenance.inputs_of(root)),
        outputs=_outputs_digest(staging),
        tools=_tools(),
    )
    (staging / PROVENANCE).write_text(text)


def _tools() -> dict[str, str]:
    return {name: version(name) for name in _TOOLS}


def _outputs_digest(root: Path) -> str:
    return provenance.digest(root, (root / path for path in _files(root) if path != PROVENANCE))


def _files(root: Path) -> set[Path]:
    package = {path for path in (root / PACKAGE).rglob("*") if path.is_file() and path.suffix != ".pyc"}
    single = {root / path for path in (BUNDLE, PROVENANCE) if (root / path).is_file()}
    return {path.relative_to(root) for path in package | single}


def _swap(new: Path, target: Path) -> None:
    """Replace a file or folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    old = new.with_name(f"{new.name}.old")
    if target.exists():
        target.rename(old)
    new.rename(target)
    if old.is_dir():
        shutil.rmtree(old)


__all__ = ["SpecificationError", "differences", "regenerate", "up_to_date"]
