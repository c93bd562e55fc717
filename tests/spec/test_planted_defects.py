"""The checks catch what they are for: copies of the specification with one defect each, and who tells it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.bundle import bundle
from generator.lint import lint
from generator.publishing import ROOT, preflight, redocly

from .tools import need_redocly


class Defect(NamedTuple):
    """One edit of a file: the first `old` becomes `new`."""

    file: str
    old: str
    new: str
    told: str
    """The rule of Redocly, or a part of the generator's reason."""


REDOCLY = {
    "reference to nothing": Defect(
        "schemas/accounts.yaml", "{$ref: '#/Account'}", "{$ref: '#/Acount'}", "no-unresolved-refs"
    ),
    "misspelt keyword": Defect("schemas/common.yaml", "minLength: 1", "minLenght: 1", "struct"),
    "keyword of OpenAPI 3.0": Defect(
        "schemas/common.yaml", "total_count: {type: integer,", "total_count: {type: integer, nullable: true,", "struct"
    ),
    "example of another type": Defect(
        "examples/accounts.yaml", "healthy: true", "healthy: 'yes'", "no-invalid-media-type-examples"
    ),
    "example with an unknown property": Defect(
        "examples/accounts.yaml", "healthy: true", "helthy: true", "no-invalid-media-type-examples"
    ),
    "security that nobody declares": Defect(
        "resources/accounts.yaml", "- connectToken: []", "- connectTokens: []", "security-defined"
    ),
    "no summary": Defect("resources/accounts.yaml", "    summary: List accounts\n", "", "operation-summary"),
    "two operations of one name": Defect(
        "resources/accounts.yaml", "accounts_create", "accounts_list", "operation-operationId-unique"
    ),
    "tag that nobody declares": Defect(
        "resources/accounts.yaml", "tags: [accounts]", "tags: [acounts]", "operation-tag-defined"
    ),
    "required, but not there": Defect(
        "schemas/accounts.yaml", "required: [id]", "required: [ids]", "no-required-schema-properties-undefined"
    ),
    "path parameter that nobody declares": Defect(
        "openapi.yaml", "/accounts/{account_id}:", "/accounts/{account}:", "path-parameters-defined"
    ),
    "enum of another type": Defect(
        "schemas/common.yaml", "enum: [development, production]", "enum: [development, 1]", "no-enum-type-mismatch"
    ),
    "throttled, without the time to wait": Defect(
        "responses.yaml", "    Retry-After: {", "    X-Retry-After: {", "response-contains-header"
    ),
}
GENERATOR = {
    "no example of a request": Defect(
        "resources/accounts.yaml",
        "          examples:\n            with_keys: {$ref: '../examples/accounts.yaml#/with_keys'}\n"
        "            reconnect: {$ref: '../examples/accounts.yaml#/reconnect'}\n",
        "",
        "has no named example",
    ),
    "property without a description": Defect(
        "schemas/common.yaml", ", description: Number of items in this page.", "", "has no description"
    ),
    "no 404": Defect(
        "resources/users.yaml", "      '404': {$ref: '../responses.yaml#/NotFound'}\n", "", "404 must be described"
    ),
    "credential that looks real": Defect(
        "examples/tokens.yaml", "token: ctok_", "token: ctok_9f8b27c61d5e43a09f8b27c61d5e43a7 # ", "a real credential"
    ),
    "extension that nobody knows": Defect(
        "resources/usage.yaml", "    tags: [usage]", "    tags: [usage]\n    x-internal: true", "EXTENSIONS.md"
    ),
    "date that is none": Defect(
        "examples/accounts.yaml", "created_at: '", "created_at: 'on ", "does not fit the schema"
    ),
}


def copy(folder: Path) -> Path:
    return Path(
        shutil.copytree(ROOT / "spec", folder / "spec", ignore=shutil.ignore_patterns("bundled", "node_modules"))
    )


def plant(defect: Defect, spec: Path) -> None:
    file = spec / defect.file
    text = file.read_text()
    assert defect.old in text, f"{defect.old!r} no longer stands in {defect.file}"
    file.write_text(text.replace(defect.old, defect.new, 1))


@pytest.fixture(scope="module")
def told_by_redocly(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The rules that each copy breaks; one run of Redocly judges all of them."""
    need_redocly()
    folder = tmp_path_factory.mktemp("copies")
    copies = {name: copy(folder / str(number)) for number, name in enumerate(["", *REDOCLY])}
    for name, defect in REDOCLY.items():
        plant(defect, copies[name])
    findings = redocly.lint(spec / "openapi.yaml" for spec in copies.values())
    return {
        name: {found.rule for found in findings if (ROOT / found.file).resolve().is_relative_to(spec.resolve())}
        for name, spec in copies.items()
    }


@pytest.mark.parametrize("name", REDOCLY)
def test_redocly_tells(name: str, told_by_redocly: dict[str, set[str]]) -> None:
    assert REDOCLY[name].told in told_by_redocly[name]


def test_redocly_has_nothing_against_the_good_one(told_by_redocly: dict[str, set[str]]) -> None:
    assert told_by_redocly[""] <= {preflight.ALLOWED}


def test_the_generator_tells_what_redocly_lets_pass(tmp_path: Path) -> None:
    spec = copy(tmp_path)
    for defect in GENERATOR.values():
        plant(defect, spec)
    problems = lint(bundle(spec))
    for name, defect in GENERATOR.items():
        assert [problem for problem in problems if defect.told in str(problem)], name


def test_the_generator_has_nothing_against_the_good_one() -> None:
    assert lint(bundle(ROOT / "spec")) == []
