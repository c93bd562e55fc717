# Generated from spec/resources/projects.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

import warnings

from ...call import AsyncPage, AsyncSender, Page, Sender
from ...models.project import Project
from ...models.project_info import ProjectInfo
from ...raw_response import APIResponse


class ProjectsWithRawResponse:
    """The methods of `Projects`, which here return the HTTP response too."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def create(
        self,
        *,
        name: str,
        app_name: str | None = None,
        support_email: str | None = None,
        connect_require_key_auth_test: bool | None = None,
    ) -> APIResponse[Project]:
        """Create a project. See `Projects.create`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Project`.
        """
        from .projects_create import projects_create

        return self._sender.send_raw_response(
            projects_create(
                name=name,
                app_name=app_name,
                support_email=support_email,
                connect_require_key_auth_test=connect_require_key_auth_test,
            )
        )

    def retrieve(self, project_id: str) -> APIResponse[Project]:
        """Retrieve a project. See `Projects.retrieve`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Project`.
        """
        from .projects_retrieve import projects_retrieve

        return self._sender.send_raw_response(projects_retrieve(project_id))

    def delete(self, project_id: str) -> APIResponse[None]:
        """Delete a project. See `Projects.delete`, with the same arguments and errors.

        Returns:
            The response; its `data` is None.
        """
        from .projects_delete import projects_delete

        return self._sender.send_raw_response(projects_delete(project_id))

    def update(
        self,
        project_id: str,
        *,
        name: str | None = None,
        app_name: str | None = None,
        support_email: str | None = None,
        connect_require_key_auth_test: bool | None = None,
    ) -> APIResponse[Project]:
        """Update a project. See `Projects.update`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Project`.
        """
        from .projects_update import projects_update

        return self._sender.send_raw_response(
            projects_update(
                project_id,
                name=name,
                app_name=app_name,
                support_email=support_email,
                connect_require_key_auth_test=connect_require_key_auth_test,
            )
        )

    def update_logo(self, project_id: str, *, logo: str) -> APIResponse[None]:
        """Set the logo of a project. See `Projects.update_logo`, with the same arguments and errors.

        Returns:
            The response; its `data` is None.
        """
        from .projects_update_logo import projects_update_logo

        return self._sender.send_raw_response(projects_update_logo(project_id, logo=logo))

    def retrieve_info(self) -> APIResponse[ProjectInfo]:
        """Retrieve the apps of the client's project. See `Projects.retrieve_info`, with the same arguments and errors.

        Deprecated: it may be removed from the API. Each call emits a DeprecationWarning.

        Returns:
            The response; its `data` is the `ProjectInfo`.
        """
        warnings.warn(
            "projects.retrieve_info is deprecated: it may be removed from the API", DeprecationWarning, stacklevel=2
        )
        from .projects_retrieve_info import projects_retrieve_info

        return self._sender.send_raw_response(projects_retrieve_info(self._sender.project_id))

    def list(
        self, *, q: str | None = None, after: str | None = None, before: str | None = None, limit: int | None = None
    ) -> APIResponse[Page[Project]]:
        """List projects. See `Projects.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the first page of `Project`.
        """
        from .projects_list import projects_list

        return self._sender.paginate_raw_response(projects_list(q=q, after=after, before=before, limit=limit))


class AsyncProjectsWithRawResponse:
    """The methods of `AsyncProjects`, which here return the HTTP response too."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def create(
        self,
        *,
        name: str,
        app_name: str | None = None,
        support_email: str | None = None,
        connect_require_key_auth_test: bool | None = None,
    ) -> APIResponse[Project]:
        """Create a project. See `AsyncProjects.create`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Project`.
        """
        from .projects_create import projects_create

        return await self._sender.send_raw_response(
            projects_create(
                name=name,
                app_name=app_name,
                support_email=support_email,
                connect_require_key_auth_test=connect_require_key_auth_test,
            )
        )

    async def retrieve(self, project_id: str) -> APIResponse[Project]:
        """Retrieve a project. See `AsyncProjects.retrieve`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Project`.
        """
        from .projects_retrieve import projects_retrieve

        return await self._sender.send_raw_response(projects_retrieve(project_id))

    async def delete(self, project_id: str) -> APIResponse[None]:
        """Delete a project. See `AsyncProjects.delete`, with the same arguments and errors.

        Returns:
            The response; its `data` is None.
        """
        from .projects_delete import projects_delete

        return await self._sender.send_raw_response(projects_delete(project_id))

    async def update(
        self,
        project_id: str,
        *,
        name: str | None = None,
        app_name: str | None = None,
        support_email: str | None = None,
        connect_require_key_auth_test: bool | None = None,
    ) -> APIResponse[Project]:
        """Update a project. See `AsyncProjects.update`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Project`.
        """
        from .projects_update import projects_update

        return await self._sender.send_raw_response(
            projects_update(
                project_id,
                name=name,
                app_name=app_name,
                support_email=support_email,
                connect_require_key_auth_test=connect_require_key_auth_test,
            )
        )

    async def update_logo(self, project_id: str, *, logo: str) -> APIResponse[None]:
        """Set the logo of a project. See `AsyncProjects.update_logo`, with the same arguments and errors.

        Returns:
            The response; its `data` is None.
        """
        from .projects_update_logo import projects_update_logo

        return await self._sender.send_raw_response(projects_update_logo(project_id, logo=logo))

    async def retrieve_info(self) -> APIResponse[ProjectInfo]:
        """Retrieve the apps of the client's project. See `AsyncProjects.retrieve_info`, with the same arguments and errors.

        Deprecated: it may be removed from the API. Each call emits a DeprecationWarning.

        Returns:
            The response; its `data` is the `ProjectInfo`.
        """
        warnings.warn(
            "projects.retrieve_info is deprecated: it may be removed from the API", DeprecationWarning, stacklevel=2
        )
        from .projects_retrieve_info import projects_retrieve_info

        return await self._sender.send_raw_response(projects_retrieve_info(self._sender.project_id))

    async def list(
        self, *, q: str | None = None, after: str | None = None, before: str | None = None, limit: int | None = None
    ) -> APIResponse[AsyncPage[Project]]:
        """List projects. See `AsyncProjects.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the first page of `Project`.
        """
        from .projects_list import projects_list

        return await self._sender.paginate_raw_response(projects_list(q=q, after=after, before=before, limit=limit))
