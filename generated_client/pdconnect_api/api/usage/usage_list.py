# Generated from spec/resources/usage.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import number, query_of
from ...call import Call, Operation
from ...decoding import read_list
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.connect_usage import ConnectUsage

OPERATION = Operation(id="usage_list", method="GET", path="/v1/connect/usage", idempotent=True, connect_token=False)
_READ = read_list(model_reader("ConnectUsage"), key="data")


def usage_list(*, start_ts: int, end_ts: int) -> Call[list[ConnectUsage]]:
    """Return the call: list usage. Nothing is sent."""
    return Call(
        OPERATION,
        "/v1/connect/usage",
        _READ,
        query=query_of(
            start_ts=number("start_ts", start_ts, required=True), end_ts=number("end_ts", end_ts, required=True)
        ),
    )
