"""The files of scripts/publish: their names and checksums, and the same bytes in every run."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
import yaml

from generator.publishing import ROOT
from generator.publishing.build import SUMS, build

pytestmark = pytest.mark.slow

FILES = {
    *("openapi.yaml", "openapi.json", "openapi.codegen.yaml", "openapi.codegen.json", "reference.html", "CURL.md"),
    *("README.md", "CHANGELOG.md", "DECISIONS.md", "EXTENSIONS.md", "LICENSE", "THIRD_PARTY_NOTICES"),
    SUMS,
}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_yaml_and_json_are_the_committed_bundle(published: Path) -> None:
    bundle = (ROOT / "spec/bundled/openapi.yaml").read_bytes()
    assert (published / "openapi.yaml").read_bytes() == bundle
    packaged = (ROOT / "generated_client/pdconnect_api/openapi.json").read_bytes()
    assert json.loads((published / "openapi.json").read_bytes()) == json.loads(packaged)
    assert yaml.load(bundle, yaml.CSafeLoader)["info"] == json.loads(packaged)["info"]


def test_the_checksums_include_all_files(published: Path) -> None:
    files = contents(published)
    assert files.keys() == FILES
    lines = files.pop(SUMS).decode().splitlines()
    assert lines == [f"{hashlib.sha256(files[name]).hexdigest()}  {name}" for name in sorted(files)]


def test_a_second_build_gives_the_same_bytes_without_paths_of_the_machine(published: Path, tmp_path: Path) -> None:
    target = tmp_path / "again"
    target.mkdir()
    (target / "left over").touch()
    build(ROOT, target)
    assert contents(target) == contents(published)
    for name, data in contents(target).items():
        assert str(ROOT).encode() not in data, name
        assert str(tmp_path.parent).encode() not in data, name
