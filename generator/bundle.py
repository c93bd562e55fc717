"""From the files under `spec/` to one document.

Two kinds of reference exist. The tables of `openapi.yaml` (paths, webhooks) refer to path items in `resources/`, which
are put in their place. Everything else refers to an entry of a file of components, which is lifted into `#/components`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from . import yaml_io
from .openapi import PATH_ITEMS
from .problems import Problem, escape
from .provenance import source_files

ROOT = "openapi.yaml"
_KINDS = {
    "parameters.yaml": "parameters",
    "responses.yaml": "responses",
    "headers.yaml": "headers",
    "schemas": "schemas",
    "examples": "examples",
}


@dataclass
class Bundle:
    """The one document, and where each part of it came from."""

    document: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    origins: dict[str, tuple[str, str]] = field(default_factory=dict)
    """From a pointer into the document to the file and pointer it came from."""
    unused: list[Problem] = field(default_factory=list)

    def problem(self, pointer: str, reason: str) -> Problem:
        """A problem at a place of the bundle, told at the place of the source that it came from."""
        steps = pointer.split("/")
        for length in range(len(steps), 0, -1):
            origin = self.origins.get("/".join(steps[:length]))
            if origin is not None:
                rest = "".join(f"/{step}" for step in steps[length:])
                return Problem(origin[0], origin[1] + rest, reason)
        return Problem(f"spec/{ROOT}", pointer, reason)


def bundle(spec: Path) -> Bundle:
    """Bundle the specification under `spec`; what is wrong stands in `problems`."""
    return _Bundler(spec).run()


def _component_kind(file: str) -> str | None:
    return _KINDS.get(PurePosixPath(file).parts[0])


def component_name(file: str, name: str) -> str:
    """Examples are named per file; everything else has a name that is unique in the whole specification."""
    path = PurePosixPath(file)
    return f"{path.stem}_{name}" if path.parts[0] == "examples" else name


def _sorted(entries: Any) -> Any:
    return dict(sorted(entries.items())) if isinstance(entries, dict) else entries


class _Bundler:
    def __init__(self, spec: Path) -> None:
        self.spec = spec
        self.result = Bundle()
        self.files: dict[str, Any] = {}
        self.components: dict[str, dict[str, Any]] = {}
        self.lifted: dict[tuple[str, str], str] = {}
        self.used: set[tuple[str, str]] = set()

    def run(self) -> Bundle:
        for path in source_files(self.spec):
            file = path.relative_to(self.spec).as_posix()
            if file == ROOT or file.startswith("resources/") or _component_kind(file):
                self._load(file)
        root = self.files.get(ROOT)
        if not isinstance(root, dict):
            if not any(problem.file == f"spec/{ROOT}" for problem in self.result.problems):
                self._report(ROOT, "", "the root document is missing or not a mapping")
            return self.result
        document = {key: value for key, value in root.items() if key not in PATH_ITEMS}
        document = self._resolve(document, ROOT, "", "")
        document["paths"] = self._path_items("paths", self._mapping(root, "paths"))
        if "webhooks" in root:
            document["webhooks"] = self._path_items("webhooks", self._mapping(root, "webhooks"))
        components = self._resolve(self._mapping(root, "components"), ROOT, "/components", "/components")
        for kind in components.keys() & set(_KINDS.values()):
            self._report(ROOT, f"/components/{kind}", "must stand in files of their own")
        components |= self.components
        document["components"] = {kind: _sorted(components[kind]) for kind in sorted(components)}
        self.result.document = document
        self._find_unused()
        return self.result

    def _mapping(self, root: dict[str, Any], key: str) -> dict[str, Any]:
        found = root.get(key)
        if isinstance(found, dict):
            return found
        if found is not None:
            self._report(ROOT, f"/{key}", "must be a mapping")
        return {}

    def _load(self, file: str) -> None:
        try:
            content = yaml_io.load(self.spec / file)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            where = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
            self._report(file, "", f"{where}{error.problem or error}")
            return
        except yaml.YAMLError as error:
            self._report(file, "", str(error))
            return
        if isinstance(content, dict):
            self.files[file] = content
        else:
            self._report(file, "", "the file must hold a mapping")

    def _path_items(self, kind: str, table: dict[str, Any]) -> dict[str, Any]:
        paths: dict[str, Any] = {}
        for path, item in table.items():
            pointer = f"/{kind}/{escape(path)}"
            reference = item.get("$ref") if isinstance(item, dict) else None
            if not isinstance(reference, str):
                self._report(ROOT, pointer, "must be a $ref to a path item in resources/")
                continue
            target = self._target(reference, ROOT, pointer)
            if target is None:
                continue
            file, name = target
            if not file.startswith("resources/"):
                self._report(ROOT, pointer, "must be a $ref to a path item in resources/")
                continue
            self.used.add(target)
            self.result.origins[pointer] = (f"spec/{file}", f"/{escape(name)}")
            paths[path] = self._resolve(self.files[file][name], file, f"/{escape(name)}", pointer)
        return paths

    def _resolve(self, node: Any, file: str, pointer: str, place: str) -> Any:
        """A copy of `node` whose references point into the bundle. `place` is where the copy stands there."""
        if isinstance(node, list):
            return [self._resolve(item, file, f"{pointer}/{i}", f"{place}/{i}") for i, item in enumerate(node)]
        if not isinstance(node, dict):
            return node
        resolved: dict[str, Any] = {}
        for key, value in node.items():
            key = str(key)
            if key == "$ref" and isinstance(value, str):
                resolved[key] = self._reference(value, file, pointer)
            elif key == "value" and pointer.count("/") == 1 and file.startswith("examples/"):
                resolved[key] = value  # data, in which "$ref" would mean nothing
            else:
                step = f"/{escape(key)}"
                resolved[key] = self._resolve(value, file, pointer + step, place + step)
        return resolved

    def _reference(self, reference: str, file: str, pointer: str) -> str:
        if reference.startswith("#/components/") and file == ROOT:
            return reference
        target = self._target(reference, file, pointer)
        if target is None:
            return reference
        self.used.add(target)
        if target not in self.lifted:
            self._lift(target, file, pointer)
        return self.lifted.get(target, reference)

    def _lift(self, target: tuple[str, str], file: str, pointer: str) -> None:
        kind = _component_kind(target[0])
        if kind is None:
            self._report(
                file, pointer, f"{target[0]} holds no components; only the tables of paths and webhooks may refer to it"
            )
            return
        name = component_name(*target)
        place = f"/components/{kind}/{escape(name)}"
        entries = self.components.setdefault(kind, {})
        if name in entries:
            other = self.result.origins[place]
            self._report(
                target[0], f"/{escape(target[1])}", f"the name {name} is taken already by {other[0]}#{other[1]}"
            )
            return
        self.lifted[target] = f"#{place}"
        self.result.origins[place] = (f"spec/{target[0]}", f"/{escape(target[1])}")
        entries[name] = None  # holds the name while what it refers to is lifted
        entries[name] = self._resolve(self.files[target[0]][target[1]], target[0], f"/{escape(target[1])}", place)

    def _target(self, reference: str, file: str, pointer: str) -> tuple[str, str] | None:
        """The file and the name of the entry that a reference means."""
        path, _, fragment = reference.partition("#")
        name = fragment.removeprefix("/")
        target = file
        if path:
            absolute = (self.spec / file).parent / path
            try:
                target = absolute.resolve().relative_to(self.spec.resolve()).as_posix()
            except ValueError:
                self._report(file, pointer, f"$ref {reference!r} leads out of the specification")
                return None
        if not name or "/" in name:
            self._report(file, pointer, f"$ref {reference!r} must have the form [file.yaml]#/Name")
            return None
        if not (self.spec / target).is_file():
            self._report(file, pointer, f"$ref {reference!r}: there is no file spec/{target}")
            return None
        if target not in self.files:
            if not any(
                problem.file == f"spec/{target}" for problem in self.result.problems
            ):  # a broken file has been told
                self._report(file, pointer, f"$ref {reference!r}: spec/{target} is not a file of the specification")
            return None
        if name not in self.files[target]:
            self._report(file, pointer, f"$ref {reference!r}: spec/{target} has no entry {name!r}")
            return None
        return target, name

    def _find_unused(self) -> None:
        for file, content in self.files.items():
            if file == ROOT:
                continue
            for name in content:
                if (file, name) not in self.used:
                    self.result.unused.append(Problem(f"spec/{file}", f"/{escape(str(name))}", "nothing refers to it"))

    def _report(self, file: str, pointer: str, reason: str) -> None:
        self.result.problems.append(Problem(f"spec/{file}", pointer, reason))
