"""Print the HTTP response of an app or a workflow."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from .. import exit_codes
from ..client_internals import open_destination
from ..errors import CommandError
from .formatting import printable
from .progress import Advance, byte_progress
from .redaction import MASK
from .streams import Output

if TYPE_CHECKING:
    from pdconnect import HttpResponse

_CODES = {
    401: exit_codes.ACCESS_DENIED,
    403: exit_codes.ACCESS_DENIED,
    404: exit_codes.NOT_FOUND,
    429: exit_codes.RATE_LIMITED,
}
_TEXT_TYPES = ("text/", "application/json", "application/xml", "application/javascript")


def exit_code_for_status(status: int) -> int:
    """Return the exit code for a status of 400 or above."""
    return _CODES.get(status, exit_codes.SERVICE_FAILED if status >= 500 else exit_codes.REFUSED)


def print_status_and_headers(output: Output, response: HttpResponse) -> None:
    """Print status and headers on stderr."""
    output.note(f"{response.http_version} {response.status_code} {response.reason_phrase}", "bold")
    for name, value in response.headers.items():
        output.note(printable(f"{name}: {MASK if name.lower() == 'set-cookie' else value}"), "none")


def write_body(output: Output, response: HttpResponse, path: Path | None) -> None:
    """Write the unread body of a response to a file or to stdout, with a progress bar. JSON is coloured on a terminal."""
    if path is not None:
        with byte_progress(output, path.name) as progress, open_destination(path) as file:
            for chunk in _chunks(response, progress):
                file.write(chunk)
        output.success(f"Wrote {path}.")
    elif output.on_terminal:
        with byte_progress(output, "Receiving") as progress:
            body = b"".join(_chunks(response, progress))
        _show(output, response, body)
    else:
        sys.stdout.flush()
        with byte_progress(output, "Receiving") as progress:
            for chunk in _chunks(response, progress):
                sys.stdout.buffer.write(chunk)


def _chunks(response: HttpResponse, progress: Advance) -> Iterator[bytes]:
    length = response.headers.get("content-length", "")
    total = int(length) if length.isdecimal() and "content-encoding" not in response.headers else None
    done = 0
    for chunk in response.iter_bytes():
        yield chunk
        done += len(chunk)
        progress(done, total)


def _show(output: Output, response: HttpResponse, body: bytes) -> None:
    try:
        output.json(json.loads(body))
    except ValueError:
        if not response.headers.get("content-type", "").startswith(_TEXT_TYPES):
            raise CommandError("the response is not text; use --output to write it to a file") from None
        text = body.decode(response.encoding or "utf-8", errors="replace")
        output.data.print(printable(text, keep_lines=True), markup=False, emoji=False)
