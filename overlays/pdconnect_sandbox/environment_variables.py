"""The environment variables by which clients find a served sandbox."""

from __future__ import annotations

import os
import shlex

from .server.workflows import WORKFLOWS
from .state.state import Settings


def environment_variables(settings: Settings, base_url: str, client_secret: str) -> dict[str, str]:
    """Return the variables, with this secret: the page has a placeholder for it."""
    return {
        "PIPEDREAM_BASE_URL": base_url,
        "PIPEDREAM_WORKFLOW_DOMAIN": f"{base_url}{WORKFLOWS}",
        "PIPEDREAM_PROJECT_ID": settings.project_id,
        "PIPEDREAM_PROJECT_ENVIRONMENT": "development",
        "PIPEDREAM_CLIENT_ID": settings.client_id,
        "PIPEDREAM_CLIENT_SECRET": client_secret,
    }


def export_lines(variables: dict[str, str], *, powershell: bool = os.name == "nt") -> str:
    """Return the lines that set the variables in a shell: PowerShell, or any shell that knows `export`."""
    if powershell:
        quoted = {name: value.replace("'", "''") for name, value in variables.items()}
        return "\n".join(f"$env:{name} = '{value}'" for name, value in quoted.items())
    return "\n".join(f"export {name}={shlex.quote(value)}" for name, value in variables.items())
