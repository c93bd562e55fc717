from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import attrs
import pytest

from generator import inputs
from generator.__main__ import main

from .workspace import GOLDEN, copy_spec


@attrs.frozen
class _Ended:
    """A process of datamodel-code-generator that has ended."""

    returncode: int
    errors: str

    def communicate(self) -> tuple[None, str]:
        return None, self.errors


@pytest.fixture(scope="session", autouse=True)
def input_types() -> Iterator[None]:
    """Run datamodel-code-generator once for each document, since importing it takes a second: the same document gives the same module."""
    start = inputs._start
    modules: dict[bytes, bytes] = {}

    def start_once(source: Path, module: Path) -> AbstractContextManager[Any]:
        document = source.read_bytes()
        if document not in modules:
            with start(source, module) as process:
                _, errors = process.communicate()
            if process.returncode:
                return nullcontext(_Ended(process.returncode, errors))
            modules[document] = module.read_bytes()
        module.write_bytes(modules[document])
        return nullcontext(_Ended(0, ""))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inputs, "_start", start_once)
        yield


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory, input_types: None) -> Path:
    """A folder with the client generated from the golden specification. Tests do not change it."""
    root = copy_spec(GOLDEN, tmp_path_factory.mktemp("golden"))
    assert main(["--root", str(root)]) == 0
    return root
