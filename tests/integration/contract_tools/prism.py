"""Prism, a mock server that checks every request against the description."""

from __future__ import annotations

import re
import subprocess
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import IO

from tests import ROOT

from .npm import ENVIRONMENT, packages

FOLDER = Path(__file__).parent
DESCRIPTION = ROOT / "spec/bundled/openapi.yaml"
VIOLATIONS = "sl-violations"
"""The header in which Prism says what is wrong."""


@contextmanager
def mock_server() -> Generator[str]:
    """Serve the description on a free port of loopback, where it stays while the context lasts. Yields the address."""
    program = packages(FOLDER) / "@stoplight/prism-cli/dist/index.js"
    line = ["node", str(program), "mock", "--errors", "--host", "127.0.0.1", "--port", "0", str(DESCRIPTION)]
    with subprocess.Popen(
        line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=ENVIRONMENT, text=True
    ) as process:
        assert process.stdout is not None
        output = _Output(process.stdout)
        try:
            yield output.address()
        finally:
            ended = process.poll()
            process.terminate()
            text = output.rest()
            if ended is not None:
                raise RuntimeError(f"Prism ended by itself ({ended}): {text}")


class _Output:
    """What Prism says. It says something of each request, and would stand still if nobody listened."""

    def __init__(self, stream: IO[str]) -> None:
        self._lines: SimpleQueue[str | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._listen, args=(stream,))
        self._thread.start()

    def address(self) -> str:
        """Wait for the line that tells the address."""
        said: list[str] = []
        while (line := self._lines.get()) is not None:
            said.append(line)
            if found := re.search(r"Prism is listening on (http://127\.0\.0\.1:\d+)", line):
                return found[1]
        self._lines.put(None)
        raise RuntimeError(f"Prism did not start: {''.join(said)}")

    def rest(self) -> str:
        """Wait for the end, and return what has not been read yet."""
        self._thread.join()
        return "".join(iter(self._lines.get, None))

    def _listen(self, stream: IO[str]) -> None:
        for line in stream:
            self._lines.put(line)
        self._lines.put(None)
