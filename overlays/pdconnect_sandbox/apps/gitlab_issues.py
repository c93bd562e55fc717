"""Example components of GitLab: issues, kept in memory per project.

Keys, names, versions and order are those of the reference's list example, and the ids of the
first and the third are the positions of its cursors: the request of that example gets its response.
"""

from __future__ import annotations

from typing import ClassVar

from attrs import define, field

from ..wire.types import JsonObject
from .component import Component, ComponentError, Outcome, RunContext
from .gitlab import APP_PROP, PROJECT_PROP, project_of, project_options


@define
class Issues:
    """The issues of each project."""

    store_name: ClassVar[str] = "gitlab.issues"
    by_project: dict[int, list[JsonObject]] = field(factory=dict[int, list[JsonObject]])

    def of(self, project: int) -> list[JsonObject]:
        """Return the issues of a project, oldest first."""
        return self.by_project.setdefault(project, [])

    def open(self, project: int, title: str) -> JsonObject:
        """Open an issue, for the actions and for the API."""
        issues = self.of(project)
        issue = {"iid": len(issues) + 1, "title": title, "state": "opened"}
        issues.append(issue)
        return issue


_IID: JsonObject = {"name": "issueIid", "type": "integer", "label": "Issue number"}
_TITLE: JsonObject = {"name": "title", "type": "string", "label": "Title"}
_SEARCH: JsonObject = {"name": "search", "type": "string", "label": "Text", "optional": True}


def _of_project(context: RunContext) -> list[JsonObject]:
    number, _ = project_of(context)
    return context.stores.get(Issues).of(number)


def _find(context: RunContext) -> JsonObject:
    number = context.require("issueIid")
    for issue in _of_project(context):
        if issue["iid"] == number:
            return issue
    raise ComponentError("404 Issue Not Found")


def _create(context: RunContext) -> Outcome:
    number, _ = project_of(context)
    issue = context.stores.get(Issues).open(number, context.require("title"))
    return Outcome(dict(issue), f"Created issue {issue['iid']}")


def _update(context: RunContext) -> Outcome:
    issue = _find(context)
    issue["title"] = context.require("title")
    return Outcome(dict(issue), f"Updated issue {issue['iid']}")


def _get(context: RunContext) -> Outcome:
    issue = _find(context)
    return Outcome(dict(issue), f"Retrieved issue {issue['iid']}")


def _search(context: RunContext) -> Outcome:
    text = str(context.props.get("search") or "").lower()
    found = [dict(issue) for issue in _of_project(context) if text in issue["title"].lower()]
    return Outcome(found, f"Found {len(found)} issues")


COMPONENTS: tuple[Component, ...] = (
    Component(
        id="sc_3vijzQr",
        kind="trigger",
        app="gitlab",
        key="gitlab-new-issue",
        name="New Issue (Instant)",
        version="0.1.2",
        description="Emits an event when an issue is opened.",
        props=[
            APP_PROP,
            {"name": "db", "type": "$.service.db"},
            {"name": "http", "type": "$.interface.http", "customResponse": True},
            PROJECT_PROP,
        ],
        options={"projectId": project_options},
    ),
    Component(
        id="sc_UpdIss1",
        kind="action",
        app="gitlab",
        key="gitlab-update-issue",
        name="Update Issue",
        version="0.0.2",
        description="Changes the title of an issue.",
        props=[APP_PROP, PROJECT_PROP, _IID, _TITLE],
        options={"projectId": project_options},
        run=_update,
    ),
    Component(
        id="sc_B5iNBAp",
        kind="action",
        app="gitlab",
        key="gitlab-search-issues",
        name="Search Issues",
        version="0.0.3",
        description="Finds the issues whose title holds a text.",
        props=[APP_PROP, PROJECT_PROP, _SEARCH],
        options={"projectId": project_options},
        run=_search,
    ),
    Component(
        id="sc_CreIss1",
        kind="action",
        app="gitlab",
        key="gitlab-create-issue",
        name="Create Issue",
        version="0.0.2",
        description="Opens an issue.",
        props=[APP_PROP, PROJECT_PROP, _TITLE],
        options={"projectId": project_options},
        run=_create,
    ),
    Component(
        id="sc_GetIss1",
        kind="action",
        app="gitlab",
        key="gitlab-get-issue",
        name="Get Issue",
        version="0.0.2",
        description="Reads one issue.",
        props=[APP_PROP, PROJECT_PROP, _IID],
        options={"projectId": project_options},
        run=_get,
    ),
)
