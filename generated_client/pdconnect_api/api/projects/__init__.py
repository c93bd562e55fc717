# Generated from spec/resources/projects.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ...call import AsyncPages, AsyncSender, Page, Sender
from ...models.project import Project
from ...models.project_info import ProjectInfo


class Projects:
    """The projects of the workspace."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def create(
        self,
        *,
        name: str,
        app_name: str | None = None,
        support_email: str | None = None,
        connect_require_key_auth_test: bool | None = None,
    ) -> Project:
        """Create a project.

        Makes a new project in the workspace. Each call makes another one. Younger than the reference.

        Args:
            name: Name of the project.
            app_name: Name of your product that users are shown when they connect.
            support_email: Mail address for help that users are shown.
            connect_require_key_auth_test: Whether keys are to be tried out at the app before the account is
                accepted.

        Returns:
            The `Project`.

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

        Reads one project of the workspace. Younger than the reference.

        Args:
            project_id: Id of the project to read or change (`proj_...`), whatever project the caller otherwise
                works in; so it is said per call.

        Returns:
            The `Project`.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            BadRequestError: The request was not understood or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            NotFoundError: No such thing in this project and environment; a second DELETE of the same thing ends
                here too.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .projects_retrieve import projects_retrieve

        return self._sender.send(projects_retrieve(project_id))

    def delete(self, project_id: str) -> None:
        """Delete a project.

        Deletes a project and, so must be supposed, everything in it. There is no way back. Younger than the
        reference.

        Args:
            project_id: Id of the project to read or change (`proj_...`), whatever project the caller otherwise
                works in; so it is said per call.

        Returns:
            Nothing; the service answers 204.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            BadRequestError: The request was not understood or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            NotFoundError: No such thing in this project and environment; a second DELETE of the same thing ends
                here too.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
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

        Changes a project; what is left out stays as it is. Younger than the reference.

        Args:
            project_id: Id of the project to read or change (`proj_...`), whatever project the caller otherwise
                works in; so it is said per call.
            name: Name of the project.
            app_name: Name of your product that users are shown when they connect.
            support_email: Mail address for help that users are shown.
            connect_require_key_auth_test: Whether keys are to be tried out at the app before the account is
                accepted.

        Returns:
            The `Project`.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            BadRequestError: The request was not understood or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            NotFoundError: No such thing in this project and environment; a second DELETE of the same thing ends
                here too.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
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

        Sets the logo that users are shown, in place of the old one. Younger than the reference.

        Args:
            project_id: Id of the project to read or change (`proj_...`), whatever project the caller otherwise
                works in; so it is said per call.
            logo: The image as a `data:` URI in base64. Which kinds and sizes are taken is not documented.

        Returns:
            Nothing; the service answers 204.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            BadRequestError: The request was not understood or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            NotFoundError: No such thing in this project and environment; a second DELETE of the same thing ends
                here too.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .projects_update_logo import projects_update_logo

        return self._sender.send(projects_update_logo(project_id, logo=logo))

    def retrieve_info(self) -> ProjectInfo:
        """Retrieve what is in use in the own project.

        Tells the apps that are linked to the project the call is made in. Not in the reference, though the SDK
        had it before.

        Returns:
            The `ProjectInfo`.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .projects_retrieve_info import projects_retrieve_info

        return self._sender.send(projects_retrieve_info(self._sender.project_id))

    def list(
        self, *, q: str | None = None, after: str | None = None, before: str | None = None, limit: int | None = None
    ) -> Page[Project]:
        """List projects.

        Lists the projects of the workspace that the caller may see. It stands outside of any project and
        environment. Younger than the reference.

        Args:
            q: Text to search for in the projects.
            after: Give the items behind this cursor, the `page_info.end_cursor` of the page before. Younger
                than the reference.
            before: Give the items ahead of this cursor, the `page_info.start_cursor` of the page behind.
                Younger than the reference. What happens with `after` and `before` together is not known.
            limit: Most items to give in one page; the service takes 10 when it is left out. Younger than the
                reference. (1 to 100)

        Returns:
            The first page of `Project`; iterating it walks every page.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            BadRequestError: The request was not understood or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            NotFoundError: No such thing in this project and environment; a second DELETE of the same thing ends
                here too.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .projects_list import projects_list

        return self._sender.paginate(projects_list(q=q, after=after, before=before, limit=limit))


class AsyncProjects:
    """The projects of the workspace."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def create(
        self,
        *,
        name: str,
        app_name: str | None = None,
        support_email: str | None = None,
        connect_require_key_auth_test: bool | None = None,
    ) -> Project:
        """Create a project.

        Makes a new project in the workspace. Each call makes another one. Younger than the reference.

        Args:
            name: Name of the project.
            app_name: Name of your product that users are shown when they connect.
            support_email: Mail address for help that users are shown.
            connect_require_key_auth_test: Whether keys are to be tried out at the app before the account is
                accepted.

        Returns:
            The `Project`.

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

        Reads one project of the workspace. Younger than the reference.

        Args:
            project_id: Id of the project to read or change (`proj_...`), whatever project the caller otherwise
                works in; so it is said per call.

        Returns:
            The `Project`.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            BadRequestError: The request was not understood or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            NotFoundError: No such thing in this project and environment; a second DELETE of the same thing ends
                here too.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .projects_retrieve import projects_retrieve

        return await self._sender.send(projects_retrieve(project_id))

    async def delete(self, project_id: str) -> None:
        """Delete a project.

        Deletes a project and, so must be supposed, everything in it. There is no way back. Younger than the
        reference.

        Args:
            project_id: Id of the project to read or change (`proj_...`), whatever project the caller otherwise
                works in; so it is said per call.

        Returns:
            Nothing; the service answers 204.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            BadRequestError: The request was not understood or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            NotFoundError: No such thing in this project and environment; a second DELETE of the same thing ends
                here too.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
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

        Changes a project; what is left out stays as it is. Younger than the reference.

        Args:
            project_id: Id of the project to read or change (`proj_...`), whatever project the caller otherwise
                works in; so it is said per call.
            name: Name of the project.
            app_name: Name of your product that users are shown when they connect.
            support_email: Mail address for help that users are shown.
            connect_require_key_auth_test: Whether keys are to be tried out at the app before the account is
                accepted.

        Returns:
            The `Project`.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            BadRequestError: The request was not understood or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            NotFoundError: No such thing in this project and environment; a second DELETE of the same thing ends
                here too.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
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

        Sets the logo that users are shown, in place of the old one. Younger than the reference.

        Args:
            project_id: Id of the project to read or change (`proj_...`), whatever project the caller otherwise
                works in; so it is said per call.
            logo: The image as a `data:` URI in base64. Which kinds and sizes are taken is not documented.

        Returns:
            Nothing; the service answers 204.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            BadRequestError: The request was not understood or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            NotFoundError: No such thing in this project and environment; a second DELETE of the same thing ends
                here too.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .projects_update_logo import projects_update_logo

        return await self._sender.send(projects_update_logo(project_id, logo=logo))

    async def retrieve_info(self) -> ProjectInfo:
        """Retrieve what is in use in the own project.

        Tells the apps that are linked to the project the call is made in. Not in the reference, though the SDK
        had it before.

        Returns:
            The `ProjectInfo`.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .projects_retrieve_info import projects_retrieve_info

        return await self._sender.send(projects_retrieve_info(self._sender.project_id))

    def list(
        self, *, q: str | None = None, after: str | None = None, before: str | None = None, limit: int | None = None
    ) -> AsyncPages[Project]:
        """List projects.

        Lists the projects of the workspace that the caller may see. It stands outside of any project and
        environment. Younger than the reference.

        Args:
            q: Text to search for in the projects.
            after: Give the items behind this cursor, the `page_info.end_cursor` of the page before. Younger
                than the reference.
            before: Give the items ahead of this cursor, the `page_info.start_cursor` of the page behind.
                Younger than the reference. What happens with `after` and `before` together is not known.
            limit: Most items to give in one page; the service takes 10 when it is left out. Younger than the
                reference. (1 to 100)

        Returns:
            Pages of `Project`: await it for the first page, or walk every page with `async for`.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            BadRequestError: The request was not understood or a value is not allowed.
            UnauthorizedError: The credentials or the token are missing, wrong or expired.
            ForbiddenError: The token is good but may not do this, for want of a scope or of access to the
                project. Not documented by the service.
            NotFoundError: No such thing in this project and environment; a second DELETE of the same thing ends
                here too.
            TooManyRequestsError: Throttled. Wait as the headers tell, then repeat. For a DELETE only the
                headers are documented, not the body.
            PdconnectError: The root of these and of every other failure.
        """
        from .projects_list import projects_list

        return self._sender.paginate(projects_list(q=q, after=after, before=before, limit=limit))
