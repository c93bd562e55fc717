# Generated from spec/resources/deployed_triggers.yaml#/webhook. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import project_path, query_of, segment, text
from ...call import Call, Operation
from ...decoding import read_enveloped
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.webhook import Webhook

OPERATION = Operation(
    id="deployed_triggers_retrieve_webhook",
    method="GET",
    path="/v1/connect/{project_id}/deployed-triggers/{trigger_id}/webhooks/{webhook_id}",
    idempotent=True,
    connect_token=False,
)
_READ = read_enveloped(model_reader("Webhook"), key="data", marks=("id", "url"))


def deployed_triggers_retrieve_webhook(
    project_id: str | None, trigger_id: str, webhook_id: str, *, external_user_id: str
) -> Call[Webhook]:
    """Return the call: retrieve a webhook of a deployed trigger. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/deployed-triggers/{segment('trigger_id', trigger_id)}/webhooks/{segment('webhook_id', webhook_id)}",
        _READ,
        query=query_of(
            external_user_id=text("external_user_id", external_user_id, min_length=1, max_length=250, required=True)
        ),
    )
