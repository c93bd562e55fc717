# Generated from spec/resources/rate_limits.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import body_of, number
from ...call import Call, Operation
from ...decoding import read_model
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.rate_limit_token import RateLimitToken

OPERATION = Operation(
    id="rate_limits_create", method="POST", path="/v1/connect/rate_limits", idempotent=False, connect_token=False
)
_READ = read_model(model_reader("RateLimitToken"))


def rate_limits_create(*, window_size_seconds: int, requests_per_window: int) -> Call[RateLimitToken]:
    """Return the call: create your own rate limit. Nothing is sent."""
    return Call(
        OPERATION,
        "/v1/connect/rate_limits",
        _READ,
        body=body_of(
            {
                "window_size_seconds": number("window_size_seconds", window_size_seconds, minimum=1, required=True),
                "requests_per_window": number("requests_per_window", requests_per_window, minimum=1, required=True),
            }
        ),
    )
