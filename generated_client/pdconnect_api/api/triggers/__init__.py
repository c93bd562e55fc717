# Generated from spec/resources/triggers.yaml#/configure. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...arguments import UNSET, Unset, as_secret
from ...call import AsyncPages, AsyncSender, Page, Sender
from ...lazy_annotations import set_lazy_annotations
from ...models.component import Component
from ...models.component_registry import ComponentRegistry
from ...models.configure_prop_result import ConfigurePropResult
from ...models.emitter import Emitter
from ...models.reload_props_result import ReloadPropsResult
from ...resource_property import resource_property

if TYPE_CHECKING:
    from .with_raw_response import AsyncTriggersWithRawResponse, TriggersWithRawResponse


class Triggers:
    """Components that are deployed and then emit events."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> TriggersWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import TriggersWithRawResponse

        return TriggersWithRawResponse(self._sender)

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
    ) -> ConfigurePropResult:
        """Configure a prop of a trigger.

        Asks the trigger which values one of its props (with `remoteOptions`) can take, given the values
        configured so far. Nothing is stored. For more choices, call again with the next `page` and with
        `prev_context` from the previous response, until no new choices come. Reference: "Components",
        "Configure a component", which documents GET with a body; the service accepts POST. The reference
        documents no rate limit for it.

        Args:
            id: Key of the component, such as `gitlab-list-commits`.
            external_user_id: Your own id of one of your users: any unique string. (at most 250 characters)
            prop_name: Name of the prop whose choices are requested.
            configured_props: Values by the name of the prop (not the app's slug). By kind of prop:
            dynamic_props_id: The `dynamicProps.id` of the last reload, if the props were reloaded.
            query: Text that filters the choices, for props with `useQuery`. Not in the vendor's reference.
            page: Page of the choices, counted from 0. Not in the vendor's reference.
            prev_context: The `context` of the previous response, to get the choices after it. Not in the
                vendor's reference.
            version: Version of the component. Default: the newest. Not in the vendor's reference.
            blocking: Whether to wait for the result. The default is believed to be `true`. Not in the vendor's
                reference.

        Returns:
            The `ConfigurePropResult`.

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
        from .triggers_configure_prop import triggers_configure_prop

        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        return self._sender.send(
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
    ) -> ReloadPropsResult:
        """Reload the props of a trigger.

        Asks the trigger for its list of props again, after a prop with `reloadProps` was configured. Nothing
        else is changed. Send the id in the response (`dynamicProps.id`) as `dynamic_props_id` in every later
        call. Reference: "Components", "Reload a component's props", which documents GET with a body; the
        service accepts POST. The reference documents no rate limit for it.

        Args:
            id: Key of the component, such as `google_sheets-add-single-row`.
            external_user_id: Your own id of one of your users: any unique string. (at most 250 characters)
            configured_props: Values by the name of the prop (not the app's slug). By kind of prop:
            dynamic_props_id: The `dynamicProps.id` of the last reload. Leave it out at the first reload.
            version: Version of the component. Default: the newest. Not in the vendor's reference.
            blocking: Whether to wait for the result. The default is believed to be `true`. Not in the vendor's
                reference.

        Returns:
            The `ReloadPropsResult`.

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
        from .triggers_reload_props import triggers_reload_props

        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        return self._sender.send(
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
    ) -> Emitter:
        """Deploy a trigger.

        Deploys a trigger for an external user; from then on each event is posted to `webhook_url`. Each call
        deploys another one, so do not simply repeat a request whose response was lost; check the list of
        deployed triggers first. Reference: "Components", "Deploy a trigger".

        Args:
            id: Key of the trigger, such as `gitlab-new-issue`.
            external_user_id: Your own id of one of your users: any unique string. (at most 250 characters)
            configured_props: Values by the name of the prop (not the app's slug). By kind of prop:
            webhook_url: URL that each event is posted to. Leave it out if the events go to a workflow or if a
                webhook is set later.
            dynamic_props_id: The `dynamicProps.id` of the last reload, if the props were reloaded.
            workflow_id: Workflow (`p_...`) that receives the events. Not in the vendor's reference.
            version: Version of the trigger. Default: the newest. Not in the vendor's reference.
            emit_on_deploy: Whether the trigger may emit a few past events right after the deployment. Default:
                `true`. Not in the vendor's reference.

        Returns:
            The `Emitter`.

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
        from .triggers_deploy import triggers_deploy

        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        return self._sender.send(
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

    def retrieve(self, component_id: str, *, version: str | None = None) -> Component:
        """Retrieve a trigger.

        Reads one trigger of the registry with all its props. Reference: "Components", "Retrieve a component",
        with `triggers` as its `component_type`.

        Args:
            component_id: Key of the component, such as `gitlab-new-issue`. The reference calls it
                `component_key`.
            version: Version of the component, such as `0.1.2`. Default: the newest. Not in the vendor's
                reference.

        Returns:
            The `Component`.

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
        from .triggers_retrieve import triggers_retrieve

        return self._sender.send(triggers_retrieve(self._sender.project_id, component_id, version=version))

    def list(
        self,
        *,
        app: str | None = None,
        q: str | None = None,
        registry: ComponentRegistry | None = None,
        after: str | None = None,
        before: str | None = None,
        limit: int | None = None,
    ) -> Page[Component]:
        """List triggers.

        Lists the triggers of the registry. Reference: "Components", "List components", with `triggers` as its
        `component_type`. Items may lack `configurable_props`.

        Args:
            app: Only items of this app: its id (`app_OkrhR1`) or its name slug (`slack`).
            q: Text to search for in the keys of the components.
            registry: Which registry to list. Not in the vendor's reference. (one of `public`, `private`, `all`)
            after: Return the items after this cursor: the `page_info.end_cursor` of the previous page. Not in
                the vendor's reference.
            before: Return the items before this cursor: the `page_info.start_cursor` of the next page. Not in
                the vendor's reference. The effect of `after` and `before` together is not known.
            limit: Maximum number of items in one page. Default of the service: 10. Not in the vendor's
                reference. (1 to 100)

        Returns:
            The first page of `Component`; iterating over it yields the items of all pages.

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
        from .triggers_list import triggers_list

        return self._sender.paginate(
            triggers_list(
                self._sender.project_id, app=app, q=q, registry=registry, after=after, before=before, limit=limit
            )
        )


class AsyncTriggers:
    """Components that are deployed and then emit events."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @resource_property
    def with_raw_response(self) -> AsyncTriggersWithRawResponse:
        """The same methods, each of which returns an `APIResponse`: the result with the HTTP response."""
        from .with_raw_response import AsyncTriggersWithRawResponse

        return AsyncTriggersWithRawResponse(self._sender)

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
    ) -> ConfigurePropResult:
        """Configure a prop of a trigger.

        Asks the trigger which values one of its props (with `remoteOptions`) can take, given the values
        configured so far. Nothing is stored. For more choices, call again with the next `page` and with
        `prev_context` from the previous response, until no new choices come. Reference: "Components",
        "Configure a component", which documents GET with a body; the service accepts POST. The reference
        documents no rate limit for it.

        Args:
            id: Key of the component, such as `gitlab-list-commits`.
            external_user_id: Your own id of one of your users: any unique string. (at most 250 characters)
            prop_name: Name of the prop whose choices are requested.
            configured_props: Values by the name of the prop (not the app's slug). By kind of prop:
            dynamic_props_id: The `dynamicProps.id` of the last reload, if the props were reloaded.
            query: Text that filters the choices, for props with `useQuery`. Not in the vendor's reference.
            page: Page of the choices, counted from 0. Not in the vendor's reference.
            prev_context: The `context` of the previous response, to get the choices after it. Not in the
                vendor's reference.
            version: Version of the component. Default: the newest. Not in the vendor's reference.
            blocking: Whether to wait for the result. The default is believed to be `true`. Not in the vendor's
                reference.

        Returns:
            The `ConfigurePropResult`.

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
        from .triggers_configure_prop import triggers_configure_prop

        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        return await self._sender.send(
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
    ) -> ReloadPropsResult:
        """Reload the props of a trigger.

        Asks the trigger for its list of props again, after a prop with `reloadProps` was configured. Nothing
        else is changed. Send the id in the response (`dynamicProps.id`) as `dynamic_props_id` in every later
        call. Reference: "Components", "Reload a component's props", which documents GET with a body; the
        service accepts POST. The reference documents no rate limit for it.

        Args:
            id: Key of the component, such as `google_sheets-add-single-row`.
            external_user_id: Your own id of one of your users: any unique string. (at most 250 characters)
            configured_props: Values by the name of the prop (not the app's slug). By kind of prop:
            dynamic_props_id: The `dynamicProps.id` of the last reload. Leave it out at the first reload.
            version: Version of the component. Default: the newest. Not in the vendor's reference.
            blocking: Whether to wait for the result. The default is believed to be `true`. Not in the vendor's
                reference.

        Returns:
            The `ReloadPropsResult`.

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
        from .triggers_reload_props import triggers_reload_props

        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        return await self._sender.send(
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
    ) -> Emitter:
        """Deploy a trigger.

        Deploys a trigger for an external user; from then on each event is posted to `webhook_url`. Each call
        deploys another one, so do not simply repeat a request whose response was lost; check the list of
        deployed triggers first. Reference: "Components", "Deploy a trigger".

        Args:
            id: Key of the trigger, such as `gitlab-new-issue`.
            external_user_id: Your own id of one of your users: any unique string. (at most 250 characters)
            configured_props: Values by the name of the prop (not the app's slug). By kind of prop:
            webhook_url: URL that each event is posted to. Leave it out if the events go to a workflow or if a
                webhook is set later.
            dynamic_props_id: The `dynamicProps.id` of the last reload, if the props were reloaded.
            workflow_id: Workflow (`p_...`) that receives the events. Not in the vendor's reference.
            version: Version of the trigger. Default: the newest. Not in the vendor's reference.
            emit_on_deploy: Whether the trigger may emit a few past events right after the deployment. Default:
                `true`. Not in the vendor's reference.

        Returns:
            The `Emitter`.

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
        from .triggers_deploy import triggers_deploy

        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        return await self._sender.send(
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

    async def retrieve(self, component_id: str, *, version: str | None = None) -> Component:
        """Retrieve a trigger.

        Reads one trigger of the registry with all its props. Reference: "Components", "Retrieve a component",
        with `triggers` as its `component_type`.

        Args:
            component_id: Key of the component, such as `gitlab-new-issue`. The reference calls it
                `component_key`.
            version: Version of the component, such as `0.1.2`. Default: the newest. Not in the vendor's
                reference.

        Returns:
            The `Component`.

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
        from .triggers_retrieve import triggers_retrieve

        return await self._sender.send(triggers_retrieve(self._sender.project_id, component_id, version=version))

    def list(
        self,
        *,
        app: str | None = None,
        q: str | None = None,
        registry: ComponentRegistry | None = None,
        after: str | None = None,
        before: str | None = None,
        limit: int | None = None,
    ) -> AsyncPages[Component]:
        """List triggers.

        Lists the triggers of the registry. Reference: "Components", "List components", with `triggers` as its
        `component_type`. Items may lack `configurable_props`.

        Args:
            app: Only items of this app: its id (`app_OkrhR1`) or its name slug (`slack`).
            q: Text to search for in the keys of the components.
            registry: Which registry to list. Not in the vendor's reference. (one of `public`, `private`, `all`)
            after: Return the items after this cursor: the `page_info.end_cursor` of the previous page. Not in
                the vendor's reference.
            before: Return the items before this cursor: the `page_info.start_cursor` of the next page. Not in
                the vendor's reference. The effect of `after` and `before` together is not known.
            limit: Maximum number of items in one page. Default of the service: 10. Not in the vendor's
                reference. (1 to 100)

        Returns:
            Pages of `Component`: await it for the first page, or iterate over the items of all pages with `async for`.

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
        from .triggers_list import triggers_list

        return self._sender.paginate(
            triggers_list(
                self._sender.project_id, app=app, q=q, registry=registry, after=after, before=before, limit=limit
            )
        )


set_lazy_annotations(
    globals(), {"AsyncTriggersWithRawResponse": ".with_raw_response", "TriggersWithRawResponse": ".with_raw_response"}
)
