# Generated from spec/resources/oauth_tokens.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ...arguments import body_of, choice, omit_none, text
from ...call import Call, Operation
from ...decoding import read_model
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.o_auth_token import OAuthToken

OPERATION = Operation(
    id="oauth_tokens_create",
    method="POST",
    path="/v1/oauth/token",
    idempotent=True,
    environment=False,
    authenticated=False,
)
_READ = read_model(model_reader("OAuthToken"))


def oauth_tokens_create(
    *,
    client_id: str,
    client_secret: str | None = None,
    client_assertion_type: Literal["urn:ietf:params:oauth:client-assertion-type:jwt-bearer"] | None = None,
    client_assertion: str | None = None,
    scope: str | None = None,
) -> Call[OAuthToken]:
    """Return the call: create an access token. Nothing is sent."""
    return Call(
        OPERATION,
        "/v1/oauth/token",
        _READ,
        secrets=(client_secret, client_assertion),
        body=body_of(
            {
                "grant_type": "client_credentials",
                "client_id": text("client_id", client_id, min_length=1, required=True),
                "client_secret": omit_none(text("client_secret", client_secret, min_length=1)),
                "client_assertion_type": omit_none(
                    choice(
                        "client_assertion_type",
                        client_assertion_type,
                        ("urn:ietf:params:oauth:client-assertion-type:jwt-bearer",),
                    )
                ),
                "client_assertion": omit_none(text("client_assertion", client_assertion, min_length=1)),
                "scope": omit_none(text("scope", scope)),
            }
        ),
    )
