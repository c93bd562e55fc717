# Generated from spec/resources/deployed_triggers.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ...models.emitter import Emitter
from ...models.emitter_type import EmitterType
from ...senders import AsyncPages, AsyncSender, Page, Sender
from .deployed_triggers_delete import deployed_triggers_delete
from .deployed_triggers_list import deployed_triggers_list
from .deployed_triggers_retrieve import deployed_triggers_retrieve


class DeployedTriggers:
    """Triggers that run for an external user."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def retrieve(self, trigger_id: str, *, external_user_id: str) -> Emitter:
        """Retrieve a deployed trigger.

        Reads one deployed trigger of an external user. Reference: "Components", "Retrieve a deployed trigger";
        its example is bare, the service wraps the trigger in `data`.

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)

        Returns:
            The `Emitter`.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            BadRequest: The request was not understood or a value is not allowed.
            Unauthorized: The credentials or the token are missing, wrong or expired.
            Forbidden: The token is good but may not do this, for want of a scope or of access to the project.
                Not documented by the service.
            NotFound: No such thing in this project and environment; a second DELETE of the same thing ends here
                too.
            TooManyRequests: Throttled. Wait as the headers tell, then repeat. For a DELETE only the headers are
                documented, not the body.
            ConnectError: The root of these and of every other failure.
        """
        return self._sender.send(
            deployed_triggers_retrieve(self._sender.project_id, trigger_id, external_user_id=external_user_id)
        )

    def delete(self, trigger_id: str, *, external_user_id: str, ignore_hook_errors: bool | None = None) -> None:
        """Delete a deployed trigger.

        Deletes one deployed trigger of an external user; the component's own clean-up runs first. A second time
        gives 404. Reference: "Components", "Delete a deployed trigger".

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)
            ignore_hook_errors: Whether to delete it even if its clean-up fails. Younger than the reference.

        Returns:
            Nothing; the service answers 204.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            BadRequest: The request was not understood or a value is not allowed.
            Unauthorized: The credentials or the token are missing, wrong or expired.
            Forbidden: The token is good but may not do this, for want of a scope or of access to the project.
                Not documented by the service.
            NotFound: No such thing in this project and environment; a second DELETE of the same thing ends here
                too.
            TooManyRequests: Throttled. Wait as the headers tell, then repeat. For a DELETE only the headers are
                documented, not the body.
            ConnectError: The root of these and of every other failure.
        """
        return self._sender.send(
            deployed_triggers_delete(
                self._sender.project_id,
                trigger_id,
                external_user_id=external_user_id,
                ignore_hook_errors=ignore_hook_errors,
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

        Lists the deployed triggers of one external user. Those without a component come only when
        `emitter_type` asks for their kind. Reference: "Components", "List deployed triggers".

        Args:
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)
            emitter_type: Only triggers of this kind; `source` when it is left out. Younger than the reference.
                (one of `email`, `http`, `source`, `timer`)
            after: Give the items behind this cursor, the `page_info.end_cursor` of the page before. Younger
                than the reference.
            before: Give the items ahead of this cursor, the `page_info.start_cursor` of the page behind.
                Younger than the reference. What happens with `after` and `before` together is not known.
            limit: Most items to give in one page; the service takes 10 when it is left out. Younger than the
                reference. (1 to 100)

        Returns:
            The first page of `Emitter`; iterating it walks every page.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            BadRequest: The request was not understood or a value is not allowed.
            Unauthorized: The credentials or the token are missing, wrong or expired.
            Forbidden: The token is good but may not do this, for want of a scope or of access to the project.
                Not documented by the service.
            TooManyRequests: Throttled. Wait as the headers tell, then repeat. For a DELETE only the headers are
                documented, not the body.
            ConnectError: The root of these and of every other failure.
        """
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
    """Triggers that run for an external user."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def retrieve(self, trigger_id: str, *, external_user_id: str) -> Emitter:
        """Retrieve a deployed trigger.

        Reads one deployed trigger of an external user. Reference: "Components", "Retrieve a deployed trigger";
        its example is bare, the service wraps the trigger in `data`.

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)

        Returns:
            The `Emitter`.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            BadRequest: The request was not understood or a value is not allowed.
            Unauthorized: The credentials or the token are missing, wrong or expired.
            Forbidden: The token is good but may not do this, for want of a scope or of access to the project.
                Not documented by the service.
            NotFound: No such thing in this project and environment; a second DELETE of the same thing ends here
                too.
            TooManyRequests: Throttled. Wait as the headers tell, then repeat. For a DELETE only the headers are
                documented, not the body.
            ConnectError: The root of these and of every other failure.
        """
        return await self._sender.send(
            deployed_triggers_retrieve(self._sender.project_id, trigger_id, external_user_id=external_user_id)
        )

    async def delete(self, trigger_id: str, *, external_user_id: str, ignore_hook_errors: bool | None = None) -> None:
        """Delete a deployed trigger.

        Deletes one deployed trigger of an external user; the component's own clean-up runs first. A second time
        gives 404. Reference: "Components", "Delete a deployed trigger".

        Args:
            trigger_id: Id of the deployed trigger (`dc_...`, or `hi_...`, `ti_...`, `ei_...` for one without a
                component). The reference calls it `deployed_component_id` and `dcid`.
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)
            ignore_hook_errors: Whether to delete it even if its clean-up fails. Younger than the reference.

        Returns:
            Nothing; the service answers 204.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            BadRequest: The request was not understood or a value is not allowed.
            Unauthorized: The credentials or the token are missing, wrong or expired.
            Forbidden: The token is good but may not do this, for want of a scope or of access to the project.
                Not documented by the service.
            NotFound: No such thing in this project and environment; a second DELETE of the same thing ends here
                too.
            TooManyRequests: Throttled. Wait as the headers tell, then repeat. For a DELETE only the headers are
                documented, not the body.
            ConnectError: The root of these and of every other failure.
        """
        return await self._sender.send(
            deployed_triggers_delete(
                self._sender.project_id,
                trigger_id,
                external_user_id=external_user_id,
                ignore_hook_errors=ignore_hook_errors,
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

        Lists the deployed triggers of one external user. Those without a component come only when
        `emitter_type` asks for their kind. Reference: "Components", "List deployed triggers".

        Args:
            external_user_id: Your own id of the user for whom the trigger was deployed. (at most 250
                characters)
            emitter_type: Only triggers of this kind; `source` when it is left out. Younger than the reference.
                (one of `email`, `http`, `source`, `timer`)
            after: Give the items behind this cursor, the `page_info.end_cursor` of the page before. Younger
                than the reference.
            before: Give the items ahead of this cursor, the `page_info.start_cursor` of the page behind.
                Younger than the reference. What happens with `after` and `before` together is not known.
            limit: Most items to give in one page; the service takes 10 when it is left out. Younger than the
                reference. (1 to 100)

        Returns:
            Pages of `Emitter`: await it for the first page, or walk every page with `async for`.

        Raises:
            InvalidArgument: An argument cannot be right; nothing was sent.
            BadRequest: The request was not understood or a value is not allowed.
            Unauthorized: The credentials or the token are missing, wrong or expired.
            Forbidden: The token is good but may not do this, for want of a scope or of access to the project.
                Not documented by the service.
            TooManyRequests: Throttled. Wait as the headers tell, then repeat. For a DELETE only the headers are
                documented, not the body.
            ConnectError: The root of these and of every other failure.
        """
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
