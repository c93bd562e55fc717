# Generated from spec/resources/tokens.yaml#/validate. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import query_of, segment, text
from ...call import Call, Operation
from ...decoding import read_model
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.token_validation import TokenValidation

OPERATION = Operation(
    id="tokens_validate", method="GET", path="/v1/connect/tokens/{ctok}/validate", idempotent=True, authenticated=False
)
_READ = read_model(model_reader("TokenValidation"))


def tokens_validate(
    ctok: str,
    *,
    app_id: str | None = None,
    account_id: str | None = None,
    oauth_app_id: str | None = None,
    app_override_id: str | None = None,
) -> Call[TokenValidation]:
    """Return the call: validate a Connect token. Nothing is sent."""
    return Call(
        OPERATION,
        f"/v1/connect/tokens/{segment('ctok', ctok)}/validate",
        _READ,
        query=query_of(
            app_id=text("app_id", app_id, min_length=1),
            account_id=text("account_id", account_id),
            oauth_app_id=text("oauth_app_id", oauth_app_id),
            app_override_id=text("app_override_id", app_override_id, min_length=1),
        ),
        secrets=(ctok,),
    )
