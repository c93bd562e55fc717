# Generated from spec/resources/projects.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from ...call import AsyncPages, AsyncSender, Page, Sender
from ...lazy_annotations import set_lazy_annotations
from ...models.project import Project
from ...models.project_info import ProjectInfo
from ...resource_property import resource_property

if TYPE_CHECKING:
    from .with_raw_response import AsyncProjectsWithRawResponse, ProjectsWithRawResponse


class Projects:
    """The projects of the workspace."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> ProjectsWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import ProjectsWithRawResponse

        return ProjectsWithRawResponse(self._sender)

    def create(
        self,
        *,
        name: str,
        app_name: str | None = None,
        support_email: str | None = None,
        connect_require_key_auth_test: bool | None = None,
    ) -> Project:
        """Create a project.

        Creates a project in the workspace. Each call creates another one. Not in the vendor's reference.

        Args:
            name: Name of the project.
            app_name: Name of your product that users see when they connect.
            support_email: Support email address that users see.
            connect_require_key_auth_test: Whether to test keys at the app before the account is accepted.

        Returns:
            The `Project`.

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
        from .projects_create import projects_create

        return self._sender.send(
            projects_create(
                name=name,
                app_name=app_name,
                support_email=support_email,
                connect_require_key_auth_test=connect_require_key_auth_test,
            )
        )

    def retrieve(self, project_id: str) -> Project:
        """Retrieve a project.

        Reads one project of the workspace. Not in the vendor's reference.

        Args:
            project_id: Id of the project to read or change (`proj_...`). It can differ from the client's own
                project, so it is an argument of each call.

        Returns:
            The `Project`.

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
        from .projects_retrieve import projects_retrieve

        return self._sender.send(projects_retrieve(project_id))

    def delete(self, project_id: str) -> None:
        """Delete a project.

        Deletes a project and presumably everything in it. This cannot be undone. Not in the vendor's reference.

        Args:
            project_id: Id of the project to read or change (`proj_...`). It can differ from the client's own
                project, so it is an argument of each call.

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
        from .projects_delete import projects_delete

        return self._sender.send(projects_delete(project_id))

    def update(
        self,
        project_id: str,
        *,
        name: str | None = None,
        app_name: str | None = None,
        support_email: str | None = None,
        connect_require_key_auth_test: bool | None = None,
    ) -> Project:
        """Update a project.

        Changes a project. Properties that are left out are unchanged. Not in the vendor's reference.

        Args:
            project_id: Id of the project to read or change (`proj_...`). It can differ from the client's own
                project, so it is an argument of each call.
            name: Name of the project.
            app_name: Name of your product that users see when they connect.
            support_email: Support email address that users see.
            connect_require_key_auth_test: Whether to test keys at the app before the account is accepted.

        Returns:
            The `Project`.

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
        from .projects_update import projects_update

        return self._sender.send(
            projects_update(
                project_id,
                name=name,
                app_name=app_name,
                support_email=support_email,
                connect_require_key_auth_test=connect_require_key_auth_test,
            )
        )

    def update_logo(self, project_id: str, *, logo: str) -> None:
        """Set the logo of a project.

        Sets the logo that users see, and replaces the previous one. Not in the vendor's reference.

        Args:
            project_id: Id of the project to read or change (`proj_...`). It can differ from the client's own
                project, so it is an argument of each call.
            logo: The image as a `data:` URI in base64. The accepted types and sizes are not documented.

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
        from .projects_update_logo import projects_update_logo

        return self._sender.send(projects_update_logo(project_id, logo=logo))

    def retrieve_info(self) -> ProjectInfo:
        """Retrieve the apps of the client's project.

        Returns the apps that are linked to the client's project. The vendor has marked it as deprecated; list
        the apps or the accounts instead. Not in the vendor's reference, although the SDK had it earlier.

        Deprecated: it may be removed from the API. Each call emits a DeprecationWarning.

        Returns:
            The `ProjectInfo`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        warnings.warn(
            "projects.retrieve_info is deprecated: it may be removed from the API", DeprecationWarning, stacklevel=2
        )
        from .projects_retrieve_info import projects_retrieve_info

        return self._sender.send(projects_retrieve_info(self._sender.project_id))

    def list(
        self, *, q: str | None = None, after: str | None = None, before: str | None = None, limit: int | None = None
    ) -> Page[Project]:
        """List projects.

        Lists the projects of the workspace that the caller has access to. It belongs to no project and no
        environment. Not in the vendor's reference.

        Args:
            q: Text to search for in the projects.
            after: Return the items after this cursor: the `page_info.end_cursor` of the previous page. Not in
                the vendor's reference.
            before: Return the items before this cursor: the `page_info.start_cursor` of the next page. Not in
                the vendor's reference. The effect of `after` and `before` together is not known.
            limit: Maximum number of items in one page. Default of the service: 10. Not in the vendor's
                reference. (1 to 100)

        Returns:
            The first page of `Project`; iterating over it yields the items of all pages.

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
        from .projects_list import projects_list

        return self._sender.paginate(projects_list(q=q, after=after, before=before, limit=limit))


class AsyncProjects:
    """The projects of the workspace."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> AsyncProjectsWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import AsyncProjectsWithRawResponse

        return AsyncProjectsWithRawResponse(self._sender)

    async def create(
        self,
        *,
        name: str,
        app_name: str | None = None,
        support_email: str | None = None,
        connect_require_key_auth_test: bool | None = None,
    ) -> Project:
        """Create a project.

        Creates a project in the workspace. Each call creates another one. Not in the vendor's reference.

        Args:
            name: Name of the project.
            app_name: Name of your product that users see when they connect.
            support_email: Support email address that users see.
            connect_require_key_auth_test: Whether to test keys at the app before the account is accepted.

        Returns:
            The `Project`.

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
        from .projects_create import projects_create

        return await self._sender.send(
            projects_create(
                name=name,
                app_name=app_name,
                support_email=support_email,
                connect_require_key_auth_test=connect_require_key_auth_test,
            )
        )

    async def retrieve(self, project_id: str) -> Project:
        """Retrieve a project.

        Reads one project of the workspace. Not in the vendor's reference.

        Args:
            project_id: Id of the project to read or change (`proj_...`). It can differ from the client's own
                project, so it is an argument of each call.

        Returns:
            The `Project`.

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
        from .projects_retrieve import projects_retrieve

        return await self._sender.send(projects_retrieve(project_id))

    async def delete(self, project_id: str) -> None:
        """Delete a project.

        Deletes a project and presumably everything in it. This cannot be undone. Not in the vendor's reference.

        Args:
            project_id: Id of the project to read or change (`proj_...`). It can differ from the client's own
                project, so it is an argument of each call.

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
        from .projects_delete import projects_delete

        return await self._sender.send(projects_delete(project_id))

    async def update(
        self,
        project_id: str,
        *,
        name: str | None = None,
        app_name: str | None = None,
        support_email: str | None = None,
        connect_require_key_auth_test: bool | None = None,
    ) -> Project:
        """Update a project.

        Changes a project. Properties that are left out are unchanged. Not in the vendor's reference.

        Args:
            project_id: Id of the project to read or change (`proj_...`). It can differ from the client's own
                project, so it is an argument of each call.
            name: Name of the project.
            app_name: Name of your product that users see when they connect.
            support_email: Support email address that users see.
            connect_require_key_auth_test: Whether to test keys at the app before the account is accepted.

        Returns:
            The `Project`.

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
        from .projects_update import projects_update

        return await self._sender.send(
            projects_update(
                project_id,
                name=name,
                app_name=app_name,
                support_email=support_email,
                connect_require_key_auth_test=connect_require_key_auth_test,
            )
        )

    async def update_logo(self, project_id: str, *, logo: str) -> None:
        """Set the logo of a project.

        Sets the logo that users see, and replaces the previous one. Not in the vendor's reference.

        Args:
            project_id: Id of the project to read or change (`proj_...`). It can differ from the client's own
                project, so it is an argument of each call.
            logo: The image as a `data:` URI in base64. The accepted types and sizes are not documented.

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
        from .projects_update_logo import projects_update_logo

        return await self._sender.send(projects_update_logo(project_id, logo=logo))

    async def retrieve_info(self) -> ProjectInfo:
        """Retrieve the apps of the client's project.

        Returns the apps that are linked to the client's project. The vendor has marked it as deprecated; list
        the apps or the accounts instead. Not in the vendor's reference, although the SDK had it earlier.

        Deprecated: it may be removed from the API. Each call emits a DeprecationWarning.

        Returns:
            The `ProjectInfo`.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is valid but lacks the scope or project access. Not documented by the
                service.
            TooManyRequestsError: Rate limit exceeded. Wait as long as the headers say, then repeat the request.
                For a DELETE only the headers are documented, not the body.
            PdconnectError: The base of these and of all other errors.
        """
        warnings.warn(
            "projects.retrieve_info is deprecated: it may be removed from the API", DeprecationWarning, stacklevel=2
        )
        from .projects_retrieve_info import projects_retrieve_info

        return await self._sender.send(projects_retrieve_info(self._sender.project_id))

    def list(
        self, *, q: str | None = None, after: str | None = None, before: str | None = None, limit: int | None = None
    ) -> AsyncPages[Project]:
        """List projects.

        Lists the projects of the workspace that the caller has access to. It belongs to no project and no
        environment. Not in the vendor's reference.

        Args:
            q: Text to search for in the projects.
            after: Return the items after this cursor: the `page_info.end_cursor` of the previous page. Not in
                the vendor's reference.
            before: Return the items before this cursor: the `page_info.start_cursor` of the next page. Not in
                the vendor's reference. The effect of `after` and `before` together is not known.
            limit: Maximum number of items in one page. Default of the service: 10. Not in the vendor's
                reference. (1 to 100)

        Returns:
            Pages of `Project`: await it for the first page, or iterate over the items of all pages with `async for`.

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
        from .projects_list import projects_list

        return self._sender.paginate(projects_list(q=q, after=after, before=before, limit=limit))


set_lazy_annotations(
    globals(), {"AsyncProjectsWithRawResponse": ".with_raw_response", "ProjectsWithRawResponse": ".with_raw_response"}
)
