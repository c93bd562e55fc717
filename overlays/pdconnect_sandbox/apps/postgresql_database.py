"""A small database per account. Between queries it is stored as bytes, so that no connection stays open."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any, ClassVar

from attrs import define, field

from ..wire.types import JsonObject

_TABLES = """
    CREATE TABLE customers (id INTEGER NOT NULL, name TEXT NOT NULL, city TEXT);
    CREATE TABLE orders (id INTEGER NOT NULL, customer_id INTEGER NOT NULL, amount REAL DEFAULT 0);
    INSERT INTO customers VALUES (1, 'Ada', 'London'), (2, 'Grace', NULL);
    INSERT INTO orders VALUES (1, 1, 10.99), (2, 1, 5), (3, 2, 7.5);
"""
_MAX_STEPS = 5_000_000


class QueryError(Exception):
    """A query that failed or is not allowed."""


@define
class Databases:
    """The databases of all accounts, created at first use."""

    store_name: ClassVar[str] = "postgresql.databases"
    snapshots: dict[str, bytes] = field(factory=dict[str, bytes], repr=False)

    def execute(self, account_id: str, query: str, parameters: Mapping[str, Any]) -> list[JsonObject]:
        """Run one query and return its rows."""
        with self._opened(account_id) as database:
            try:
                found = database.execute(query, parameters)
                names = [column[0] for column in found.description or ()]
                rows = [dict(zip(names, map(_plain, row), strict=True)) for row in found.fetchall()]
                database.commit()
            except (sqlite3.Error, sqlite3.Warning, OverflowError) as error:
                raise QueryError(str(error)) from None
        return rows

    def schema(self, account_id: str) -> JsonObject:
        """Return the columns of every table, as `context.dbInfo` has them."""
        with self._opened(account_id) as database:
            tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {table: {"metadata": {}, "schema": dict(_columns(database, table))} for table in tables}

    @contextmanager
    def _opened(self, account_id: str) -> Generator[sqlite3.Connection]:
        with closing(sqlite3.connect(":memory:")) as database:
            if account_id in self.snapshots:
                database.deserialize(self.snapshots[account_id])
            else:
                database.executescript(_TABLES)
            steps = iter(range(_MAX_STEPS // 1000))
            database.set_progress_handler(lambda: next(steps, None) is None, 1000)
            database.set_authorizer(_authorize)
            yield database
            database.set_authorizer(None)
            database.rollback()
            self.snapshots[account_id] = database.serialize()


def _columns(database: sqlite3.Connection, table: str) -> Iterator[tuple[str, JsonObject]]:
    columns = database.execute('SELECT name, type, "notnull", dflt_value FROM pragma_table_info(?)', (table,))
    for name, kind, not_null, default in columns:
        yield (
            name,
            {
                "tableName": table,
                "columnName": name,
                "isNullable": "NO" if not_null else "YES",
                "dataType": kind.lower(),
                "columnDefault": default,
            },
        )


def _plain(value: Any) -> Any:
    """Convert a value to a JSON type."""
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _authorize(action: int, *_details: str | None) -> int:
    """Deny queries access to files of the machine."""
    return sqlite3.SQLITE_DENY if action in (sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH) else sqlite3.SQLITE_OK
