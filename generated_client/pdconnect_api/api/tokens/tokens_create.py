# Generated from spec/resources/tokens.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...arguments import body_of, boolean, number, omit_none, project_path, text, texts
from ...call import Call, Operation, RateLimit
from ...decoding import read_model
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.connect_token import ConnectToken

OPERATION = Operation(
    id="tokens_create",
    method="POST",
    path="/v1/connect/{project_id}/tokens",
    idempotent=False,
    connect_token=False,
    rate_limits=(RateLimit("token_creations", requests=100, seconds=60, per="external_user_id"),),
)
_READ = read_model(model_reader("ConnectToken"))


def tokens_create(
    project_id: str | None,
    *,
    external_user_id: str,
    allowed_origins: Sequence[str] | None = None,
    success_redirect_uri: str | None = None,
    error_redirect_uri: str | None = None,
    webhook_uri: str | None = None,
    expires_in: int | None = None,
    scope: str | None = None,
    allow_progressive_scopes: bool | None = None,
    app_id: str | None = None,
    oauth_app_id: str | None = None,
) -> Call[ConnectToken]:
    """Return the call: create a Connect token. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/tokens",
        _READ,
        body=body_of(
            {
                "external_user_id": text(
                    "external_user_id", external_user_id, min_length=1, max_length=250, required=True
                ),
                "allowed_origins": omit_none(texts("allowed_origins", allowed_origins, min_length=1)),
                "success_redirect_uri": omit_none(text("success_redirect_uri", success_redirect_uri)),
                "error_redirect_uri": omit_none(text("error_redirect_uri", error_redirect_uri)),
                "webhook_uri": omit_none(text("webhook_uri", webhook_uri)),
                "expires_in": omit_none(number("expires_in", expires_in, minimum=1, maximum=14400)),
                "scope": omit_none(text("scope", scope)),
                "allow_progressive_scopes": omit_none(boolean("allow_progressive_scopes", allow_progressive_scopes)),
                "app_id": omit_none(text("app_id", app_id, min_length=1)),
                "oauth_app_id": omit_none(text("oauth_app_id", oauth_app_id)),
            }
        ),
    )
