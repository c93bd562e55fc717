# Generated from spec/resources/components.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import choice, number, project_path, query_of, text
from ...call import Call, Listing, Operation
from ...decoding import read_page
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.component import Component
    from ...models.component_registry import ComponentRegistry
    from ...models.component_type_filter import ComponentTypeFilter

OPERATION = Operation(id="components_list", method="GET", path="/v1/connect/{project_id}/components", idempotent=True)
_READ = read_page(model_reader("Component"), items=("data", "data.accounts"))


def components_list(
    project_id: str | None,
    *,
    app: str | None = None,
    q: str | None = None,
    registry: ComponentRegistry | None = None,
    component_type: ComponentTypeFilter | None = None,
    after: str | None = None,
    before: str | None = None,
    limit: int | None = None,
) -> Call[Listing[Component]]:
    """Return the call: list components. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/components",
        _READ,
        query=query_of(
            app=text("app", app, min_length=1),
            q=text("q", q),
            registry=choice("registry", registry, ("public", "private", "all")),
            component_type=choice("component_type", component_type, ("trigger", "action")),
            after=text("after", after, min_length=1),
            before=text("before", before, min_length=1),
            limit=number("limit", limit, minimum=1, maximum=100),
        ),
    )
