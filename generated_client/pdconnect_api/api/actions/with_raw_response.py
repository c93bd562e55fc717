# Generated from spec/resources/actions.yaml#/configure. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping

from ...arguments import UNSET, Unset, as_secret
from ...call import AsyncPage, AsyncSender, Page, Sender
from ...models.component import Component
from ...models.component_registry import ComponentRegistry
from ...models.configure_prop_result import ConfigurePropResult
from ...models.reload_props_result import ReloadPropsResult
from ...models.run_action_result import RunActionResult
from ...raw_response import APIResponse


class ActionsWithRawResponse:
    """The methods of `Actions`, which here return the HTTP response too."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def configure_prop(
        self,
        *,
        id: str,
        external_user_id: str,
        prop_name: str,
        configured_props: Mapping[str, object] | None = None,
        dynamic_props_id: str | None = None,
        query: str | None = None,
        page: int | None = None,
        prev_context: Mapping[str, object] | None = None,
        version: str | None | Unset = UNSET,
        blocking: bool | None = None,
    ) -> APIResponse[ConfigurePropResult]:
        """Configure a prop of an action. See `Actions.configure_prop`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `ConfigurePropResult`.
        """
        from .actions_configure_prop import actions_configure_prop

        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        return self._sender.send_raw_response(
            actions_configure_prop(
                self._sender.project_id,
                id=id,
                external_user_id=external_user_id,
                prop_name=prop_name,
                configured_props=configured_props,
                dynamic_props_id=dynamic_props_id,
                query=query,
                page=page,
                prev_context=prev_context,
                version=version,
                blocking=blocking,
            )
        )

    def reload_props(
        self,
        *,
        id: str,
        external_user_id: str,
        configured_props: Mapping[str, object] | None = None,
        dynamic_props_id: str | None = None,
        version: str | None | Unset = UNSET,
        blocking: bool | None = None,
    ) -> APIResponse[ReloadPropsResult]:
        """Reload the props of an action. See `Actions.reload_props`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `ReloadPropsResult`.
        """
        from .actions_reload_props import actions_reload_props

        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        return self._sender.send_raw_response(
            actions_reload_props(
                self._sender.project_id,
                id=id,
                external_user_id=external_user_id,
                configured_props=configured_props,
                dynamic_props_id=dynamic_props_id,
                version=version,
                blocking=blocking,
            )
        )

    def run(
        self,
        *,
        id: str,
        external_user_id: str,
        configured_props: Mapping[str, object] | None = None,
        dynamic_props_id: str | None = None,
        stash_id: str | bool | None | Unset = UNSET,
        version: str | None | Unset = UNSET,
    ) -> APIResponse[RunActionResult]:
        """Run an action. See `Actions.run`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `RunActionResult`.
        """
        from .actions_run import actions_run

        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        return self._sender.send_raw_response(
            actions_run(
                self._sender.project_id,
                id=id,
                external_user_id=external_user_id,
                configured_props=configured_props,
                dynamic_props_id=dynamic_props_id,
                stash_id=stash_id,
                version=version,
            )
        )

    def retrieve(self, component_id: str, *, version: str | None = None) -> APIResponse[Component]:
        """Retrieve an action. See `Actions.retrieve`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Component`.
        """
        from .actions_retrieve import actions_retrieve

        return self._sender.send_raw_response(actions_retrieve(self._sender.project_id, component_id, version=version))

    def list(
        self,
        *,
        app: str | None = None,
        q: str | None = None,
        registry: ComponentRegistry | None = None,
        after: str | None = None,
        before: str | None = None,
        limit: int | None = None,
    ) -> APIResponse[Page[Component]]:
        """List actions. See `Actions.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the first page of `Component`.
        """
        from .actions_list import actions_list

        return self._sender.paginate_raw_response(
            actions_list(
                self._sender.project_id, app=app, q=q, registry=registry, after=after, before=before, limit=limit
            )
        )


class AsyncActionsWithRawResponse:
    """The methods of `AsyncActions`, which here return the HTTP response too."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def configure_prop(
        self,
        *,
        id: str,
        external_user_id: str,
        prop_name: str,
        configured_props: Mapping[str, object] | None = None,
        dynamic_props_id: str | None = None,
        query: str | None = None,
        page: int | None = None,
        prev_context: Mapping[str, object] | None = None,
        version: str | None | Unset = UNSET,
        blocking: bool | None = None,
    ) -> APIResponse[ConfigurePropResult]:
        """Configure a prop of an action. See `AsyncActions.configure_prop`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `ConfigurePropResult`.
        """
        from .actions_configure_prop import actions_configure_prop

        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        return await self._sender.send_raw_response(
            actions_configure_prop(
                self._sender.project_id,
                id=id,
                external_user_id=external_user_id,
                prop_name=prop_name,
                configured_props=configured_props,
                dynamic_props_id=dynamic_props_id,
                query=query,
                page=page,
                prev_context=prev_context,
                version=version,
                blocking=blocking,
            )
        )

    async def reload_props(
        self,
        *,
        id: str,
        external_user_id: str,
        configured_props: Mapping[str, object] | None = None,
        dynamic_props_id: str | None = None,
        version: str | None | Unset = UNSET,
        blocking: bool | None = None,
    ) -> APIResponse[ReloadPropsResult]:
        """Reload the props of an action. See `AsyncActions.reload_props`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `ReloadPropsResult`.
        """
        from .actions_reload_props import actions_reload_props

        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        return await self._sender.send_raw_response(
            actions_reload_props(
                self._sender.project_id,
                id=id,
                external_user_id=external_user_id,
                configured_props=configured_props,
                dynamic_props_id=dynamic_props_id,
                version=version,
                blocking=blocking,
            )
        )

    async def run(
        self,
        *,
        id: str,
        external_user_id: str,
        configured_props: Mapping[str, object] | None = None,
        dynamic_props_id: str | None = None,
        stash_id: str | bool | None | Unset = UNSET,
        version: str | None | Unset = UNSET,
    ) -> APIResponse[RunActionResult]:
        """Run an action. See `AsyncActions.run`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `RunActionResult`.
        """
        from .actions_run import actions_run

        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        return await self._sender.send_raw_response(
            actions_run(
                self._sender.project_id,
                id=id,
                external_user_id=external_user_id,
                configured_props=configured_props,
                dynamic_props_id=dynamic_props_id,
                stash_id=stash_id,
                version=version,
            )
        )

    async def retrieve(self, component_id: str, *, version: str | None = None) -> APIResponse[Component]:
        """Retrieve an action. See `AsyncActions.retrieve`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Component`.
        """
        from .actions_retrieve import actions_retrieve

        return await self._sender.send_raw_response(
            actions_retrieve(self._sender.project_id, component_id, version=version)
        )

    async def list(
        self,
        *,
        app: str | None = None,
        q: str | None = None,
        registry: ComponentRegistry | None = None,
        after: str | None = None,
        before: str | None = None,
        limit: int | None = None,
    ) -> APIResponse[AsyncPage[Component]]:
        """List actions. See `AsyncActions.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the first page of `Component`.
        """
        from .actions_list import actions_list

        return await self._sender.paginate_raw_response(
            actions_list(
                self._sender.project_id, app=app, q=q, registry=registry, after=after, before=before, limit=limit
            )
        )
