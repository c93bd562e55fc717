# Generated from spec/resources/project_environment.yaml#/webhook. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...call import AsyncSender, Sender
from ...lazy_annotations import set_lazy_annotations
from ...models.webhook import Webhook
from ...resource_property import resource_property

if TYPE_CHECKING:
    from .with_raw_response import AsyncProjectEnvironmentWithRawResponse, ProjectEnvironmentWithRawResponse


class ProjectEnvironment:
    """Settings of a whole project environment: the webhook that receives events by default."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> ProjectEnvironmentWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import ProjectEnvironmentWithRawResponse

        return ProjectEnvironmentWithRawResponse(self._sender)

    def retrieve_webhook(self) -> Webhook | None:
        """Retrieve the webhook of a project environment.

        Reads the webhook that receives the events of deployed triggers without a webhook of their own. The
        signing key is not returned. If no webhook is set, the response is believed to be empty and not a 404.
        Not in the vendor's reference.

        Returns:
            The `Webhook`, or None if there is none.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .project_environment_retrieve_webhook import project_environment_retrieve_webhook

        return self._sender.send(project_environment_retrieve_webhook(self._sender.project_id))

    def update_webhook(self, *, url: str) -> Webhook:
        """Set the webhook of a project environment.

        Sets the URL that receives the events of deployed triggers without a webhook of their own. The first
        time, the response contains the signing key. Store it: later updates do not return it again. Not in the
        vendor's reference.

        Args:
            url: The URL.

        Returns:
            The `Webhook`.

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
        from .project_environment_update_webhook import project_environment_update_webhook

        return self._sender.send(project_environment_update_webhook(self._sender.project_id, url=url))

    def delete_webhook(self) -> None:
        """Delete the webhook of a project environment.

        Removes the webhook of the project environment; the webhooks of single triggers are kept. Not in the
        vendor's reference.

        Returns:
            None; the service responds with 204.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .project_environment_delete_webhook import project_environment_delete_webhook

        return self._sender.send(project_environment_delete_webhook(self._sender.project_id))

    def regenerate_webhook_signing_key(self) -> Webhook:
        """Regenerate the signing key of the webhook.

        Gives the webhook of the project environment a new signing key. The old key is no longer used, so after
        each call the receiver needs the new one. Not in the vendor's reference.

        Returns:
            The `Webhook`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .project_environment_regenerate_webhook_signing_key import (
            project_environment_regenerate_webhook_signing_key,
        )

        return self._sender.send(project_environment_regenerate_webhook_signing_key(self._sender.project_id))


class AsyncProjectEnvironment:
    """Settings of a whole project environment: the webhook that receives events by default."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> AsyncProjectEnvironmentWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import AsyncProjectEnvironmentWithRawResponse

        return AsyncProjectEnvironmentWithRawResponse(self._sender)

    async def retrieve_webhook(self) -> Webhook | None:
        """Retrieve the webhook of a project environment.

        Reads the webhook that receives the events of deployed triggers without a webhook of their own. The
        signing key is not returned. If no webhook is set, the response is believed to be empty and not a 404.
        Not in the vendor's reference.

        Returns:
            The `Webhook`, or None if there is none.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .project_environment_retrieve_webhook import project_environment_retrieve_webhook

        return await self._sender.send(project_environment_retrieve_webhook(self._sender.project_id))

    async def update_webhook(self, *, url: str) -> Webhook:
        """Set the webhook of a project environment.

        Sets the URL that receives the events of deployed triggers without a webhook of their own. The first
        time, the response contains the signing key. Store it: later updates do not return it again. Not in the
        vendor's reference.

        Args:
            url: The URL.

        Returns:
            The `Webhook`.

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
        from .project_environment_update_webhook import project_environment_update_webhook

        return await self._sender.send(project_environment_update_webhook(self._sender.project_id, url=url))

    async def delete_webhook(self) -> None:
        """Delete the webhook of a project environment.

        Removes the webhook of the project environment; the webhooks of single triggers are kept. Not in the
        vendor's reference.

        Returns:
            None; the service responds with 204.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .project_environment_delete_webhook import project_environment_delete_webhook

        return await self._sender.send(project_environment_delete_webhook(self._sender.project_id))

    async def regenerate_webhook_signing_key(self) -> Webhook:
        """Regenerate the signing key of the webhook.

        Gives the webhook of the project environment a new signing key. The old key is no longer used, so after
        each call the receiver needs the new one. Not in the vendor's reference.

        Returns:
            The `Webhook`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            NotFoundError: No such object in this project and environment. A second DELETE of the same object
                also returns this status.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        from .project_environment_regenerate_webhook_signing_key import (
            project_environment_regenerate_webhook_signing_key,
        )

        return await self._sender.send(project_environment_regenerate_webhook_signing_key(self._sender.project_id))


set_lazy_annotations(
    globals(),
    {
        "AsyncProjectEnvironmentWithRawResponse": ".with_raw_response",
        "ProjectEnvironmentWithRawResponse": ".with_raw_response",
    },
)
