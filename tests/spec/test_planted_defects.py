"""Copies of the specification with one defect each, and the tool that must report it."""

from __future__ import annotations

import shutil
from pathlib import Path

import attrs
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from generator.bundle import bundle
from generator.lint import lint
from generator.publishing import ROOT, preflight, redocly

from .tools import require_redocly

pytestmark = pytest.mark.slow


@attrs.frozen
class Defect:
    """One edit of a file: replace the first `old` with `new`."""

    file: str
    old: str
    new: str
    report: str
    """The rule of Redocly, or a part of the generator's message."""
    also: str | None = None
    """Another rule, whose findings the edit adds or hides."""


REDOCLY = {
    "reference to nothing": Defect(
        "schemas/accounts.yaml",
        "{$ref: '#/Account'}",
        "{$ref: '#/Acount'}",
        "no-unresolved-refs",
        "no-invalid-media-type-examples",
    ),
    "misspelled keyword": Defect("schemas/common.yaml", "minLength: 1", "minLenght: 1", "struct"),
    "keyword of OpenAPI 3.0": Defect(
        "schemas/common.yaml", "total_count: {type: integer,", "total_count: {type: integer, nullable: true,", "struct"
    ),
    "example of another type": Defect(
        "examples/accounts.yaml", "healthy: true", "healthy: 'yes'", "no-invalid-media-type-examples"
    ),
    "example with an unknown property": Defect(
        "examples/accounts.yaml", "healthy: true", "helthy: true", "no-invalid-media-type-examples"
    ),
    "undeclared security scheme": Defect(
        "resources/accounts.yaml", "- connectToken: []", "- connectTokens: []", "security-defined"
    ),
    "no summary": Defect("resources/accounts.yaml", "    summary: List accounts\n", "", "operation-summary"),
    "duplicate operationId": Defect(
        "resources/accounts.yaml", "accounts_create", "accounts_list", "operation-operationId-unique"
    ),
    "undeclared tag": Defect("resources/accounts.yaml", "tags: [accounts]", "tags: [acounts]", "operation-tag-defined"),
    "missing required property": Defect(
        "schemas/accounts.yaml",
        "required: [id]",
        "required: [ids]",
        "no-required-schema-properties-undefined",
        "no-invalid-media-type-examples",
    ),
    "undeclared path parameter": Defect(
        "openapi.yaml", "/accounts/{account_id}:", "/accounts/{account}:", "path-parameters-defined"
    ),
    "enum of another type": Defect(
        "schemas/common.yaml", "enum: [development, production]", "enum: [development, 1]", "no-enum-type-mismatch"
    ),
    "429 without Retry-After": Defect(
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
        "resources/users.yaml", "      '404': {$ref: '../responses.yaml#/NotFound'}\n", "", "there must be a 404"
    ),
    "credential that looks real": Defect(
        "examples/tokens.yaml", "token: ctok_", "token: ctok_9f8b27c61d5e43a09f8b27c61d5e43a7 # ", "a real credential"
    ),
    "unknown extension": Defect(
        "resources/usage.yaml", "    tags: [usage]", "    tags: [usage]\n    x-internal: true", "EXTENSIONS.md"
    ),
    "invalid date": Defect("examples/accounts.yaml", "created_at: '", "created_at: 'on ", "does not match the schema"),
}


def copy(folder: Path) -> Path:
    return Path(
        shutil.copytree(ROOT / "spec", folder / "spec", ignore=shutil.ignore_patterns("bundled", "node_modules"))
    )


def plant(defect: Defect, spec: Path) -> None:
    file = spec / defect.file
    text = file.read_text()
    assert defect.old in text, f"{defect.old!r} is no longer in {defect.file}"
    file.write_text(text.replace(defect.old, defect.new, 1))


def copies_with_distinct_rules() -> list[dict[str, Defect]]:
    """Distribute the defects over few copies of the specification, each with at most one defect for a rule."""
    copies: list[dict[str, Defect]] = []
    for name, defect in REDOCLY.items():
        rules = {defect.report, defect.also} - {None}
        free = [
            defects
            for defects in copies
            if rules.isdisjoint(rule for planted in defects.values() for rule in (planted.report, planted.also))
        ]
        if not free:
            free = [{}]
            copies += free
        free[0][name] = defect
    return copies


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[tuple[str, str, str]]]:
    """Return the rule, file and pointer of each finding: in the specification, under "", and in the copy with each defect.

    Redocly runs once. What is known of the specification is listed by path, in .redocly.lint-ignore.yaml; a copy without a defect shows it.
    """
    require_redocly()
    folder = tmp_path_factory.mktemp("copies")
    specs = {"": ROOT / "spec", "no defect": copy(folder / "no defect")}
    for number, defects in enumerate(copies_with_distinct_rules()):
        spec = copy(folder / str(number))
        for name, defect in defects.items():
            plant(defect, spec)
            specs[name] = spec
    found: dict[Path, set[tuple[str, str, str]]] = {spec: set() for spec in specs.values()}
    for finding in redocly.lint(spec / "openapi.yaml" for spec in found):
        file = (ROOT / finding.file).resolve()
        (spec,) = [spec for spec in found if file.is_relative_to(spec.resolve())]
        found[spec].add((finding.rule, str(file.relative_to(spec.resolve())), finding.pointer))
    return {name: found[spec] for name, spec in specs.items()}


@pytest.mark.parametrize("name", REDOCLY)
def test_redocly_reports(name: str, findings: dict[str, set[tuple[str, str, str]]]) -> None:
    assert REDOCLY[name].report in {rule for rule, _, _ in findings[name] - findings["no defect"]}


def test_redocly_accepts_the_specification(findings: dict[str, set[tuple[str, str, str]]]) -> None:
    assert {rule for rule, _, _ in findings[""]} <= {preflight.ALLOWED}


def test_the_generator_reports_what_redocly_accepts(tmp_path: Path) -> None:
    spec = copy(tmp_path)
    for defect in GENERATOR.values():
        plant(defect, spec)
    problems = lint(bundle(spec))
    for name, defect in GENERATOR.items():
        assert [problem for problem in problems if defect.report in str(problem)], name


def test_the_generator_accepts_the_specification() -> None:
    assert lint(bundle(ROOT / "spec")) == []


def test_openapi_spec_validator_accepts_the_specification() -> None:
    assert list(OpenAPIV31SpecValidator(bundle(ROOT / "spec").document).iter_errors()) == []
