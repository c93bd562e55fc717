"""An example component of PostgreSQL: a prop of kind `sql`, and a real database behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..wire.types import as_list, as_object
from .component import Component, ComponentError, Options, OptionsRequest, Outcome, RunContext
from .postgresql_database import Databases, QueryError


def _schema(context: RunContext, request: OptionsRequest) -> Options:
    return Options(labelled=[], context={"dbInfo": _databases(context).schema(context.accounts["postgresql"])})


def _execute(context: RunContext) -> Outcome:
    query, parameters = _query(context.require("sql"))
    try:
        rows = _databases(context).execute(context.accounts["postgresql"], query, parameters)
    except QueryError as error:
        raise ComponentError(str(error)) from None
    return Outcome(rows, f"Returned {len(rows)} rows")


def _query(value: Any) -> tuple[str, Mapping[str, Any]]:
    """Return the text of the query and its parameters, `$1` being the first."""
    given = as_object(value) or {}
    query = given.get("query")
    if not isinstance(query, str):
        raise ComponentError("the prop sql has no query")
    return query, {str(number): value for number, value in enumerate(as_list(given.get("params")) or [], 1)}


def _databases(context: RunContext) -> Databases:
    return context.stores.get(Databases)


COMPONENTS: tuple[Component, ...] = (
    Component(
        id="sc_PgExec1",
        kind="action",
        app="postgresql",
        key="postgresql-execute-custom-query",
        name="Execute SQL Query",
        version="3.0.2",
        description="Runs a query on the tables orders and customers.",
        props=[
            {"name": "postgresql", "type": "app", "app": "postgresql"},
            {
                "name": "sql",
                "type": "sql",
                "auth": {"app": "postgresql"},
                "label": "SQL Query",
                "remoteOptions": True,
            },
        ],
        options={"sql": _schema},
        run=_execute,
    ),
)
