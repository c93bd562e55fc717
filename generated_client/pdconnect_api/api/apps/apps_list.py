# Generated from spec/resources/apps.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...arguments import boolean, choice, number, query_of, text, texts
from ...call import Call, Listing, Operation
from ...decoding import read_page
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.app import App
    from ...models.app_sort_direction import AppSortDirection
    from ...models.app_sort_key import AppSortKey

OPERATION = Operation(id="apps_list", method="GET", path="/v1/connect/apps", idempotent=True)
_READ = read_page(model_reader("App"), items=("data", "data.accounts"))


def apps_list(
    *,
    q: str | None = None,
    category_ids: Sequence[str] | None = None,
    has_components: bool | None = None,
    has_actions: bool | None = None,
    has_triggers: bool | None = None,
    sort_key: AppSortKey | None = None,
    sort_direction: AppSortDirection | None = None,
    after: str | None = None,
    before: str | None = None,
    limit: int | None = None,
) -> Call[Listing[App]]:
    """Return the call: list apps. Nothing is sent."""
    return Call(
        OPERATION,
        "/v1/connect/apps",
        _READ,
        query=query_of(
            q=text("q", q),
            category_ids=texts("category_ids", category_ids),
            has_components=boolean("has_components", has_components),
            has_actions=boolean("has_actions", has_actions),
            has_triggers=boolean("has_triggers", has_triggers),
            sort_key=choice("sort_key", sort_key, ("name", "name_slug", "featured_weight")),
            sort_direction=choice("sort_direction", sort_direction, ("asc", "desc")),
            after=text("after", after, min_length=1),
            before=text("before", before, min_length=1),
            limit=number("limit", limit, minimum=1, maximum=100),
        ),
    )
