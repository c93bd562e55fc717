# Generated from spec/resources/project_environment.yaml#/webhook_regenerate_signing_key. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import project_path
from ...call import Call, Operation
from ...decoding import read_enveloped
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.webhook import Webhook

OPERATION = Operation(
    id="project_environment_regenerate_webhook_signing_key",
    method="POST",
    path="/v1/connect/{project_id}/webhook/regenerate_signing_key",
    idempotent=False,
    connect_token=False,
)
_READ = read_enveloped(model_reader("Webhook"), key="data", marks=("id", "url"))


def project_environment_regenerate_webhook_signing_key(project_id: str | None) -> Call[Webhook]:
    """Return the call: regenerate the signing key of the webhook. Nothing is sent."""
    return Call(OPERATION, f"{project_path(project_id)}/webhook/regenerate_signing_key", _READ)
