"""A difference between a response and the specification."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

DeviationKind: TypeAlias = Literal[
    "unknown_field",
    "missing_field",
    "type",
    "value",
    "variant",
    "status",
    "media_type",
    "body",
    "unknown_header",
    "missing_header",
    "header_value",
]
"""How a response differs from the specification."""


class SpecDeviation(NamedTuple):
    """A difference between a response and the specification. It contains names and types, never a value of the response.

    The kinds:

    - `unknown_field`: the response has a field that the specification does not have
    - `missing_field`: a required field is missing
    - `type`: a value has another JSON type
    - `value`: a value has the right type, but violates a format, a pattern, a range or a list of known values
    - `variant`: the `type` of an object is none of the known ones
    - `status`: the operation has no such status
    - `media_type`: the body is not sent as JSON
    - `body`: the body is not JSON, is missing, or should be empty
    - `unknown_header`: a header about rate limits, deprecation or the service itself that the specification does not have here
    - `missing_header`: a header of the specification is missing
    - `header_value`: a header has another type or format
    """

    operation: str
    """Id of the operation, such as `accounts_list`."""
    status: int
    """Status of the response."""
    kind: DeviationKind
    pointer: str
    """JSON pointer of the value in the body; `*` is any item of a list, or any key of an object with free keys. For headers, a slash
    and the name. Empty for the body as a whole and for the status."""
    expected: str = ""
    """What the specification has: names of JSON types, or the violated keyword. Empty if there is nothing to add to the kind."""
    found: str = ""
    """The JSON type or media type in the response. Empty if there is nothing to add to the kind."""

    def __str__(self) -> str:
        subject = f"{self.operation} {self.status}: {self.kind}"
        details = [f"expected {self.expected}"] * bool(self.expected) + [f"found {self.found}"] * bool(self.found)
        return " ".join(filter(None, (subject, self.pointer, f"({', '.join(details)})" if details else "")))
