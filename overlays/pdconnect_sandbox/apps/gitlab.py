"""Example components of GitLab: commits. Its projects are those of the reference's example."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import Any

from ..wire.types import JsonObject
from .component import Component, ComponentError, Options, OptionsRequest, Outcome, RunContext, option

PROJECTS: dict[int, str] = {
    45672541: "jverce/foo-massive-10231-1",
    45672514: "jverce/foo-massive-10231",
    45672407: "jverce/foo-massive-14999-2",
    45672382: "jverce/foo-massive-14999-1",
    45672215: "jverce/foo-massive-14999",
    21220953: "jverce/gitlab-development-kit",
    21208123: "jverce/gitlab",
}
BRANCHES = ("main", "develop", "release-1")

APP_PROP: JsonObject = {"name": "gitlab", "type": "app", "app": "gitlab"}
PROJECT_PROP: JsonObject = {
    "name": "projectId",
    "type": "integer",
    "label": "Project ID",
    "description": "Which project",
    "remoteOptions": True,
}


def project_options(context: RunContext, request: OptionsRequest) -> Options:
    """Return all projects on page 0 and none on later pages."""
    if request.page:
        return Options(labelled=[])
    return Options(labelled=[option(path, number) for number, path in PROJECTS.items()])


def project_of(context: RunContext) -> tuple[int, str]:
    """Return number and path of the configured project, or raise the ComponentError that GitLab returns."""
    number: Any = context.require("projectId")
    if number not in PROJECTS:
        raise ComponentError("404 Project Not Found")
    return number, PROJECTS[number]


def _branch_options(context: RunContext, request: OptionsRequest) -> Options:
    project_of(context)
    return Options(strings=[] if request.page else list(BRANCHES))


def _list_commits(context: RunContext) -> Outcome:
    number, path = project_of(context)
    branch = context.props.get("refName") or BRANCHES[0]
    if branch not in BRANCHES:
        raise ComponentError("404 Branch Not Found")
    rng = random.Random(f"{context.seed}/{number}/{branch}")
    commits = [_commit(rng, path, count) for count in range(rng.randint(1, 5))]
    return Outcome(commits, f"Retrieved {len(commits)} commit{'s' if len(commits) > 1 else ''}")


def _commit(rng: random.Random, path: str, count: int) -> JsonObject:
    sha = f"{rng.getrandbits(160):040x}"
    seconds = 1683082000 + rng.randrange(86400)
    when = datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
    title = "Initial commit" if count == 0 else f"Change number {count}"
    return {
        "id": sha,
        "short_id": sha[:8],
        "created_at": when,
        "parent_ids": [],
        "title": title,
        "message": title,
        "author_name": "Sandbox Author",
        "author_email": "author@example.com",
        "authored_date": when,
        "committer_name": "Sandbox Author",
        "committer_email": "author@example.com",
        "committed_date": when,
        "trailers": {},
        "extended_trailers": {},
        "web_url": f"https://gitlab.com/{path}/-/commit/{sha}",
    }


COMPONENTS: tuple[Component, ...] = (
    Component(
        id="sc_LstCmt1",
        kind="action",
        app="gitlab",
        key="gitlab-list-commits",
        name="List Commits",
        version="0.0.3",
        description="Lists example commits, which depend on the seed of the sandbox.",
        props=[
            APP_PROP,
            PROJECT_PROP,
            {
                "name": "refName",
                "type": "string",
                "label": "Branch",
                "description": "Which branch; the default branch if left out",
                "optional": True,
                "remoteOptions": True,
            },
        ],
        options={"projectId": project_options, "refName": _branch_options},
        run=_list_commits,
    ),
)
