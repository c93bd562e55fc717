# Generated from spec/resources/deployed_triggers.yaml#/item_webhooks. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...arguments import body_of, project_path, query_of, segment, text, texts
from ...call import Call, Operation
from ...decoding import read_model
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.trigger_webhooks import TriggerWebhooks

OPERATION = Operation(
    id="deployed_triggers_update_webhooks",
    method="PUT",
    path="/v1/connect/{project_id}/deployed-triggers/{trigger_id}/webhooks",
    idempotent=True,
)
_READ = read_model(model_reader("TriggerWebhooks"))


def deployed_triggers_update_webhooks(
    project_id: str | None, trigger_id: str, *, external_user_id: str, webhook_urls: Sequence[str]
) -> Call[TriggerWebhooks]:
    """Return the call: set the webhooks of a deployed trigger. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/deployed-triggers/{segment('trigger_id', trigger_id)}/webhooks",
        _READ,
        query=query_of(
            external_user_id=text("external_user_id", external_user_id, min_length=1, max_length=250, required=True)
        ),
        body=body_of({"webhook_urls": texts("webhook_urls", webhook_urls, required=True)}),
    )
