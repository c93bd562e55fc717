"""Printing what somebody else's API answered."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
from rich.text import Text

from .. import exit_codes
from ..client_internals import open_destination
from ..errors import CommandError
from .formatting import printable
from .progress import Advance, byte_progress
from .redaction import MASK
from .streams import Output

_CODES = {
    401: exit_codes.ACCESS_DENIED,
    403: exit_codes.ACCESS_DENIED,
    404: exit_codes.NOT_FOUND,
    429: exit_codes.RATE_LIMITED,
}
_TEXTS = ("text/", "application/json", "application/xml", "application/javascript")


def exit_code_for_status(status: int) -> int:
    """The exit code of a status of 400 and above."""
    return _CODES.get(status, exit_codes.SERVICE_FAILED if status >= 500 else exit_codes.REFUSED)


def print_status_and_headers(output: Output, answer: httpx.Response) -> None:
    """Print status and headers, on stderr."""
    output.messages.print(Text(f"{answer.http_version} {answer.status_code} {answer.reason_phrase}", "bold"))
    for name, value in answer.headers.items():
        output.messages.print(Text(printable(f"{name}: {MASK if name.lower() == 'set-cookie' else value}")))


def write_body(output: Output, answer: httpx.Response, path: Path | None) -> None:
    """Write a body that is still to be read: to a file, with a progress bar, or to stdout; JSON in colours on a terminal."""
    if path is not None:
        with byte_progress(output.messages, path.name) as progress, open_destination(path) as file:
            for chunk in _chunks(answer, progress):
                file.write(chunk)
        output.success(f"Wrote {path}.")
    elif output.on_terminal:
        with byte_progress(output.messages, "Receiving") as progress:
            body = b"".join(_chunks(answer, progress))
        _show(output, answer, body)
    else:
        sys.stdout.flush()
        with byte_progress(output.messages, "Receiving") as progress:
            for chunk in _chunks(answer, progress):
                sys.stdout.buffer.write(chunk)


def _chunks(answer: httpx.Response, progress: Advance) -> Iterator[bytes]:
    length = answer.headers.get("content-length", "")
    total = int(length) if length.isdecimal() and "content-encoding" not in answer.headers else None
    done = 0
    for chunk in answer.iter_bytes():
        yield chunk
        done += len(chunk)
        progress(done, total)


def _show(output: Output, answer: httpx.Response, body: bytes) -> None:
    try:
        output.json(json.loads(body))
    except ValueError:
        if not answer.headers.get("content-type", "").startswith(_TEXTS):
            raise CommandError("the answer is not text; write it to a file with --output") from None
        text = body.decode(answer.encoding or "utf-8", errors="replace")
        output.data.print(Text(printable(text, keep_lines=True)))
