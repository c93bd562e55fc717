"""The commands, in the order in which help lists them."""

from __future__ import annotations

import typer

from ..framework.help_format import SECTIONS
from . import (
    accounts,
    actions,
    apps,
    components,
    deployed_triggers,
    doctor,
    files,
    login,
    mcp,
    proxy,
    sandbox,
    spec,
    tokens,
    users,
    workflows,
)

_SIGNING_IN, _USERS, _COMPONENTS, _CALLS, _TOOLS = SECTIONS


def register(app: typer.Typer) -> None:
    """Add every command."""
    login.register(app, _SIGNING_IN)
    for section, module, name in (
        (_USERS, tokens, "tokens"),
        (_USERS, accounts, "accounts"),
        (_USERS, users, "users"),
        (_COMPONENTS, apps, "apps"),
        (_COMPONENTS, components, "components"),
        (_COMPONENTS, actions, "actions"),
        (_COMPONENTS, deployed_triggers, "triggers"),  # it adds to the group of triggers
        (_CALLS, workflows, "workflows"),
        (_CALLS, files, "files"),
        (_TOOLS, spec, "spec"),
    ):
        app.add_typer(module.group, name=name, rich_help_panel=section)
    proxy.register(app, _CALLS)
    mcp.register(app, _TOOLS)
    sandbox.register(app, _TOOLS)
    doctor.register(app, _TOOLS)
