# Generated from spec/resources/deployed_triggers.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence

from ...arguments import as_secret
from ...call import AsyncPage, AsyncSender, Page, Sender
from ...models.emitted_event import EmittedEvent
from ...models.emitter import Emitter
from ...models.emitter_type import EmitterType
from ...models.trigger_webhooks import TriggerWebhooks
from ...models.trigger_workflows import TriggerWorkflows
from ...models.webhook import Webhook
from ...raw_response import APIResponse


class DeployedTriggersWithRawResponse:
    """The methods of `DeployedTriggers`, which here return the HTTP response too."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def retrieve(self, trigger_id: str, *, external_user_id: str) -> APIResponse[Emitter]:
        """Retrieve a deployed trigger. See `DeployedTriggers.retrieve`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Emitter`.
        """
        from .deployed_triggers_retrieve import deployed_triggers_retrieve

        return self._sender.send_raw_response(
            deployed_triggers_retrieve(self._sender.project_id, trigger_id, external_user_id=external_user_id)
        )

    def update(
        self,
        trigger_id: str,
        *,
        external_user_id: str,
        active: bool | None = None,
        configured_props: Mapping[str, object] | None = None,
        name: str | None = None,
        emit_on_deploy: bool | None = None,
    ) -> APIResponse[Emitter]:
        """Update a deployed trigger. See `DeployedTriggers.update`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Emitter`.
        """
        from .deployed_triggers_update import deployed_triggers_update

        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        return self._sender.send_raw_response(
            deployed_triggers_update(
                self._sender.project_id,
                trigger_id,
                external_user_id=external_user_id,
                active=active,
                configured_props=configured_props,
                name=name,
                emit_on_deploy=emit_on_deploy,
            )
        )

    def delete(
        self, trigger_id: str, *, external_user_id: str, ignore_hook_errors: bool | None = None
    ) -> APIResponse[None]:
        """Delete a deployed trigger. See `DeployedTriggers.delete`, with the same arguments and errors.

        Returns:
            The response; its `data` is None.
        """
        from .deployed_triggers_delete import deployed_triggers_delete

        return self._sender.send_raw_response(
            deployed_triggers_delete(
                self._sender.project_id,
                trigger_id,
                external_user_id=external_user_id,
                ignore_hook_errors=ignore_hook_errors,
            )
        )

    def list_events(
        self, trigger_id: str, *, external_user_id: str, n: int | None = None
    ) -> APIResponse[builtins.list[EmittedEvent]]:
        """List the events of a deployed trigger. See `DeployedTriggers.list_events`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `list[EmittedEvent]`.
        """
        from .deployed_triggers_list_events import deployed_triggers_list_events

        return self._sender.send_raw_response(
            deployed_triggers_list_events(self._sender.project_id, trigger_id, external_user_id=external_user_id, n=n)
        )

    def list_workflows(self, trigger_id: str, *, external_user_id: str) -> APIResponse[TriggerWorkflows]:
        """List the workflows of a deployed trigger. See `DeployedTriggers.list_workflows`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `TriggerWorkflows`.
        """
        from .deployed_triggers_list_workflows import deployed_triggers_list_workflows

        return self._sender.send_raw_response(
            deployed_triggers_list_workflows(self._sender.project_id, trigger_id, external_user_id=external_user_id)
        )

    def update_workflows(
        self, trigger_id: str, *, external_user_id: str, workflow_ids: Sequence[str]
    ) -> APIResponse[TriggerWorkflows]:
        """Set the workflows of a deployed trigger. See `DeployedTriggers.update_workflows`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `TriggerWorkflows`.
        """
        from .deployed_triggers_update_workflows import deployed_triggers_update_workflows

        return self._sender.send_raw_response(
            deployed_triggers_update_workflows(
                self._sender.project_id, trigger_id, external_user_id=external_user_id, workflow_ids=workflow_ids
            )
        )

    def list_webhooks(self, trigger_id: str, *, external_user_id: str) -> APIResponse[TriggerWebhooks]:
        """List the webhooks of a deployed trigger. See `DeployedTriggers.list_webhooks`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `TriggerWebhooks`.
        """
        from .deployed_triggers_list_webhooks import deployed_triggers_list_webhooks

        return self._sender.send_raw_response(
            deployed_triggers_list_webhooks(self._sender.project_id, trigger_id, external_user_id=external_user_id)
        )

    def update_webhooks(
        self, trigger_id: str, *, external_user_id: str, webhook_urls: Sequence[str]
    ) -> APIResponse[TriggerWebhooks]:
        """Set the webhooks of a deployed trigger. See `DeployedTriggers.update_webhooks`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `TriggerWebhooks`.
        """
        from .deployed_triggers_update_webhooks import deployed_triggers_update_webhooks

        return self._sender.send_raw_response(
            deployed_triggers_update_webhooks(
                self._sender.project_id, trigger_id, external_user_id=external_user_id, webhook_urls=webhook_urls
            )
        )

    def retrieve_webhook(self, trigger_id: str, webhook_id: str, *, external_user_id: str) -> APIResponse[Webhook]:
        """Retrieve a webhook of a deployed trigger. See `DeployedTriggers.retrieve_webhook`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Webhook`.
        """
        from .deployed_triggers_retrieve_webhook import deployed_triggers_retrieve_webhook

        return self._sender.send_raw_response(
            deployed_triggers_retrieve_webhook(
                self._sender.project_id, trigger_id, webhook_id, external_user_id=external_user_id
            )
        )

    def regenerate_webhook_signing_key(
        self, trigger_id: str, webhook_id: str, *, external_user_id: str
    ) -> APIResponse[Webhook]:
        """Regenerate the signing key of a trigger's webhook. See `DeployedTriggers.regenerate_webhook_signing_key`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Webhook`.
        """
        from .deployed_triggers_regenerate_webhook_signing_key import deployed_triggers_regenerate_webhook_signing_key

        return self._sender.send_raw_response(
            deployed_triggers_regenerate_webhook_signing_key(
                self._sender.project_id, trigger_id, webhook_id, external_user_id=external_user_id
            )
        )

    def reset_webhook_delivery_state(
        self, trigger_id: str, webhook_id: str, *, external_user_id: str
    ) -> APIResponse[Webhook]:
        """Reset the delivery state of a trigger's webhook. See `DeployedTriggers.reset_webhook_delivery_state`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Webhook`.
        """
        from .deployed_triggers_reset_webhook_delivery_state import deployed_triggers_reset_webhook_delivery_state

        return self._sender.send_raw_response(
            deployed_triggers_reset_webhook_delivery_state(
                self._sender.project_id, trigger_id, webhook_id, external_user_id=external_user_id
            )
        )

    def list(
        self,
        *,
        external_user_id: str,
        emitter_type: EmitterType | None = None,
        after: str | None = None,
        before: str | None = None,
        limit: int | None = None,
    ) -> APIResponse[Page[Emitter]]:
        """List deployed triggers. See `DeployedTriggers.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the first page of `Emitter`.
        """
        from .deployed_triggers_list import deployed_triggers_list

        return self._sender.paginate_raw_response(
            deployed_triggers_list(
                self._sender.project_id,
                external_user_id=external_user_id,
                emitter_type=emitter_type,
                after=after,
                before=before,
                limit=limit,
            )
        )


class AsyncDeployedTriggersWithRawResponse:
    """The methods of `AsyncDeployedTriggers`, which here return the HTTP response too."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def retrieve(self, trigger_id: str, *, external_user_id: str) -> APIResponse[Emitter]:
        """Retrieve a deployed trigger. See `AsyncDeployedTriggers.retrieve`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Emitter`.
        """
        from .deployed_triggers_retrieve import deployed_triggers_retrieve

        return await self._sender.send_raw_response(
            deployed_triggers_retrieve(self._sender.project_id, trigger_id, external_user_id=external_user_id)
        )

    async def update(
        self,
        trigger_id: str,
        *,
        external_user_id: str,
        active: bool | None = None,
        configured_props: Mapping[str, object] | None = None,
        name: str | None = None,
        emit_on_deploy: bool | None = None,
    ) -> APIResponse[Emitter]:
        """Update a deployed trigger. See `AsyncDeployedTriggers.update`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Emitter`.
        """
        from .deployed_triggers_update import deployed_triggers_update

        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        return await self._sender.send_raw_response(
            deployed_triggers_update(
                self._sender.project_id,
                trigger_id,
                external_user_id=external_user_id,
                active=active,
                configured_props=configured_props,
                name=name,
                emit_on_deploy=emit_on_deploy,
            )
        )

    async def delete(
        self, trigger_id: str, *, external_user_id: str, ignore_hook_errors: bool | None = None
    ) -> APIResponse[None]:
        """Delete a deployed trigger. See `AsyncDeployedTriggers.delete`, with the same arguments and errors.

        Returns:
            The response; its `data` is None.
        """
        from .deployed_triggers_delete import deployed_triggers_delete

        return await self._sender.send_raw_response(
            deployed_triggers_delete(
                self._sender.project_id,
                trigger_id,
                external_user_id=external_user_id,
                ignore_hook_errors=ignore_hook_errors,
            )
        )

    async def list_events(
        self, trigger_id: str, *, external_user_id: str, n: int | None = None
    ) -> APIResponse[builtins.list[EmittedEvent]]:
        """List the events of a deployed trigger. See `AsyncDeployedTriggers.list_events`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `list[EmittedEvent]`.
        """
        from .deployed_triggers_list_events import deployed_triggers_list_events

        return await self._sender.send_raw_response(
            deployed_triggers_list_events(self._sender.project_id, trigger_id, external_user_id=external_user_id, n=n)
        )

    async def list_workflows(self, trigger_id: str, *, external_user_id: str) -> APIResponse[TriggerWorkflows]:
        """List the workflows of a deployed trigger. See `AsyncDeployedTriggers.list_workflows`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `TriggerWorkflows`.
        """
        from .deployed_triggers_list_workflows import deployed_triggers_list_workflows

        return await self._sender.send_raw_response(
            deployed_triggers_list_workflows(self._sender.project_id, trigger_id, external_user_id=external_user_id)
        )

    async def update_workflows(
        self, trigger_id: str, *, external_user_id: str, workflow_ids: Sequence[str]
    ) -> APIResponse[TriggerWorkflows]:
        """Set the workflows of a deployed trigger. See `AsyncDeployedTriggers.update_workflows`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `TriggerWorkflows`.
        """
        from .deployed_triggers_update_workflows import deployed_triggers_update_workflows

        return await self._sender.send_raw_response(
            deployed_triggers_update_workflows(
                self._sender.project_id, trigger_id, external_user_id=external_user_id, workflow_ids=workflow_ids
            )
        )

    async def list_webhooks(self, trigger_id: str, *, external_user_id: str) -> APIResponse[TriggerWebhooks]:
        """List the webhooks of a deployed trigger. See `AsyncDeployedTriggers.list_webhooks`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `TriggerWebhooks`.
        """
        from .deployed_triggers_list_webhooks import deployed_triggers_list_webhooks

        return await self._sender.send_raw_response(
            deployed_triggers_list_webhooks(self._sender.project_id, trigger_id, external_user_id=external_user_id)
        )

    async def update_webhooks(
        self, trigger_id: str, *, external_user_id: str, webhook_urls: Sequence[str]
    ) -> APIResponse[TriggerWebhooks]:
        """Set the webhooks of a deployed trigger. See `AsyncDeployedTriggers.update_webhooks`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `TriggerWebhooks`.
        """
        from .deployed_triggers_update_webhooks import deployed_triggers_update_webhooks

        return await self._sender.send_raw_response(
            deployed_triggers_update_webhooks(
                self._sender.project_id, trigger_id, external_user_id=external_user_id, webhook_urls=webhook_urls
            )
        )

    async def retrieve_webhook(
        self, trigger_id: str, webhook_id: str, *, external_user_id: str
    ) -> APIResponse[Webhook]:
        """Retrieve a webhook of a deployed trigger. See `AsyncDeployedTriggers.retrieve_webhook`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Webhook`.
        """
        from .deployed_triggers_retrieve_webhook import deployed_triggers_retrieve_webhook

        return await self._sender.send_raw_response(
            deployed_triggers_retrieve_webhook(
                self._sender.project_id, trigger_id, webhook_id, external_user_id=external_user_id
            )
        )

    async def regenerate_webhook_signing_key(
        self, trigger_id: str, webhook_id: str, *, external_user_id: str
    ) -> APIResponse[Webhook]:
        """Regenerate the signing key of a trigger's webhook. See `AsyncDeployedTriggers.regenerate_webhook_signing_key`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Webhook`.
        """
        from .deployed_triggers_regenerate_webhook_signing_key import deployed_triggers_regenerate_webhook_signing_key

        return await self._sender.send_raw_response(
            deployed_triggers_regenerate_webhook_signing_key(
                self._sender.project_id, trigger_id, webhook_id, external_user_id=external_user_id
            )
        )

    async def reset_webhook_delivery_state(
        self, trigger_id: str, webhook_id: str, *, external_user_id: str
    ) -> APIResponse[Webhook]:
        """Reset the delivery state of a trigger's webhook. See `AsyncDeployedTriggers.reset_webhook_delivery_state`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Webhook`.
        """
        from .deployed_triggers_reset_webhook_delivery_state import deployed_triggers_reset_webhook_delivery_state

        return await self._sender.send_raw_response(
            deployed_triggers_reset_webhook_delivery_state(
                self._sender.project_id, trigger_id, webhook_id, external_user_id=external_user_id
            )
        )

    async def list(
        self,
        *,
        external_user_id: str,
        emitter_type: EmitterType | None = None,
        after: str | None = None,
        before: str | None = None,
        limit: int | None = None,
    ) -> APIResponse[AsyncPage[Emitter]]:
        """List deployed triggers. See `AsyncDeployedTriggers.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the first page of `Emitter`.
        """
        from .deployed_triggers_list import deployed_triggers_list

        return await self._sender.paginate_raw_response(
            deployed_triggers_list(
                self._sender.project_id,
                external_user_id=external_user_id,
                emitter_type=emitter_type,
                after=after,
                before=before,
                limit=limit,
            )
        )
