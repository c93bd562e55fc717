"""The commands, in the order in which help lists them. A module is imported when one of its commands is used."""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module

import attrs
import typer

from ..framework.help_format import SECTIONS

_SIGNING_IN, _USERS, _COMPONENTS, _CALLS, _SETTINGS, _TOOLS = SECTIONS


@attrs.frozen
class _Entry:
    """A module, and the commands in it: a group of this name, or what its `register` adds."""

    section: str
    module: str
    names: tuple[str, ...]


_ENTRIES = (
    _Entry(_SIGNING_IN, "login", ("login", "logout")),
    _Entry(_USERS, "tokens", ("tokens",)),
    _Entry(_USERS, "accounts", ("accounts",)),
    _Entry(_USERS, "users", ("users",)),
    _Entry(_COMPONENTS, "apps", ("apps",)),
    _Entry(_COMPONENTS, "components", ("components",)),
    _Entry(_COMPONENTS, "actions", ("actions",)),
    _Entry(_COMPONENTS, "deployed_triggers", ("triggers",)),  # it adds to the group of triggers
    _Entry(_CALLS, "workflows", ("workflows",)),
    _Entry(_CALLS, "files", ("files",)),
    _Entry(_TOOLS, "spec", ("spec",)),
    _Entry(_CALLS, "proxy", ("proxy",)),
    _Entry(_CALLS, "api", ("api",)),
    _Entry(_SETTINGS, "settings", ("projects", "oauth-apps", "app-overrides", "webhooks", "usage")),
    _Entry(_TOOLS, "mcp", ("mcp",)),
    _Entry(_TOOLS, "listen", ("listen",)),
    _Entry(_TOOLS, "sandbox", ("sandbox",)),
    _Entry(_TOOLS, "doctor", ("doctor",)),
    _Entry(_TOOLS, "verify", ("verify",)),
)


def register(app: typer.Typer, words: Collection[str] | None = None) -> None:
    """Add every command; with the words of a command line, only those that it can mean: their imports take longer than most calls."""
    named = [entry for entry in _ENTRIES if not words or not set(entry.names).isdisjoint(words)]
    for entry in named or _ENTRIES:
        module = import_module(f".{entry.module}", __package__)
        if hasattr(module, "group"):
            app.add_typer(module.group, name=entry.names[0], rich_help_panel=entry.section)
        else:
            module.register(app, entry.section)
