"""Prism, a mock server that checks every request against the specification."""

from __future__ import annotations

import json
import re
import subprocess
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import IO

import yaml

from tests import ROOT

from .npm import ENVIRONMENT, packages

FOLDER = Path(__file__).parent
SPECIFICATION = ROOT / "spec/bundled/openapi.yaml"
VIOLATIONS = "sl-violations"
"""The response header in which Prism lists the violations of a request."""


@contextmanager
def mock_server(specification: Path = SPECIFICATION) -> Generator[str]:
    """Serve a specification on a free loopback port until the context ends; yield the address."""
    program = packages(FOLDER) / "@stoplight/prism-cli/dist/index.js"
    line = ["node", str(program), "mock", "--errors", "--host", "127.0.0.1", "--port", "0", str(specification)]
    with subprocess.Popen(
        line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=ENVIRONMENT, text=True
    ) as process:
        assert process.stdout is not None
        output = _Output(process.stdout)
        try:
            yield output.address()
        finally:
            exit_code = process.poll()
            process.terminate()
            remaining = output.rest()
            if exit_code is not None:
                raise RuntimeError(f"Prism exited early ({exit_code}): {remaining}")


def write_without_response_schemas(path: Path) -> None:
    """Write the specification without the schemas of its responses, in JSON.

    Prism compiles them only to check its own responses, which are the examples, and that takes a third of its time. The rules of the
    specification check the examples.
    """
    document = yaml.load(SPECIFICATION.read_bytes(), yaml.CSafeLoader)
    operations = (
        operation for item in document["paths"].values() for operation in item.values() if isinstance(operation, dict)
    )
    responses = [response for operation in operations for response in operation.get("responses", {}).values()]
    for response in (*responses, *document["components"].get("responses", {}).values()):
        for media_type in response.get("content", {}).values():
            media_type.pop("schema", None)
    path.write_text(json.dumps(document), encoding="utf-8")


class _Output:
    """The output of Prism. A thread reads it, since Prism logs each request and would block on a full pipe."""

    def __init__(self, stream: IO[str]) -> None:
        self._lines: SimpleQueue[str | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._read_lines, args=(stream,))
        self._thread.start()

    def address(self) -> str:
        """Wait for the line with the address, and return the address."""
        lines: list[str] = []
        while (line := self._lines.get()) is not None:
            lines.append(line)
            if found := re.search(r"Prism is listening on (http://127\.0\.0\.1:\d+)", line):
                return found[1]
        self._lines.put(None)
        raise RuntimeError(f"Prism did not start: {''.join(lines)}")

    def rest(self) -> str:
        """Wait for the end of the output, and return what was not read yet."""
        self._thread.join()
        return "".join(iter(self._lines.get, None))

    def _read_lines(self, stream: IO[str]) -> None:
        for line in stream:
            self._lines.put(line)
        self._lines.put(None)
