# Generated from spec/resources/project_environment.yaml#/webhook. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import project_path
from ...call import Call, Operation
from ...decoding import read_enveloped
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.webhook import Webhook

OPERATION = Operation(
    id="project_environment_retrieve_webhook",
    method="GET",
    path="/v1/connect/{project_id}/webhook",
    idempotent=True,
    connect_token=False,
)
_READ = read_enveloped(model_reader("Webhook"), key="data", marks=("id", "url"), nullable=True)


def project_environment_retrieve_webhook(project_id: str | None) -> Call[Webhook | None]:
    """Return the call: retrieve the webhook of a project environment. Nothing is sent."""
    return Call(OPERATION, f"{project_path(project_id)}/webhook", _READ)
