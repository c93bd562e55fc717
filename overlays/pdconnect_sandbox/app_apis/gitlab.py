"""A small part of GitLab's API; its projects and issues are those of the GitLab actions."""

from __future__ import annotations

import re

from ..apps.gitlab import PROJECTS
from ..apps.gitlab_issues import Issues
from ..wire.http_libraries import Response
from . import echo
from .model import ProxiedRequest

_ISSUES = re.compile(r"(GET|POST) /api/v4/projects/(\d+)/issues")


def respond(proxied: ProxiedRequest) -> Response:
    """Respond to a request to GitLab."""
    if proxied.endpoint == "GET /api/v4/user":
        return Response(200, json={"id": 1, "username": "sandbox", "state": "active"})
    if proxied.endpoint == "GET /api/v4/projects":
        return Response(200, json=[{"id": key, "path_with_namespace": path} for key, path in PROJECTS.items()])
    if found := _ISSUES.fullmatch(proxied.endpoint):
        return _issues(proxied, int(found[2]))
    return echo.respond(proxied)


def _issues(proxied: ProxiedRequest, project: int) -> Response:
    if project not in PROJECTS:
        return Response(404, json={"message": "404 Project Not Found"})
    issues = proxied.stores.get(Issues)
    if proxied.request.method == "GET":
        return Response(200, json=issues.of(project))
    title = (proxied.body or {}).get("title")
    if not isinstance(title, str) or not title:
        return Response(400, json={"error": "title is missing"})
    return Response(201, json=issues.open(project, title))
