"""The report of a run: names and types, never a value. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import attrs

import pdconnect

from .observations import OperationRecord

State = Literal["ok", "deviation", "not_reached"]

_TITLES = {
    "unknown_field": "field unknown to the specification",
    "missing_field": "field missing",
    "type": "value of another type",
    "value": "value that violates the specification",
    "variant": "unknown variant of an object",
    "status": "status not in the specification",
    "media_type": "another media type",
    "body": "body is not as specified",
    "unknown_header": "header unknown to the specification",
    "missing_header": "header missing",
    "header_value": "header with another type or format",
}


@attrs.frozen
class OperationReport:
    """The result for one operation."""

    operation: str
    state: State
    statuses: Mapping[int, int]
    """How many responses had each status."""
    deviations: Sequence[pdconnect.SpecDeviation]
    reason: str | None
    """Why the operation was not reached."""

    @property
    def summary(self) -> str:
        """The deviations or the reason, in one line."""
        if self.state == "ok":
            return ", ".join(f"{count} × {status}" for status, count in sorted(self.statuses.items()))
        return self.reason or "; ".join(describe(deviation) for deviation in self.deviations)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        return {
            "operation": self.operation,
            "state": self.state,
            "statuses": {str(status): count for status, count in sorted(self.statuses.items())},
            "deviations": [_without_operation(deviation) for deviation in self.deviations],
            "reason": self.reason,
        }


@attrs.frozen
class Report:
    """The result of a run."""

    version: str
    """Version of pdconnect."""
    specification: str
    """Version of the specification."""
    environment: str
    write: bool
    operations: Sequence[OperationReport]
    other_headers: Sequence[str]
    """Names of response headers that the specification does not have."""

    @property
    def limits(self) -> str:
        """What the run does not show, in one line."""
        no_account = " An account is connected in a browser, so the test user has none." if self.write else ""
        return f"A field that no response had is not covered.{no_account}"

    @property
    def deviations(self) -> int:
        """Number of different deviations."""
        return sum(len(each.deviations) for each in self.operations)

    @property
    def summary(self) -> str:
        """The result in one line."""
        states = Counter(each.state for each in self.operations)
        return f"{states['ok']} ok, {states['deviation']} with deviations, {states['not_reached']} not reached"

    def to_dict(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        return {
            "pdconnect": self.version,
            "specification": self.specification,
            "environment": self.environment,
            "write": self.write,
            "operations": [each.to_dict() for each in self.operations],
            "other_headers": list(self.other_headers),
        }

    def to_markdown(self) -> str:
        """Return the report as Markdown, to paste into an issue."""
        lines = [
            "## pdconnect verify",
            "",
            f"pdconnect {self.version}, specification {self.specification}, {self.environment},"
            f" {'reading and writing' if self.write else 'reading only'}: {self.summary}.",
            f"Names and types only: the report contains no value of a response. {self.limits}",
            "",
        ]
        if self.deviations:
            lines += ["| operation | status | deviation | where | expected | found |", "|---|---|---|---|---|---|"]
            for each in self.operations:
                lines += [_row(deviation) for deviation in each.deviations]
            lines.append("")
        lines += _section("Ok", [f"`{each.operation}`" for each in self.operations if each.state == "ok"], ", ")
        missed = [f"- `{each.operation}`: {each.reason}" for each in self.operations if each.state == "not_reached"]
        lines += _section("Not reached", missed, "\n")
        lines += _section(
            "Response headers that the specification does not have", [f"`{name}`" for name in self.other_headers], ", "
        )
        return "\n".join(lines)


def operation_report(operation_id: str, record: OperationRecord | None, not_called: str | None) -> OperationReport:
    """Return the result for an operation. `not_called` is why it was not called, if it was not."""
    if record is None or not (record.statuses or record.error):
        return OperationReport(operation_id, "not_reached", {}, (), not_called or "not called")
    if record.deviations:
        return OperationReport(operation_id, "deviation", record.statuses, record.deviations, None)
    if record.is_successful:
        return OperationReport(operation_id, "ok", record.statuses, (), None)
    reason = f"responded with {' and '.join(map(str, sorted(record.statuses)))} only" if record.statuses else None
    return OperationReport(operation_id, "not_reached", record.statuses, (), reason or f"no response: {record.error}")


def describe(deviation: pdconnect.SpecDeviation) -> str:
    """Return a deviation in words, without the operation."""
    types = ", ".join(
        f"{name} {value}" for name, value in (("expected", deviation.expected), ("found", deviation.found)) if value
    )
    where = f" {deviation.pointer}" if deviation.pointer else ""
    return f"{deviation.status}: {_TITLES[deviation.kind]}{where}{f' ({types})' if types else ''}"


def _without_operation(deviation: pdconnect.SpecDeviation) -> dict[str, Any]:
    fields = deviation._asdict()
    del fields["operation"]
    return fields


def _row(deviation: pdconnect.SpecDeviation) -> str:
    pointer = f"`{deviation.pointer}`" if deviation.pointer else ""
    cells = (
        f"`{deviation.operation}`",
        str(deviation.status),
        _TITLES[deviation.kind],
        pointer,
        deviation.expected,
        deviation.found,
    )
    return f"| {' | '.join(cells)} |"


def _section(title: str, parts: Sequence[str], separator: str) -> list[str]:
    return [f"**{title}**", "", separator.join(parts), ""] if parts else []
