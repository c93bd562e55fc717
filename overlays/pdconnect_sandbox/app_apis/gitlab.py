"""A little of GitLab's API; its projects and issues are those of the GitLab actions."""

from __future__ import annotations

import re

import httpx

from ..apps.gitlab import PROJECTS
from ..apps.gitlab_issues import Issues
from . import echo
from .model import Visit

_ISSUES = re.compile(r"(GET|POST) /api/v4/projects/(\d+)/issues")


def answer(visit: Visit) -> httpx.Response:
    """Answer a request to GitLab."""
    if visit.endpoint == "GET /api/v4/user":
        return httpx.Response(200, json={"id": 1, "username": "sandbox", "state": "active"})
    if visit.endpoint == "GET /api/v4/projects":
        return httpx.Response(200, json=[{"id": key, "path_with_namespace": path} for key, path in PROJECTS.items()])
    if found := _ISSUES.fullmatch(visit.endpoint):
        return _issues(visit, int(found[2]))
    return echo.answer(visit)


def _issues(visit: Visit, project: int) -> httpx.Response:
    if project not in PROJECTS:
        return httpx.Response(404, json={"message": "404 Project Not Found"})
    issues = visit.stores.get(Issues)
    if visit.request.method == "GET":
        return httpx.Response(200, json=issues.of(project))
    title = (visit.body or {}).get("title")
    if not isinstance(title, str) or not title:
        return httpx.Response(400, json={"error": "title is missing"})
    return httpx.Response(201, json=issues.open(project, title))
