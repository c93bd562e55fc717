# Generated from spec/resources/oauth_apps.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import number, project_path, query_of, text
from ...call import Call, Listing, Operation
from ...decoding import read_page
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.o_auth_app import OAuthApp

OPERATION = Operation(
    id="oauth_apps_list", method="GET", path="/v1/connect/{project_id}/oauth_apps", idempotent=True, connect_token=False
)
_READ = read_page(model_reader("OAuthApp"), items=("data", "data.accounts"))


def oauth_apps_list(
    project_id: str | None,
    *,
    app: str | None = None,
    q: str | None = None,
    after: str | None = None,
    before: str | None = None,
    limit: int | None = None,
) -> Call[Listing[OAuthApp]]:
    """Return the call: list OAuth apps. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/oauth_apps",
        _READ,
        query=query_of(
            app=text("app", app, min_length=1),
            q=text("q", q),
            after=text("after", after, min_length=1),
            before=text("before", before, min_length=1),
            limit=number("limit", limit, minimum=1, maximum=100),
        ),
    )
