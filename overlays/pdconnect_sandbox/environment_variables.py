"""The environment variables by which clients find a served sandbox."""

from __future__ import annotations

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


def export_lines(variables: dict[str, str]) -> str:
    """Return the lines that set the variables in a shell."""
    return "\n".join(f"export {name}={value}" for name, value in variables.items())
