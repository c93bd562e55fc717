"""Clients by openapi-generator compile, and read accounts, every kind of prop and deployed triggers. Only in scripts/languages."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator.publishing import codegen
from tests.required import required

from ...pdconnect_api.spec import ALL_OPERATIONS, DOCUMENT
from .openapi_generator import LANGUAGES, SWIFT, Language, Workspace
from .service import KINDS, last_line, run, running_sandbox

SCHEMAS = DOCUMENT["components"]["schemas"]
TAGS = {operation.tag.replace("_", "") for operation in ALL_OPERATIONS}
READ = {
    "accounts": ["gitlab", "slack"],
    "account": True,
    "kinds": len(KINDS),
    "app": "gitlab",
    "text": "main",
    "maximum": 2**40,
    "source": "gitlab-new-issue",
    "cron": "0 9 * * *",
}


def generate(tools: Path, folder: Path, arguments: list[str]) -> Path:
    """Generate a client; fail on an error, a file collision, a missing resource or an invented name of a schema."""
    specification = folder / "openapi.json"
    codegen.main([str(specification)])
    arguments = ["generate", *arguments, "--input-spec", str(specification), "--output", "generated"]
    output = run(tools / "bin/openapi-generator-cli", *arguments, folder=folder)
    assert "FILEPATH_COLLISION" not in output
    assert [line for line in output.splitlines() if "ERROR" in line] == []
    names = {path.stem.lower().replace("_", "") for path in (folder / "generated").rglob("*") if path.is_file()}
    assert all({f"{tag}api", f"api{tag}"} & names for tag in TAGS)
    assert not [name for name in names if re.search(r"\d{3}response$|inner$", name)]
    return folder / "generated"


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.name)
def test_a_client_reads_the_api(tools: Path, tmp_path: Path, language: Language) -> None:
    for name in language.needs:
        required(shutil.which(name) or (name if Path(name).exists() else None), f"needs {name}")
    generate(tools, tmp_path, language.arguments)
    with running_sandbox() as (_, variables):
        output = language.build_and_run(Workspace(tmp_path, tools, variables))
    assert last_line(output) == READ


def test_a_client_in_swift_has_the_right_types(tools: Path, tmp_path: Path) -> None:
    generated = generate(tools, tmp_path, SWIFT)
    models = next(generated.rglob("ConfigurableProp.swift")).parent
    source = {path.stem: path.read_text("utf-8") for path in models.iterdir()}
    for union, kinds in {"ConfigurableProp": KINDS, "Emitter": ["DeployedComponent", "TimerInterface"]}.items():
        for kind in kinds:
            variant = re.escape(SCHEMAS[union]["discriminator"]["mapping"][kind].rpartition("/")[2])
            read = rf'case "{re.escape(kind)}":\s+self = \.type{variant}\(try {variant}\(from: decoder\)\)'
            assert re.search(read, source[union]), kind
        assert "Identifiable" not in source[union]  # an enum has no `id`, so this would not compile
    assert "    public var data: [Account]\n" in source["AccountPage"]
    assert "    public var nameSlug: String?\n" in source["App"]
    assert "    public var app: String\n" in source["ConfigurablePropApp"]
    assert "    public var cron: String?\n" in source["TimerInterface"]
