"""Combine the files under `spec/` into one document.

There are two kinds of references. The tables of `openapi.yaml` (paths, webhooks) refer to path items in `resources/`, which
replace the references. All other references point to an entry of a component file, which is moved into `#/components`.
"""

from __future__ import annotations

import hashlib
import posixpath
from pathlib import Path, PurePosixPath
from typing import Any

import attrs
import yaml

from . import yaml_io
from .cache import Cache, StepResults
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


@attrs.define
class Bundle:
    """The bundled document, and the source of each part."""

    document: dict[str, Any] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)
    origins: dict[str, tuple[str, str]] = attrs.field(factory=dict)
    """Source file and pointer, by pointer into the document."""
    unused: list[Problem] = attrs.field(factory=list)
    """Entries of component files without a reference."""

    def problem(self, pointer: str, reason: str) -> Problem:
        """Return a problem whose location in the bundle is translated to its location in the source files."""
        steps = pointer.split("/")
        for length in range(len(steps), 0, -1):
            origin = self.origins.get("/".join(steps[:length]))
            if origin is not None:
                rest = "".join(f"/{step}" for step in steps[length:])
                return Problem(origin[0], origin[1] + rest, reason)
        return Problem(f"spec/{ROOT}", pointer, reason)


def bundle(spec: Path, parsed: StepResults | None = None) -> Bundle:
    """Bundle the specification under `spec`. Errors are returned in `problems`. `parsed` are files that did not change."""
    return _Bundler(spec, parsed or Cache().yaml).run()


def _component_kind(file: str) -> str | None:
    return _KINDS.get(PurePosixPath(file).parts[0])


def component_name(file: str, name: str) -> str:
    """Return the name of an entry in the bundle.

    Names of examples are unique per file; all other names are unique in the whole specification.
    """
    path = PurePosixPath(file)
    return f"{path.stem}_{name}" if path.parts[0] == "examples" else name


def _sorted(entries: Any) -> Any:
    return dict(sorted(entries.items())) if isinstance(entries, dict) else entries


class _Bundler:
    def __init__(self, spec: Path, parsed: StepResults) -> None:
        self.spec = spec
        self.parsed = parsed
        self.result = Bundle()
        self.files: dict[str, Any] = {}
        self.components: dict[str, dict[str, Any]] = {}
        self.moved: dict[tuple[str, str], str] = {}
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
            self._report(ROOT, f"/components/{kind}", "must be in separate files")
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
            content = self._parse((self.spec / file).read_bytes())
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
            self._report(file, "", "the file must contain a mapping")

    def _parse(self, text: bytes) -> Any:
        digest = hashlib.sha256(text).hexdigest()
        content = self.parsed.get(digest)
        if content is None:
            content = yaml_io.parse(text)
            self.parsed.put(digest, result=content)
        return content

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

    def _resolve(self, node: Any, file: str, pointer: str, location: str) -> Any:
        """Return a copy of `node` whose references point into the bundle. `location` is the pointer of the copy."""
        if isinstance(node, list):
            return [self._resolve(item, file, f"{pointer}/{i}", f"{location}/{i}") for i, item in enumerate(node)]
        if not isinstance(node, dict):
            return node
        resolved: dict[str, Any] = {}
        for key, value in node.items():
            key = str(key)
            if key == "$ref" and isinstance(value, str):
                resolved[key] = self._reference(value, file, pointer)
            elif key == "mapping" and pointer.endswith("/discriminator") and isinstance(value, dict):
                resolved[key] = {tag: self._reference(str(target), file, pointer) for tag, target in value.items()}
            elif key == "value" and pointer.count("/") == 1 and file.startswith("examples/"):
                resolved[key] = value  # data; "$ref" has no meaning in it
            else:
                step = f"/{escape(key)}"
                resolved[key] = self._resolve(value, file, pointer + step, location + step)
        return resolved

    def _reference(self, reference: str, file: str, pointer: str) -> str:
        if reference.startswith("#/components/") and file == ROOT:
            return reference
        target = self._target(reference, file, pointer)
        if target is None:
            return reference
        self.used.add(target)
        if target not in self.moved:
            self._move(target, file, pointer)
        return self.moved.get(target, reference)

    def _move(self, target: tuple[str, str], file: str, pointer: str) -> None:
        kind = _component_kind(target[0])
        if kind is None:
            self._report(
                file,
                pointer,
                f"{target[0]} contains no components; only the tables of paths and webhooks may refer to it",
            )
            return
        name = component_name(*target)
        location = f"/components/{kind}/{escape(name)}"
        entries = self.components.setdefault(kind, {})
        if name in entries:
            first = self.result.origins[location]
            self._report(
                target[0], f"/{escape(target[1])}", f"the name {name} is already used by {first[0]}#{first[1]}"
            )
            return
        self.moved[target] = f"#{location}"
        self.result.origins[location] = (f"spec/{target[0]}", f"/{escape(target[1])}")
        entries[name] = None  # reserves the name while its references are resolved
        entries[name] = self._resolve(self.files[target[0]][target[1]], target[0], f"/{escape(target[1])}", location)

    def _target(self, reference: str, file: str, pointer: str) -> tuple[str, str] | None:
        """Return the file and the entry that a reference points to, or None after reporting a problem."""
        path, _, fragment = reference.partition("#")
        name = fragment.removeprefix("/")
        target = file
        if path:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
            if target.startswith(("../", "/")):
                self._report(file, pointer, f"$ref {reference!r} points outside the specification")
                return None
        if not name or "/" in name:
            self._report(file, pointer, f"$ref {reference!r} must have the form [file.yaml]#/Name")
            return None
        if target not in self.files:
            if not (self.spec / target).is_file():
                self._report(file, pointer, f"$ref {reference!r}: there is no file spec/{target}")
            elif all(problem.file != f"spec/{target}" for problem in self.result.problems):
                # An invalid file is reported already.
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
