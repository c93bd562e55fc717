"""The OpenAPI document: as a whole, in parts, and validated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from .running import run
from .terminals import Terminal


@pytest.mark.slow
def test_the_whole_document_is_printed() -> None:
    document = run("spec", "show", "--json").ok().json
    assert document == yaml.load(run("spec", "show").ok().out, yaml.CSafeLoader)
    assert document["openapi"].startswith("3.1")


@pytest.mark.slow
def test_one_operation_with_its_references(tmp_path: Path) -> None:
    part = run("spec", "show", "accounts_list").ok().out
    assert run("spec", "show", "accounts.list").ok().out == part, "the Python name"
    document = yaml.safe_load(part)
    ((path, item),) = document["paths"].items()
    assert path.endswith("/accounts")
    assert item["get"]["operationId"] == "accounts_list"
    assert "Account" in document["components"]["schemas"]
    file = tmp_path / "part.yaml"
    file.write_text(part)
    assert "Valid" in run("spec", "validate", str(file)).ok().err


@pytest.mark.parametrize("name", ["accounts_lst", "nothing_like_it"])
def test_an_unknown_operation_is_not_found(name: str) -> None:
    ended = run("spec", "show", name)
    assert ended.code == 5
    assert ("did you mean accounts_list" in ended.err) == (name == "accounts_lst")


@pytest.mark.slow
@pytest.mark.every_python
def test_validate_lists_the_problems_of_a_file(tmp_path: Path) -> None:
    assert "Valid: the document of this package" in run("spec", "validate").ok().err
    file = tmp_path / "api.json"
    file.write_text(json.dumps({"openapi": "3.1.0", "info": {"title": "x"}, "paths": {"/a": {"get": 3}}}))
    ended = run("spec", "validate", str(file))
    assert ended.code == 1
    assert [row[0] for row in ended.rows] == ["info", "paths//a/get"]
    assert "version" in ended.rows[0][1]
    assert "problem" in ended.err


@pytest.mark.parametrize("text", ["[1]", "a: [", "swagger: '2.0'", "openapi: 4.0.0"])
def test_a_file_that_is_no_openapi_document_is_rejected(text: str, tmp_path: Path) -> None:
    file = tmp_path / "api.yaml"
    file.write_text(text)
    assert run("spec", "validate", str(file)).code == 1
    assert run("spec", "validate", str(tmp_path / "missing.yaml")).code == 2


@pytest.mark.slow
@pytest.mark.every_python
def test_yaml_has_colours_on_a_terminal(process_env: dict[str, str]) -> None:
    terminal = Terminal("spec", "show", "users_list", env=process_env, rows=200)
    assert terminal.ends() == 0
    assert "operationId: users_list" in terminal.text
    assert "\x1b[" in terminal.raw
