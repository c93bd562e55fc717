"""The active faults, and how many requests each has hit."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator

from attrs import evolve

from ..wire.types import JsonObject
from .faults import Fault, problems_of


class FaultRule:
    """An active fault, and how many requests it has hit and still will hit."""

    def __init__(self, rule_id: str, fault: Fault) -> None:
        """Activate a fault."""
        self.id = rule_id
        self.fault = fault
        self.hits = 0
        self.left = fault.times

    def wire(self) -> JsonObject:
        """Return the JSON of the rule for the admin API."""
        return {"id": self.id, **self.fault.wire(), "hits": self.hits, "left": self.left}


class Faults:
    """The active faults. If several match a request, the oldest applies."""

    def __init__(self, operation_ids: Iterable[str]) -> None:
        """Start without faults, for these operations."""
        self._operation_ids = frozenset(operation_ids)
        self._rules: list[FaultRule] = []
        self._added = 0
        self.changes = 0
        """Increases with every change of the active faults."""
        self._lock = threading.Lock()

    def add(self, fault: Fault) -> FaultRule:
        """Activate a fault, or raise ValueError if it can never match or is contradictory."""
        if fault.operation is not None:
            fault = evolve(fault, operation=fault.operation.replace(".", "_"))
        problems = problems_of(fault)
        if not any(fault.matches(operation_id) for operation_id in self._operation_ids):
            problems.append(f"operation: there is no operation {fault.operation}")
        if problems:
            raise ValueError("; ".join(problems))
        with self._lock:
            self._added += 1
            rule = FaultRule(f"fault_{self._added}", fault)
            self._rules.append(rule)
            self.changes += 1
        return rule

    def take(self, operation_id: str) -> Fault | None:
        """Return the fault that matches a request, and count it."""
        with self._lock:
            for rule in self._rules:
                if rule.fault.matches(operation_id):
                    self._count(rule)
                    return rule.fault
        return None

    def cancel(self, rule_id: str) -> bool:
        """End a fault. Return False if it has ended already."""
        with self._lock:
            kept = [rule for rule in self._rules if rule.id != rule_id]
            found = len(kept) < len(self._rules)
            self._rules = kept
            self.changes += 1
        return found

    def clear(self) -> None:
        """End all faults."""
        with self._lock:
            self._rules = []
            self.changes += 1

    def __iter__(self) -> Iterator[FaultRule]:
        """Iterate over the active faults, oldest first."""
        return iter(list(self._rules))

    def _count(self, rule: FaultRule) -> None:
        rule.hits += 1
        if rule.left is not None:
            rule.left -= 1
            if not rule.left:
                self._rules.remove(rule)
