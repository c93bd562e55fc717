"""Options for the body, headers and parameters of an HTTP request."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import typer

STANDARD_INPUT = "@-"


def body_arguments(data: str | None, headers: dict[str, str]) -> bytes | None:
    """Return the body for `--data`. Add a Content-Type to `headers` if they have none.

    Raises BadParameter if the file cannot be read.
    """
    if data is None:
        return None
    body = _read(data)
    if not any(name.lower() == "content-type" for name in headers):
        headers["Content-Type"] = "application/json" if _is_json(body) else "application/octet-stream"
    return body


def read_headers(texts: list[str] | None) -> dict[str, str]:
    """Parse the values of `--header`. Raises BadParameter."""
    headers: dict[str, str] = {}
    for text in texts or []:
        name, colon, value = text.partition(":")
        if not colon or not name.strip():
            raise typer.BadParameter("--header takes NAME:VALUE")  # not quoted: the text may contain a secret
        headers[name.strip()] = value.strip()
    return headers


def read_pairs(option: str, texts: list[str] | None) -> list[tuple[str, str]]:
    """Parse the NAME=VALUE pairs of an option. Raises BadParameter."""
    pairs: list[tuple[str, str]] = []
    for text in texts or []:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise typer.BadParameter(f"{option} takes NAME=VALUE")
        pairs.append((name, value))
    return pairs


def read_json_object(option: str, name: str) -> dict[str, Any]:
    """Return the JSON object in a file, or on standard input if its name is `-`. Raises BadParameter."""
    try:
        values: Any = json.loads(sys.stdin.buffer.read() if name == "-" else Path(name).read_text(encoding="utf-8"))
    except OSError as error:
        raise typer.BadParameter(f"{option} {name} cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise typer.BadParameter(f"{option} {name} is not JSON: {error}") from None
    if not isinstance(values, dict):
        raise typer.BadParameter(f"{option} {name} must contain a JSON object")
    return values  # pyright: ignore[reportUnknownVariableType]


def _read(data: str) -> bytes:
    if data == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    if not data.startswith("@"):
        return data.encode()
    try:
        return Path(data[1:]).read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"--data {data} cannot be read: {error.strerror}") from None


def _is_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True
