"""Run the operations, and build the report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pdconnect

from ..openapi_document import load_packaged
from .journey import OPERATIONS, Journey
from .observations import Observer, described_headers
from .plan import PlannedOperation, plan_operations
from .reading import Reading
from .report import Report, operation_report

CHANGES_DATA = "changes data of the project or of its users"
TAKES_BODY = "takes a body that the specification does not determine"


class Verification:
    """One run of `pdconnect verify`."""

    def __init__(self, client: pdconnect.Client, observer: Observer, journey: Journey | None, items: int) -> None:
        """Prepare a run; nothing is sent.

        Args:
            client: The client to call the service with, with the hooks of the observer.
            observer: Gets all responses.
            journey: Creates, changes and deletes the data of a test user; None: nothing is changed.
            items: Maximum number of items of a list that are read one by one.
        """
        self._document = load_packaged()
        self._plan = plan_operations(self._document)
        self._client = client
        self._observer = observer
        self._journey = journey
        self._items = items
        self._not_called: Mapping[str, str] = {}

    def run(self) -> None:
        """Call the operations. Raises the error of the last call if no call was successful."""
        self._client.access_token()
        if self._journey is None:
            self._read({})
        else:
            with self._journey.running() as known:
                self._read(known)
        if self._observer.errors and not self._has_read():
            raise self._observer.errors[-1]

    def _read(self, known: Mapping[str, Any]) -> None:
        reading = Reading(self._client, self._observer, self._plan, known, self._items)
        self._not_called = reading.not_called
        for operation in self._plan.values():
            if operation.reads:
                reading.read(operation)

    def _has_read(self) -> bool:
        """Return whether a reading operation was successful."""
        records = ((self._plan.get(name), record) for name, record in self._observer.records.items())
        return any(operation is not None and operation.reads and record.is_successful for operation, record in records)

    def report(self) -> Report:
        """Return the report about what has been called so far."""
        return Report(
            pdconnect.__version__,
            str(self._document["info"]["version"]),
            str(self._client.environment),
            self._journey is not None,
            [
                operation_report(name, self._observer.records.get(name), self._reason(operation))
                for name, operation in self._plan.items()
            ],
            sorted(self._observer.headers - described_headers(self._document)),
        )

    def _reason(self, operation: PlannedOperation) -> str | None:
        """Return why an operation was not called."""
        reasons: dict[str, Any] = {**(self._journey.not_called if self._journey else {}), **self._not_called}
        if operation.id in reasons:
            return str(reasons[operation.id])
        if operation.reads:
            return None
        if operation.id not in OPERATIONS:
            return TAKES_BODY if operation.is_harmless else CHANGES_DATA
        return "changes data of a test user; use --write" if self._journey is None else None
