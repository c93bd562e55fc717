"""Call every reading operation: lists first, then their items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import pdconnect

from .observations import Observer
from .plan import Argument, PlannedOperation, Source, values_at

MAX_PARENTS = 10
"""Items of a list that are tried until one of them has what is needed, such as users until one has a trigger."""

MAX_CALLS = 20
"""Calls of one operation in one run, so that a run stays short in a large project."""

Bound = Mapping[str, Any]
"""Values of parameters, by name."""


class Reading:
    """Calls operations with values from the responses of other operations. Each combination of values is sent once."""

    def __init__(
        self,
        client: pdconnect.Client,
        observer: Observer,
        plan: Mapping[str, PlannedOperation],
        known: Bound,
        items: int,
    ) -> None:
        """Read with a client.

        Args:
            client: A client whose hooks include the observer.
            observer: Gets the responses.
            plan: All operations by id.
            known: Values that belong together, and are used before those of responses.
            items: Maximum number of items of a list with which an operation is called.
        """
        self._client = client
        self._observer = observer
        self._plan = plan
        self._known = known
        self._items = items
        self._bodies: dict[tuple[object, ...], list[Any]] = {}
        self._calls = Counter[str]()
        self.not_called: dict[str, str] = {}
        """Why an operation was not called, by id."""

    def read(self, operation: PlannedOperation) -> None:
        """Call an operation with the first values that are found; if there are none, record the reason."""
        bounds = list(islice(self._bounds(operation, {}), self._items))
        if not bounds:
            self.not_called[operation.id] = self._reason(operation)
        for bound in bounds:
            self._call(operation, bound)

    def _reason(self, operation: PlannedOperation) -> str:
        for argument in operation.arguments:
            if argument.source is None and argument.example is None:
                return f"no other operation returns values for {argument.name}"
            if argument.source is not None and not self._plan[argument.source.operation].reads:
                return f"{argument.source.operation} returns the values for {argument.name}; use --write"
        last = max(operation.arguments, key=self._depth)
        name = operation.id if last.source is None else last.source.operation
        return f"{name} returned no value for {last.name}"

    def _bounds(self, operation: PlannedOperation, given: Bound) -> Iterator[dict[str, Any]]:
        """Yield the values for the arguments of an operation, in addition to those that are passed."""
        # Values that others depend on come first: the user before the triggers of the user.
        ordered = sorted(operation.arguments, key=self._depth)
        fits = all(given[name] == value for name, value in self._known.items() if name in given)
        seen: list[Bound] = []
        for start in ({**self._known, **given}, given) if fits and self._known else (given,):
            bound = {argument.name: start[argument.name] for argument in ordered if argument.name in start}
            for found in self._expand([argument for argument in ordered if argument.name not in bound], bound):
                if found not in seen:
                    seen.append(found)
                    yield found

    def _expand(self, arguments: list[Argument], bound: Bound) -> Iterator[dict[str, Any]]:
        if not arguments:
            yield dict(bound)
            return
        first, *rest = arguments
        for value in islice(self._values(first, bound), MAX_PARENTS):
            yield from self._expand(rest, {**bound, first.name: value})

    def _values(self, argument: Argument, bound: Bound) -> Iterator[Any]:
        if argument.source is None:
            if argument.example is not None:
                yield argument.example
            return
        seen: list[Any] = []
        for value in self._found(argument.source, bound):
            if value not in seen:
                seen.append(value)
                yield value

    def _found(self, source: Source, bound: Bound) -> Iterator[Any]:
        operation = self._plan[source.operation]
        if not operation.reads:
            return
        for bound_of_source in islice(self._bounds(operation, bound), MAX_PARENTS):
            for body in self._call(operation, bound_of_source):
                yield from values_at(body, source.path)

    def _depth(self, argument: Argument) -> int:
        """Return how many operations have to be called one after another for values of an argument."""
        if argument.source is None:
            return 0
        return 1 + max(map(self._depth, self._plan[argument.source.operation].arguments), default=0)

    def _call(self, operation: PlannedOperation, bound: Bound) -> list[Any]:
        """Call an operation, of a list also the second page, and return the bodies of the responses."""
        key = (operation.id, *sorted(bound.items()))
        if key not in self._bodies:
            method = find_method(self._client, operation.id)
            self._observer.bodies.clear()
            self._calls[operation.id] += 1
            if method is not None and self._calls[operation.id] <= MAX_CALLS:
                in_path = [bound[argument.name] for argument in operation.arguments if argument.in_path]
                others = {each.name: bound[each.name] for each in operation.arguments if not each.in_path}
                self._observer.send(lambda: _with_second_page(method(*in_path, **others)))
            self._bodies[key] = list(self._observer.bodies)
        return self._bodies[key]


def find_method(client: pdconnect.Client, operation_id: str) -> Any:
    """Return the method of the client that calls an operation, or None: `deployed_triggers_list` is `deployed_triggers.list`."""
    words = operation_id.split("_")
    for length in range(len(words) - 1, 0, -1):
        resource = getattr(client, "_".join(words[:length]), None)
        method = getattr(resource, "_".join(words[length:]), None)
        if method is not None:
            return method
    return None


def _with_second_page(result: Any) -> None:
    next_page = getattr(result, "next_page", None)
    if next_page is not None:
        next_page()
