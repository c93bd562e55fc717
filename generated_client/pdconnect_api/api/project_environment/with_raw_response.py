# Generated from spec/resources/project_environment.yaml#/webhook. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ...call import AsyncSender, Sender
from ...models.webhook import Webhook
from ...raw_response import APIResponse


class ProjectEnvironmentWithRawResponse:
    """The methods of `ProjectEnvironment`, which here return the HTTP response too."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def retrieve_webhook(self) -> APIResponse[Webhook | None]:
        """Retrieve the webhook of a project environment. See `ProjectEnvironment.retrieve_webhook`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Webhook | None`.
        """
        from .project_environment_retrieve_webhook import project_environment_retrieve_webhook

        return self._sender.send_raw_response(project_environment_retrieve_webhook(self._sender.project_id))

    def update_webhook(self, *, url: str) -> APIResponse[Webhook]:
        """Set the webhook of a project environment. See `ProjectEnvironment.update_webhook`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Webhook`.
        """
        from .project_environment_update_webhook import project_environment_update_webhook

        return self._sender.send_raw_response(project_environment_update_webhook(self._sender.project_id, url=url))

    def delete_webhook(self) -> APIResponse[None]:
        """Delete the webhook of a project environment. See `ProjectEnvironment.delete_webhook`, with the same arguments and errors.

        Returns:
            The response; its `data` is None.
        """
        from .project_environment_delete_webhook import project_environment_delete_webhook

        return self._sender.send_raw_response(project_environment_delete_webhook(self._sender.project_id))

    def regenerate_webhook_signing_key(self) -> APIResponse[Webhook]:
        """Regenerate the signing key of the webhook. See `ProjectEnvironment.regenerate_webhook_signing_key`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Webhook`.
        """
        from .project_environment_regenerate_webhook_signing_key import (
            project_environment_regenerate_webhook_signing_key,
        )

        return self._sender.send_raw_response(
            project_environment_regenerate_webhook_signing_key(self._sender.project_id)
        )


class AsyncProjectEnvironmentWithRawResponse:
    """The methods of `AsyncProjectEnvironment`, which here return the HTTP response too."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def retrieve_webhook(self) -> APIResponse[Webhook | None]:
        """Retrieve the webhook of a project environment. See `AsyncProjectEnvironment.retrieve_webhook`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Webhook | None`.
        """
        from .project_environment_retrieve_webhook import project_environment_retrieve_webhook

        return await self._sender.send_raw_response(project_environment_retrieve_webhook(self._sender.project_id))

    async def update_webhook(self, *, url: str) -> APIResponse[Webhook]:
        """Set the webhook of a project environment. See `AsyncProjectEnvironment.update_webhook`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Webhook`.
        """
        from .project_environment_update_webhook import project_environment_update_webhook

        return await self._sender.send_raw_response(
            project_environment_update_webhook(self._sender.project_id, url=url)
        )

    async def delete_webhook(self) -> APIResponse[None]:
        """Delete the webhook of a project environment. See `AsyncProjectEnvironment.delete_webhook`, with the same arguments and errors.

        Returns:
            The response; its `data` is None.
        """
        from .project_environment_delete_webhook import project_environment_delete_webhook

        return await self._sender.send_raw_response(project_environment_delete_webhook(self._sender.project_id))

    async def regenerate_webhook_signing_key(self) -> APIResponse[Webhook]:
        """Regenerate the signing key of the webhook. See `AsyncProjectEnvironment.regenerate_webhook_signing_key`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Webhook`.
        """
        from .project_environment_regenerate_webhook_signing_key import (
            project_environment_regenerate_webhook_signing_key,
        )

        return await self._sender.send_raw_response(
            project_environment_regenerate_webhook_signing_key(self._sender.project_id)
        )
