"""The projects of the workspace."""

from __future__ import annotations

import base64
import binascii
import re

from starlette.exceptions import HTTPException

from ..service.call import Call
from ..service.pagination import window
from ..state.projects import Project
from ..state.state import State
from ..wire.responses import JsonResponse, SandboxResponse, no_content
from ..wire.types import JsonObject

_LOGO = re.compile(r"data:image/[a-z0-9.+-]+;base64,(.+)")
_FIELDS = ("name", "app_name", "support_email", "connect_require_key_auth_test")


def list_(state: State, call: Call) -> SandboxResponse:
    """List the projects whose name contains a text, one page."""
    text = call.query.get("q", "").lower()
    found = {project.id: project for project in state.projects if text in project.name.lower()}
    page = window(list(found), state.projects.ranks, call.query)
    return JsonResponse({"page_info": page.info, "data": [found[key].wire() for key in page.ids]})


def create(state: State, call: Call) -> SandboxResponse:
    """Create a project; accounts can be connected in it at once."""
    project = Project(state.ids.mint("proj"), call.body["name"])
    _change(project, call.body)
    state.projects.add(project.id, project)
    return JsonResponse(project.wire(), 201)


def retrieve(state: State, call: Call) -> SandboxResponse:
    """Show one project."""
    return JsonResponse(_find(state, call).wire())


def update(state: State, call: Call) -> SandboxResponse:
    """Change the given fields."""
    project = _find(state, call)
    _change(project, call.body)
    return JsonResponse(project.wire())


def delete(state: State, call: Call) -> SandboxResponse:
    """Remove a project and everything in it; not the one that the sandbox was started with."""
    project = _find(state, call)
    if project is state.home:
        raise HTTPException(400, "path.project_id: the project of the sandbox itself cannot be deleted")
    state.projects.remove(project.id)
    for token in list(state.connect_tokens.values()):
        if token.environment.project is project:
            del state.connect_tokens[token.token]
    return no_content()


def update_logo(state: State, call: Call) -> SandboxResponse:
    """Set the logo, which the Connect page shows."""
    found = _LOGO.fullmatch(call.body["logo"])
    if not found or not _is_base64(found[1]):
        raise HTTPException(400, "body.logo: must be a data URI of an image, in base64")
    _find(state, call).logo = call.body["logo"]
    return SandboxResponse()


def retrieve_info(state: State, call: Call) -> SandboxResponse:
    """Return the apps of the project: those of its own OAuth clients, and those of its accounts."""
    clients = [(client.id, client.app_slug) for client in call.environment.project.oauth_apps]
    accounts = [(account.oauth_app_id, account.app_slug) for account in call.environment.accounts]
    apps = [{"id": app_id, "name_slug": slug} for app_id, slug in dict.fromkeys([*clients, *accounts])]
    return JsonResponse({"apps": apps})


def _find(state: State, call: Call) -> Project:
    project = state.projects.get(call.path["project_id"])
    if project is None:
        raise HTTPException(404, "path.project_id: there is no such project")
    return project


def _change(project: Project, values: JsonObject) -> None:
    for name in _FIELDS:
        if name in values:
            setattr(project, name, values[name])


def _is_base64(text: str) -> bool:
    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False
    return True
