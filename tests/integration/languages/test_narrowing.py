"""Types by three generators of TypeScript narrow props and deployed triggers by `type`. Only in scripts/languages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.publishing import codegen

from ..contract_tools.npm import required_packages
from .plain_spec import PUBLISHED
from .service import run

FOLDER = Path(__file__).parent / "narrowing"
_COMMANDS = {
    "@hey-api/openapi-ts": "@hey-api/openapi-ts/bin/run.js --input SPEC --output out --plugins @hey-api/typescript --silent",
    "orval": "orval/dist/bin/orval.js --input SPEC --output out/api.ts --client fetch",
    "swagger-typescript-api": "swagger-typescript-api/dist/cli.mjs generate --path SPEC --output out --name api.ts",
}
_COMPILE = "typescript/bin/tsc --noEmit --strict --exactOptionalPropertyTypes --target es2022 --module nodenext"


CASES = [
    ("@hey-api/openapi-ts", "openapi.yaml"),
    ("@hey-api/openapi-ts", "openapi.codegen.json"),
    ("orval", "openapi.codegen.json"),
    ("swagger-typescript-api", "openapi.yaml"),
    ("swagger-typescript-api", "openapi.codegen.json"),
]
"""Generators, and the published documents for which their types narrow."""


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize(("generator", "published"), CASES)
def test_unions_are_narrowed_by_their_tag(tmp_path: Path, generator: str, published: str) -> None:
    modules = required_packages(FOLDER)
    specification = tmp_path / published
    if published == "openapi.yaml":
        shutil.copy(PUBLISHED, specification)
    else:
        codegen.main([str(specification)])
    (tmp_path / "package.json").write_text('{"type": "module"}')
    script, *arguments = _COMMANDS[generator].replace("SPEC", str(specification)).split()
    run("node", modules / script, *arguments, folder=tmp_path)
    output = tmp_path / "out"
    if generator == "@hey-api/openapi-ts":
        (output / "types.gen.ts").rename(output / "api.ts")
    shutil.copy(FOLDER / "narrows.ts", output)
    script, *arguments = _COMPILE.split()
    run("node", modules / script, *arguments, output / "narrows.ts", folder=tmp_path)
