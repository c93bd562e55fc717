"""Clients generated from the published specification compile and work. Only TypeScript runs outside of scripts/languages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ..contract_tools.npm import HAS_NODE, packages
from .plain_spec import PUBLISHED, write_plain_spec
from .service import last_line, run, running_sandbox, search_path

FOLDER = Path(__file__).parent
GITLAB = {"gitlab-list-commits"}

needs_node = pytest.mark.skipif(not HAS_NODE, reason="needs Node.js")


def _check(output: str) -> None:
    """Check what the programs in Go and Java read from the sandbox."""
    result = last_line(output)
    assert result["accounts"] == ["gitlab", "slack"]
    assert set(result["components"]) >= GITLAB


@needs_node
def test_a_typescript_program_runs() -> None:
    """Compile a program with five operations strictly, with types by openapi-typescript, and run it."""
    modules, build = packages(FOLDER), FOLDER / "build"
    shutil.rmtree(build, ignore_errors=True)
    run("node", modules / "openapi-typescript/bin/cli.js", PUBLISHED, "--output", build / "api.ts", folder=FOLDER)
    run("node", modules / "typescript/bin/tsc", "--project", "typescript", folder=FOLDER)
    with running_sandbox() as (sandbox, settings):
        earlier = len(sandbox.request_log)
        result = last_line(run("node", build / "typescript/main.js", folder=FOLDER, variables=settings))
        called = [entry.operation_id for entry in sandbox.request_log[earlier:]]
    assert set(result.pop("components")) >= GITLAB
    assert result == {"token": True, "accounts": ["gitlab", "slack"], "prop": "gitlab", "commits": True}
    assert called == ["oauth_tokens_create", "tokens_create", "accounts_list", "components_list", "actions_run"]


@needs_node
def test_a_go_program_runs(tools: Path, redocly: Path, tmp_path: Path) -> None:
    specification = write_plain_spec(tmp_path / "openapi.json")
    client = tmp_path / "client/client.ts"  # generates client.go
    run(redocly, "generate-client", specification, "--generator", "go", "--output", client, folder=tmp_path)
    shutil.copy(FOLDER / "programs/redocly.go", tmp_path)
    (tmp_path / "go.mod").write_text("module example.com/connect\n\ngo 1.27\n")
    offline = {**search_path(tools / "bin"), "GOPROXY": "off", "GOTOOLCHAIN": "local", "GOFLAGS": "-mod=mod"}
    run("go", "vet", "./...", folder=tmp_path, variables=offline)
    run("go", "build", "-o", "program", ".", folder=tmp_path, variables=offline)
    with running_sandbox() as (_, settings):
        _check(run(tmp_path / "program", folder=tmp_path, variables=settings))


@needs_node
def test_a_java_program_runs(tools: Path, redocly: Path, tmp_path: Path) -> None:
    specification = write_plain_spec(tmp_path / "openapi.json")
    client = tmp_path / "client.ts"  # generates Client.java
    run(redocly, "generate-client", specification, "--generator", "java", "--output", client, folder=tmp_path)
    sources = [tmp_path / "Client.java", FOLDER / "programs/Redocly.java"]
    run("javac", "-Xlint:all", "-Werror", "-d", "classes", *sources, folder=tmp_path)
    with running_sandbox() as (_, settings):
        _check(run("java", "-cp", "classes", "Redocly", folder=tmp_path, variables=settings))
