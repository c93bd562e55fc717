"""The faults in force, and what they have met."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator

from attrs import evolve

from ..wire.types import JsonObject
from .faults import Fault, problems_of


class Rule:
    """A fault that is in force, and how many requests it has met and has yet to meet."""

    def __init__(self, rule_id: str, fault: Fault) -> None:
        """Put a fault in force."""
        self.id = rule_id
        self.fault = fault
        self.hits = 0
        self.left = fault.times

    def wire(self) -> JsonObject:
        """Return the rule as the admin API shows it."""
        return {"id": self.id, **self.fault.wire(), "hits": self.hits, "left": self.left}


class Faults:
    """The faults in force. Of several that meet a request, the one that was made first counts."""

    def __init__(self, operation_ids: Iterable[str]) -> None:
        """Start without any, for these operations."""
        self._operation_ids = frozenset(operation_ids)
        self._rules: list[Rule] = []
        self._made = 0
        self._lock = threading.Lock()

    def add(self, fault: Fault) -> Rule:
        """Put a fault in force, or raise ValueError where it can never be met or makes no sense."""
        if fault.operation is not None:
            fault = evolve(fault, operation=fault.operation.replace(".", "_"))
        told = problems_of(fault)
        if not any(fault.matches(operation_id) for operation_id in self._operation_ids):
            told.append(f"operation: there is none called {fault.operation}")
        if told:
            raise ValueError("; ".join(told))
        with self._lock:
            self._made += 1
            rule = Rule(f"fault_{self._made}", fault)
            self._rules.append(rule)
        return rule

    def take(self, operation_id: str) -> Fault | None:
        """Return the fault that a request meets, and count it."""
        with self._lock:
            for rule in self._rules:
                if rule.fault.matches(operation_id):
                    self._count(rule)
                    return rule.fault
        return None

    def cancel(self, rule_id: str) -> bool:
        """End a fault; False where it has ended already."""
        with self._lock:
            kept = [rule for rule in self._rules if rule.id != rule_id]
            found = len(kept) < len(self._rules)
            self._rules = kept
        return found

    def clear(self) -> None:
        """End all faults."""
        with self._lock:
            self._rules = []

    def __iter__(self) -> Iterator[Rule]:
        """Go through those in force, oldest first."""
        return iter(list(self._rules))

    def _count(self, rule: Rule) -> None:
        rule.hits += 1
        if rule.left is not None:
            rule.left -= 1
            if not rule.left:
                self._rules.remove(rule)
