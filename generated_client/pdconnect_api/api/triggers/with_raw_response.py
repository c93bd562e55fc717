# Generated from spec/resources/triggers.yaml#/configure. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping

from ...arguments import UNSET, Unset, as_secret
from ...call import AsyncPage, AsyncSender, Page, Sender
from ...models.component import Component
from ...models.component_registry import ComponentRegistry
from ...models.configure_prop_result import ConfigurePropResult
from ...models.emitter import Emitter
from ...models.reload_props_result import ReloadPropsResult
from ...raw_response import APIResponse


class TriggersWithRawResponse:
    """The methods of `Triggers`, which here return the HTTP response too."""

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
        """Configure a prop of a trigger. See `Triggers.configure_prop`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `ConfigurePropResult`.
        """
        from .triggers_configure_prop import triggers_configure_prop

        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        return self._sender.send_raw_response(
            triggers_configure_prop(
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
        """Reload the props of a trigger. See `Triggers.reload_props`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `ReloadPropsResult`.
        """
        from .triggers_reload_props import triggers_reload_props

        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        return self._sender.send_raw_response(
            triggers_reload_props(
                self._sender.project_id,
                id=id,
                external_user_id=external_user_id,
                configured_props=configured_props,
                dynamic_props_id=dynamic_props_id,
                version=version,
                blocking=blocking,
            )
        )

    def deploy(
        self,
        *,
        id: str,
        external_user_id: str,
        configured_props: Mapping[str, object] | None = None,
        webhook_url: str | None = None,
        dynamic_props_id: str | None = None,
        workflow_id: str | None = None,
        version: str | None | Unset = UNSET,
        emit_on_deploy: bool | None | Unset = UNSET,
    ) -> APIResponse[Emitter]:
        """Deploy a trigger. See `Triggers.deploy`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Emitter`.
        """
        from .triggers_deploy import triggers_deploy

        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        return self._sender.send_raw_response(
            triggers_deploy(
                self._sender.project_id,
                id=id,
                external_user_id=external_user_id,
                configured_props=configured_props,
                webhook_url=webhook_url,
                dynamic_props_id=dynamic_props_id,
                workflow_id=workflow_id,
                version=version,
                emit_on_deploy=emit_on_deploy,
            )
        )

    def retrieve(self, component_id: str, *, version: str | None = None) -> APIResponse[Component]:
        """Retrieve a trigger. See `Triggers.retrieve`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Component`.
        """
        from .triggers_retrieve import triggers_retrieve

        return self._sender.send_raw_response(triggers_retrieve(self._sender.project_id, component_id, version=version))

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
        """List triggers. See `Triggers.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the first page of `Component`.
        """
        from .triggers_list import triggers_list

        return self._sender.paginate_raw_response(
            triggers_list(
                self._sender.project_id, app=app, q=q, registry=registry, after=after, before=before, limit=limit
            )
        )


class AsyncTriggersWithRawResponse:
    """The methods of `AsyncTriggers`, which here return the HTTP response too."""

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
        """Configure a prop of a trigger. See `AsyncTriggers.configure_prop`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `ConfigurePropResult`.
        """
        from .triggers_configure_prop import triggers_configure_prop

        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        return await self._sender.send_raw_response(
            triggers_configure_prop(
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
        """Reload the props of a trigger. See `AsyncTriggers.reload_props`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `ReloadPropsResult`.
        """
        from .triggers_reload_props import triggers_reload_props

        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        return await self._sender.send_raw_response(
            triggers_reload_props(
                self._sender.project_id,
                id=id,
                external_user_id=external_user_id,
                configured_props=configured_props,
                dynamic_props_id=dynamic_props_id,
                version=version,
                blocking=blocking,
            )
        )

    async def deploy(
        self,
        *,
        id: str,
        external_user_id: str,
        configured_props: Mapping[str, object] | None = None,
        webhook_url: str | None = None,
        dynamic_props_id: str | None = None,
        workflow_id: str | None = None,
        version: str | None | Unset = UNSET,
        emit_on_deploy: bool | None | Unset = UNSET,
    ) -> APIResponse[Emitter]:
        """Deploy a trigger. See `AsyncTriggers.deploy`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Emitter`.
        """
        from .triggers_deploy import triggers_deploy

        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        return await self._sender.send_raw_response(
            triggers_deploy(
                self._sender.project_id,
                id=id,
                external_user_id=external_user_id,
                configured_props=configured_props,
                webhook_url=webhook_url,
                dynamic_props_id=dynamic_props_id,
                workflow_id=workflow_id,
                version=version,
                emit_on_deploy=emit_on_deploy,
            )
        )

    async def retrieve(self, component_id: str, *, version: str | None = None) -> APIResponse[Component]:
        """Retrieve a trigger. See `AsyncTriggers.retrieve`, with the same arguments and errors.

        Returns:
            The response; its `data` is the `Component`.
        """
        from .triggers_retrieve import triggers_retrieve

        return await self._sender.send_raw_response(
            triggers_retrieve(self._sender.project_id, component_id, version=version)
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
        """List triggers. See `AsyncTriggers.list`, with the same arguments and errors.

        Returns:
            The response; its `data` is the first page of `Component`.
        """
        from .triggers_list import triggers_list

        return await self._sender.paginate_raw_response(
            triggers_list(
                self._sender.project_id, app=app, q=q, registry=registry, after=after, before=before, limit=limit
            )
        )
