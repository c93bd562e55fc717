"""The options of the command `python -m pdconnect.sandbox`, which `pdconnect sandbox` takes too."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping
from typing import Any

_LAST_PORT = 65535


def _project_id(text: str) -> str:
    if not re.fullmatch("proj_[a-zA-Z0-9]+", text):
        raise argparse.ArgumentTypeError("must be proj_ and letters or digits")
    return text


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > _LAST_PORT:
        raise argparse.ArgumentTypeError(f"must be a number up to {_LAST_PORT}")
    return int(text)


def _number_or_all(text: str) -> int | None:
    if text != "all" and not text.isdecimal():
        raise argparse.ArgumentTypeError("must be a number, or all")
    return None if text == "all" else int(text)


_OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "--host": {"metavar": "ADDRESS", "default": "127.0.0.1", "help": "address to listen on (default: 127.0.0.1)"},
    "--port": {
        "metavar": "N",
        "type": _port,
        "default": 0,
        "help": "port to listen on; 0, the default, takes any free port",
    },
    "--tls": {"action": "store_true", "help": "serve HTTPS only, with a new certificate"},
    "--state": {"metavar": "FILE", "help": "store everything in this file from one run to the next"},
    "--project": {
        "metavar": "ID",
        "action": "append",
        "type": _project_id,
        "help": "id of the project (default: proj_sandbox); repeat it for more projects",
    },
    "--seed": {
        "metavar": "N",
        "type": int,
        "help": "determines all ids, tokens and data, with fixed client credentials; without it they are new in each run",
    },
    "--allow-host": {
        "metavar": "HOST",
        "action": "append",
        "default": [],
        "help": "host under which clients may reach the sandbox, in addition to loopback and the address of --host; repeatable",
    },
    "--allow-delivery": {
        "metavar": "HOST",
        "action": "append",
        "default": [],
        "help": "host to which webhook requests are sent, in addition to loopback; * for all; repeatable. Others are only recorded",
    },
    "--rate-limits": {"default": True, "help": "whether the rate limits of the reference are active (default: yes)"},
    "--development-users": {
        "metavar": "N",
        "type": _number_or_all,
        "default": 10,
        "help": "how many external users a development environment accepts: 10 (default), as in the service, or all",
    },
    "--strict": {
        "default": False,
        "help": "whether requests with unknown query parameters, or fields of the body, are rejected; else these are ignored (default: no)",
    },
    "--check-responses": {
        "default": True,
        "help": "whether each response is checked against the specification, which takes time (default: yes)",
    },
    "--redirect-downloads": {
        "action": "store_true",
        "help": "redirect the download of a file (302) to a URL that needs no token",
    },
    "--unknown-prop-type": {
        "action": "store_true",
        "help": "add a component with a type of prop that no client knows, to try how a client reads it",
    },
}


def option_parser(command: str) -> argparse.ArgumentParser:
    """Return the parser of the options, for a command as it was typed."""
    parser = argparse.ArgumentParser(prog=command, description="Run the sandbox until it is interrupted.")
    for name, settings in _OPTIONS.items():
        action: dict[str, Any] = {"action": argparse.BooleanOptionalAction} if _is_switch(settings) else {}
        parser.add_argument(name, **action, **settings)
    return parser


def option_help() -> Iterator[tuple[str, str]]:
    """Yield each option as it is typed, and what it is for."""
    for name, settings in _OPTIONS.items():
        other = f" / --no-{name.removeprefix('--')}" if _is_switch(settings) else ""
        text: str = settings["help"]
        yield f"{name}{other} {settings.get('metavar', '')}".rstrip(), f"{text[0].upper()}{text[1:]}."


def _is_switch(settings: Mapping[str, Any]) -> bool:
    return isinstance(settings.get("default"), bool)
