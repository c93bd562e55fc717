# Generated from spec/resources/deployed_triggers.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ...arguments import as_secret
from ...call import AsyncPages, AsyncSender, Page, Sender
from ...lazy_annotations import set_lazy_annotations
from ...models.emitted_event import EmittedEvent
from ...models.emitter import Emitter
from ...models.emitter_type import EmitterType
from ...models.trigger_webhooks import TriggerWebhooks
from ...models.trigger_workflows import TriggerWorkflows
from ...models.webhook import Webhook
from ...resource_property import resource_property

if TYPE_CHECKING:
    from .with_raw_response import AsyncDeployedTriggersWithRawResponse, DeployedTriggersWithRawResponse


class DeployedTriggers:
    """Deployed triggers of external users, their events, and where the events are sent."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> DeployedTriggersWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import DeployedTriggersWithRawResponse

        return DeployedTriggersWithRawResponse(self._sender)

    def retrieve(self, trigger_id: str, *, external_user_id: str) -> Emitter:
        """Retrieve a deployed trigger.

        Reads one deployed trigger of an external user. Reference: "Components", "Retrieve a deployed trigger";
        its example is not wrapped, the service wraps the trigger in `data`.

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)

        Returns:
            The `Emitter`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_retrieve import deployed_triggers_retrieve

        return self._sender.send(
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
    ) -> Emitter:
        """Update a deployed trigger.

        Changes a deployed trigger of an external user, or switches it on and off. Properties that are left out
        are unchanged, but `configured_props` replaces all previous values. The id and the signing key are kept.
        Not in the vendor's reference.

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)
            active: Whether it should emit events.
            configured_props: All values; they replace all previous ones.
            name: Display name.
            emit_on_deploy: Whether it may emit a few past events right after a deployment.

        Returns:
            The `Emitter`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_update import deployed_triggers_update

        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        return self._sender.send(
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

    def delete(self, trigger_id: str, *, external_user_id: str, ignore_hook_errors: bool | None = None) -> None:
        """Delete a deployed trigger.

        Deletes one deployed trigger of an external user. The component's own clean-up runs first. A second
        DELETE returns 404. Reference: "Components", "Delete a deployed trigger".

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)
            ignore_hook_errors: Whether to delete the trigger even if its clean-up fails. Not in the vendor's
                reference.

        Returns:
            None; the service responds with 204.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_delete import deployed_triggers_delete

        return self._sender.send(
            deployed_triggers_delete(
                self._sender.project_id,
                trigger_id,
                external_user_id=external_user_id,
                ignore_hook_errors=ignore_hook_errors,
            )
        )

    def list_events(
        self, trigger_id: str, *, external_user_id: str, n: int | None = None
    ) -> builtins.list[EmittedEvent]:
        """List the events of a deployed trigger.

        Lists the most recent events of a deployed trigger, at most `n`; there are no pages. Their order and how
        long they are kept are not documented. Not in the vendor's reference.

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)
            n: Maximum number of events to return. Default: 20.

        Returns:
            A list of `EmittedEvent`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_list_events import deployed_triggers_list_events

        return self._sender.send(
            deployed_triggers_list_events(self._sender.project_id, trigger_id, external_user_id=external_user_id, n=n)
        )

    def list_workflows(self, trigger_id: str, *, external_user_id: str) -> TriggerWorkflows:
        """List the workflows of a deployed trigger.

        Lists the workflows that receive the events of a deployed trigger. The path calls them pipelines. Not in
        the vendor's reference.

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)

        Returns:
            The `TriggerWorkflows`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_list_workflows import deployed_triggers_list_workflows

        return self._sender.send(
            deployed_triggers_list_workflows(self._sender.project_id, trigger_id, external_user_id=external_user_id)
        )

    def update_workflows(
        self, trigger_id: str, *, external_user_id: str, workflow_ids: Sequence[str]
    ) -> TriggerWorkflows:
        """Set the workflows of a deployed trigger.

        Sets the workflows that receive the events of a deployed trigger. The list replaces the previous one; an
        empty list removes all. Not in the vendor's reference.

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)
            workflow_ids: Ids of all the workflows (`p_...`); others are removed.

        Returns:
            The `TriggerWorkflows`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_update_workflows import deployed_triggers_update_workflows

        return self._sender.send(
            deployed_triggers_update_workflows(
                self._sender.project_id, trigger_id, external_user_id=external_user_id, workflow_ids=workflow_ids
            )
        )

    def list_webhooks(self, trigger_id: str, *, external_user_id: str) -> TriggerWebhooks:
        """List the webhooks of a deployed trigger.

        Lists the URLs that the events of a deployed trigger are posted to. Only callers with OAuth receive the
        signing keys. Not in the vendor's reference.

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)

        Returns:
            The `TriggerWebhooks`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_list_webhooks import deployed_triggers_list_webhooks

        return self._sender.send(
            deployed_triggers_list_webhooks(self._sender.project_id, trigger_id, external_user_id=external_user_id)
        )

    def update_webhooks(
        self, trigger_id: str, *, external_user_id: str, webhook_urls: Sequence[str]
    ) -> TriggerWebhooks:
        """Set the webhooks of a deployed trigger.

        Sets the URLs that the events of a deployed trigger are posted to. The list replaces the previous one;
        an empty list removes all. Not in the vendor's reference.

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)
            webhook_urls: All the URLs; others are removed.

        Returns:
            The `TriggerWebhooks`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_update_webhooks import deployed_triggers_update_webhooks

        return self._sender.send(
            deployed_triggers_update_webhooks(
                self._sender.project_id, trigger_id, external_user_id=external_user_id, webhook_urls=webhook_urls
            )
        )

    def retrieve_webhook(self, trigger_id: str, webhook_id: str, *, external_user_id: str) -> Webhook:
        """Retrieve a webhook of a deployed trigger.

        Reads one webhook of a deployed trigger with its signing key. Not in the vendor's reference.

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            webhook_id: Id of the webhook, from the list of the trigger's webhooks.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)

        Returns:
            The `Webhook`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_retrieve_webhook import deployed_triggers_retrieve_webhook

        return self._sender.send(
            deployed_triggers_retrieve_webhook(
                self._sender.project_id, trigger_id, webhook_id, external_user_id=external_user_id
            )
        )

    def regenerate_webhook_signing_key(self, trigger_id: str, webhook_id: str, *, external_user_id: str) -> Webhook:
        """Regenerate the signing key of a trigger's webhook.

        Gives a webhook of a deployed trigger a new signing key. The old key is no longer used, so after each
        call the receiver needs the new one. Not in the vendor's reference.

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            webhook_id: Id of the webhook, from the list of the trigger's webhooks.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)

        Returns:
            The `Webhook`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_regenerate_webhook_signing_key import deployed_triggers_regenerate_webhook_signing_key

        return self._sender.send(
            deployed_triggers_regenerate_webhook_signing_key(
                self._sender.project_id, trigger_id, webhook_id, external_user_id=external_user_id
            )
        )

    def reset_webhook_delivery_state(self, trigger_id: str, webhook_id: str, *, external_user_id: str) -> Webhook:
        """Reset the delivery state of a trigger's webhook.

        Resets the delivery state of a webhook that is throttled or switched off because it failed too often.
        Not in the vendor's reference.

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            webhook_id: Id of the webhook, from the list of the trigger's webhooks.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)

        Returns:
            The `Webhook`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_reset_webhook_delivery_state import deployed_triggers_reset_webhook_delivery_state

        return self._sender.send(
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
    ) -> Page[Emitter]:
        """List deployed triggers.

        Lists the deployed triggers of one external user. Triggers without a component are only included when
        `emitter_type` selects their kind. Reference: "Components", "List deployed triggers".

        Args:
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)
            emitter_type: Only triggers of this kind. Default: `source`. Not in the vendor's reference. (one of
                `email`, `http`, `source`, `timer`)
            after: Return the items after this cursor: the `page_info.end_cursor` of the previous page. Not in
                the vendor's reference.
            before: Return the items before this cursor: the `page_info.start_cursor` of the next page. Not in
                the vendor's reference. The effect of `after` and `before` together is not known.
            limit: Maximum number of items in one page. Default of the service: 10. Not in the vendor's
                reference. (1 to 100)

        Returns:
            The first page of `Emitter`; iterating over it yields the items of all pages.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_list import deployed_triggers_list

        return self._sender.paginate(
            deployed_triggers_list(
                self._sender.project_id,
                external_user_id=external_user_id,
                emitter_type=emitter_type,
                after=after,
                before=before,
                limit=limit,
            )
        )


class AsyncDeployedTriggers:
    """Deployed triggers of external users, their events, and where the events are sent."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> AsyncDeployedTriggersWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import AsyncDeployedTriggersWithRawResponse

        return AsyncDeployedTriggersWithRawResponse(self._sender)

    async def retrieve(self, trigger_id: str, *, external_user_id: str) -> Emitter:
        """Retrieve a deployed trigger.

        Reads one deployed trigger of an external user. Reference: "Components", "Retrieve a deployed trigger";
        its example is not wrapped, the service wraps the trigger in `data`.

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)

        Returns:
            The `Emitter`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_retrieve import deployed_triggers_retrieve

        return await self._sender.send(
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
    ) -> Emitter:
        """Update a deployed trigger.

        Changes a deployed trigger of an external user, or switches it on and off. Properties that are left out
        are unchanged, but `configured_props` replaces all previous values. The id and the signing key are kept.
        Not in the vendor's reference.

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)
            active: Whether it should emit events.
            configured_props: All values; they replace all previous ones.
            name: Display name.
            emit_on_deploy: Whether it may emit a few past events right after a deployment.

        Returns:
            The `Emitter`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_update import deployed_triggers_update

        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        return await self._sender.send(
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

    async def delete(self, trigger_id: str, *, external_user_id: str, ignore_hook_errors: bool | None = None) -> None:
        """Delete a deployed trigger.

        Deletes one deployed trigger of an external user. The component's own clean-up runs first. A second
        DELETE returns 404. Reference: "Components", "Delete a deployed trigger".

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)
            ignore_hook_errors: Whether to delete the trigger even if its clean-up fails. Not in the vendor's
                reference.

        Returns:
            None; the service responds with 204.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_delete import deployed_triggers_delete

        return await self._sender.send(
            deployed_triggers_delete(
                self._sender.project_id,
                trigger_id,
                external_user_id=external_user_id,
                ignore_hook_errors=ignore_hook_errors,
            )
        )

    async def list_events(
        self, trigger_id: str, *, external_user_id: str, n: int | None = None
    ) -> builtins.list[EmittedEvent]:
        """List the events of a deployed trigger.

        Lists the most recent events of a deployed trigger, at most `n`; there are no pages. Their order and how
        long they are kept are not documented. Not in the vendor's reference.

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)
            n: Maximum number of events to return. Default: 20.

        Returns:
            A list of `EmittedEvent`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_list_events import deployed_triggers_list_events

        return await self._sender.send(
            deployed_triggers_list_events(self._sender.project_id, trigger_id, external_user_id=external_user_id, n=n)
        )

    async def list_workflows(self, trigger_id: str, *, external_user_id: str) -> TriggerWorkflows:
        """List the workflows of a deployed trigger.

        Lists the workflows that receive the events of a deployed trigger. The path calls them pipelines. Not in
        the vendor's reference.

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)

        Returns:
            The `TriggerWorkflows`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_list_workflows import deployed_triggers_list_workflows

        return await self._sender.send(
            deployed_triggers_list_workflows(self._sender.project_id, trigger_id, external_user_id=external_user_id)
        )

    async def update_workflows(
        self, trigger_id: str, *, external_user_id: str, workflow_ids: Sequence[str]
    ) -> TriggerWorkflows:
        """Set the workflows of a deployed trigger.

        Sets the workflows that receive the events of a deployed trigger. The list replaces the previous one; an
        empty list removes all. Not in the vendor's reference.

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)
            workflow_ids: Ids of all the workflows (`p_...`); others are removed.

        Returns:
            The `TriggerWorkflows`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_update_workflows import deployed_triggers_update_workflows

        return await self._sender.send(
            deployed_triggers_update_workflows(
                self._sender.project_id, trigger_id, external_user_id=external_user_id, workflow_ids=workflow_ids
            )
        )

    async def list_webhooks(self, trigger_id: str, *, external_user_id: str) -> TriggerWebhooks:
        """List the webhooks of a deployed trigger.

        Lists the URLs that the events of a deployed trigger are posted to. Only callers with OAuth receive the
        signing keys. Not in the vendor's reference.

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)

        Returns:
            The `TriggerWebhooks`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_list_webhooks import deployed_triggers_list_webhooks

        return await self._sender.send(
            deployed_triggers_list_webhooks(self._sender.project_id, trigger_id, external_user_id=external_user_id)
        )

    async def update_webhooks(
        self, trigger_id: str, *, external_user_id: str, webhook_urls: Sequence[str]
    ) -> TriggerWebhooks:
        """Set the webhooks of a deployed trigger.

        Sets the URLs that the events of a deployed trigger are posted to. The list replaces the previous one;
        an empty list removes all. Not in the vendor's reference.

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)
            webhook_urls: All the URLs; others are removed.

        Returns:
            The `TriggerWebhooks`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_update_webhooks import deployed_triggers_update_webhooks

        return await self._sender.send(
            deployed_triggers_update_webhooks(
                self._sender.project_id, trigger_id, external_user_id=external_user_id, webhook_urls=webhook_urls
            )
        )

    async def retrieve_webhook(self, trigger_id: str, webhook_id: str, *, external_user_id: str) -> Webhook:
        """Retrieve a webhook of a deployed trigger.

        Reads one webhook of a deployed trigger with its signing key. Not in the vendor's reference.

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            webhook_id: Id of the webhook, from the list of the trigger's webhooks.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)

        Returns:
            The `Webhook`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_retrieve_webhook import deployed_triggers_retrieve_webhook

        return await self._sender.send(
            deployed_triggers_retrieve_webhook(
                self._sender.project_id, trigger_id, webhook_id, external_user_id=external_user_id
            )
        )

    async def regenerate_webhook_signing_key(
        self, trigger_id: str, webhook_id: str, *, external_user_id: str
    ) -> Webhook:
        """Regenerate the signing key of a trigger's webhook.

        Gives a webhook of a deployed trigger a new signing key. The old key is no longer used, so after each
        call the receiver needs the new one. Not in the vendor's reference.

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            webhook_id: Id of the webhook, from the list of the trigger's webhooks.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)

        Returns:
            The `Webhook`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_regenerate_webhook_signing_key import deployed_triggers_regenerate_webhook_signing_key

        return await self._sender.send(
            deployed_triggers_regenerate_webhook_signing_key(
                self._sender.project_id, trigger_id, webhook_id, external_user_id=external_user_id
            )
        )

    async def reset_webhook_delivery_state(self, trigger_id: str, webhook_id: str, *, external_user_id: str) -> Webhook:
        """Reset the delivery state of a trigger's webhook.

        Resets the delivery state of a webhook that is throttled or switched off because it failed too often.
        Not in the vendor's reference.

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            webhook_id: Id of the webhook, from the list of the trigger's webhooks.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)

        Returns:
            The `Webhook`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_reset_webhook_delivery_state import deployed_triggers_reset_webhook_delivery_state

        return await self._sender.send(
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
    ) -> AsyncPages[Emitter]:
        """List deployed triggers.

        Lists the deployed triggers of one external user. Triggers without a component are only included when
        `emitter_type` selects their kind. Reference: "Components", "List deployed triggers".

        Args:
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)
            emitter_type: Only triggers of this kind. Default: `source`. Not in the vendor's reference. (one of
                `email`, `http`, `source`, `timer`)
            after: Return the items after this cursor: the `page_info.end_cursor` of the previous page. Not in
                the vendor's reference.
            before: Return the items before this cursor: the `page_info.start_cursor` of the next page. Not in
                the vendor's reference. The effect of `after` and `before` together is not known.
            limit: Maximum number of items in one page. Default of the service: 10. Not in the vendor's
                reference. (1 to 100)

        Returns:
            Pages of `Emitter`: await it for the first page, or iterate over the items of all pages with `async for`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            BadRequestError: The request is malformed or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .deployed_triggers_list import deployed_triggers_list

        return self._sender.paginate(
            deployed_triggers_list(
                self._sender.project_id,
                external_user_id=external_user_id,
                emitter_type=emitter_type,
                after=after,
                before=before,
                limit=limit,
            )
        )


set_lazy_annotations(
    globals(),
    {
        "AsyncDeployedTriggersWithRawResponse": ".with_raw_response",
        "DeployedTriggersWithRawResponse": ".with_raw_response",
    },
)
