# Generated from spec/resources/project_environment.yaml#/webhook. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ...call import AsyncSender, Sender
from ...models.webhook import Webhook


class ProjectEnvironment:
    """What is set for a whole environment of a project; the webhook that gets events by default."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def retrieve_webhook(self) -> Webhook | None:
        """Retrieve the webhook of a project environment.

        Reads the webhook that gets the events of the deployed triggers which have none of their own. The
        signing key is not told. Where none is set, the answer is believed to be empty rather than 404. Younger
        than the reference.

        Returns:
            The `Webhook`, or None if there is none.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            NotFoundError: No such thing in this project and environment; a second DELETE of the same thing ends
                here too.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .project_environment_retrieve_webhook import project_environment_retrieve_webhook

        return self._sender.send(project_environment_retrieve_webhook(self._sender.project_id))

    def update_webhook(self, *, url: str) -> Webhook:
        """Set the webhook of a project environment.

        Sets the address that gets the events of the deployed triggers which have no webhook of their own. The
        first time the answer holds the signing key; keep it, for later updates do not tell it again. Younger
        than the reference.

        Args:
            url: The address.

        Returns:
            The `Webhook`.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            BadRequestError: The request was not understood or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .project_environment_update_webhook import project_environment_update_webhook

        return self._sender.send(project_environment_update_webhook(self._sender.project_id, url=url))

    def delete_webhook(self) -> None:
        """Delete the webhook of a project environment.

        Takes the webhook of the project environment away; those of single triggers stay. Younger than the
        reference.

        Returns:
            Nothing; the service answers 204.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            NotFoundError: No such thing in this project and environment; a second DELETE of the same thing ends
                here too.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .project_environment_delete_webhook import project_environment_delete_webhook

        return self._sender.send(project_environment_delete_webhook(self._sender.project_id))

    def regenerate_webhook_signing_key(self) -> Webhook:
        """Regenerate the signing key of the webhook.

        Gives the webhook of the project environment a new signing key. The old one is no longer used, so each
        call makes the receiver's key stale once more. Younger than the reference.

        Returns:
            The `Webhook`.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            NotFoundError: No such thing in this project and environment; a second DELETE of the same thing ends
                here too.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .project_environment_regenerate_webhook_signing_key import (
            project_environment_regenerate_webhook_signing_key,
        )

        return self._sender.send(project_environment_regenerate_webhook_signing_key(self._sender.project_id))


class AsyncProjectEnvironment:
    """What is set for a whole environment of a project; the webhook that gets events by default."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def retrieve_webhook(self) -> Webhook | None:
        """Retrieve the webhook of a project environment.

        Reads the webhook that gets the events of the deployed triggers which have none of their own. The
        signing key is not told. Where none is set, the answer is believed to be empty rather than 404. Younger
        than the reference.

        Returns:
            The `Webhook`, or None if there is none.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            NotFoundError: No such thing in this project and environment; a second DELETE of the same thing ends
                here too.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .project_environment_retrieve_webhook import project_environment_retrieve_webhook

        return await self._sender.send(project_environment_retrieve_webhook(self._sender.project_id))

    async def update_webhook(self, *, url: str) -> Webhook:
        """Set the webhook of a project environment.

        Sets the address that gets the events of the deployed triggers which have no webhook of their own. The
        first time the answer holds the signing key; keep it, for later updates do not tell it again. Younger
        than the reference.

        Args:
            url: The address.

        Returns:
            The `Webhook`.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            BadRequestError: The request was not understood or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .project_environment_update_webhook import project_environment_update_webhook

        return await self._sender.send(project_environment_update_webhook(self._sender.project_id, url=url))

    async def delete_webhook(self) -> None:
        """Delete the webhook of a project environment.

        Takes the webhook of the project environment away; those of single triggers stay. Younger than the
        reference.

        Returns:
            Nothing; the service answers 204.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            NotFoundError: No such thing in this project and environment; a second DELETE of the same thing ends
                here too.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .project_environment_delete_webhook import project_environment_delete_webhook

        return await self._sender.send(project_environment_delete_webhook(self._sender.project_id))

    async def regenerate_webhook_signing_key(self) -> Webhook:
        """Regenerate the signing key of the webhook.

        Gives the webhook of the project environment a new signing key. The old one is no longer used, so each
        call makes the receiver's key stale once more. Younger than the reference.

        Returns:
            The `Webhook`.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            NotFoundError: No such thing in this project and environment; a second DELETE of the same thing ends
                here too.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .project_environment_regenerate_webhook_signing_key import (
            project_environment_regenerate_webhook_signing_key,
        )

        return await self._sender.send(project_environment_regenerate_webhook_signing_key(self._sender.project_id))
