# Generated from spec/resources/triggers.yaml#/configure. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping

from ...arguments import UNSET, Unset
from ...call import AsyncPages, AsyncSender, Page, Sender
from ...models.component import Component
from ...models.component_registry import ComponentRegistry
from ...models.configure_prop_result import ConfigurePropResult
from ...models.emitter import Emitter
from ...models.reload_props_result import ReloadPropsResult


class Triggers:
    """Components that are deployed and then emit events."""

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
    ) -> ConfigurePropResult:
        """Configure a prop of a trigger.

        Asks the trigger which values one of its props (with `remoteOptions`) can take, given what was
        configured so far. Nothing is stored. For more choices ask again with `page` one higher and
        `prev_context` as the answer gave it, until nothing new comes. Reference: "Components", "Configure a
        component", which writes GET with a body; the service takes POST. The reference gives no rate limit for
        it.

        Args:
            id: Key of the component, such as `gitlab-list-commits`.
            external_user_id: Your own id of one of your users, whatever you use to tell them apart. (at most
                250 characters)
            prop_name: Name of the prop whose choices are wanted.
            configured_props: Values by the name of the prop (not the app's slug). By kind of prop:
            dynamic_props_id: The `dynamicProps.id` of the last reload, if the props were reloaded.
            query: Text to narrow the choices by, for props with `useQuery`. Younger than the reference.
            page: Page of the choices, counted from 0. Younger than the reference.
            prev_context: The `context` of the answer before, to get the choices behind it. Younger than the
                reference.
            version: Version of the component; the newest when it is left out. Younger than the reference.
            blocking: Whether to wait for the result; believed to be yes when it is left out. Younger than the
                reference.

        Returns:
            The `ConfigurePropResult`.

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
        from .triggers_configure_prop import triggers_configure_prop

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

        Asks the trigger for its list of props again, after one with `reloadProps` was configured. Nothing else
        is changed. Send the id in the answer (`dynamicProps.id`) as `dynamic_props_id` in every later call.
        Reference: "Components", "Reload a component's props", which writes GET with a body; the service takes
        POST. It gives no rate limit for this.

        Args:
            id: Key of the component, such as `google_sheets-add-single-row`.
            external_user_id: Your own id of one of your users, whatever you use to tell them apart. (at most
                250 characters)
            configured_props: Values by the name of the prop (not the app's slug). By kind of prop:
            dynamic_props_id: The `dynamicProps.id` of the last reload; none at the first one.
            version: Version of the component; the newest when it is left out. Younger than the reference.
            blocking: Whether to wait for the result; believed to be yes when it is left out. Younger than the
                reference.

        Returns:
            The `ReloadPropsResult`.

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
        from .triggers_reload_props import triggers_reload_props

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
        emit_on_deploy: bool | None = None,
    ) -> Emitter:
        """Deploy a trigger.

        Deploys a trigger for an external user; from then on each event is posted to `webhook_url`. Each call
        deploys one more, so a request whose answer was lost must not simply be repeated; look at the list of
        deployed triggers first. Reference: "Components", "Deploy a trigger".

        Args:
            id: Key of the trigger, such as `gitlab-new-issue`.
            external_user_id: Your own id of one of your users, whatever you use to tell them apart. (at most
                250 characters)
            configured_props: Values by the name of the prop (not the app's slug). By kind of prop:
            webhook_url: Where each event is posted. Leave it out when the events go to a workflow or a webhook
                is set later.
            dynamic_props_id: The `dynamicProps.id` of the last reload, if the props were reloaded.
            workflow_id: Workflow (`p_...`) that gets the events. Younger than the reference.
            version: Version of the trigger; the newest when it is left out. Younger than the reference.
            emit_on_deploy: Whether the trigger may emit a few past events right after the deployment; yes when
                it is left out. Younger than the reference.

        Returns:
            The `Emitter`.

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
        from .triggers_deploy import triggers_deploy

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
            version: Version of the component, such as `0.1.2`; the newest when it is left out. Younger than the
                reference.

        Returns:
            The `Component`.

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
        `component_type`. Entries may come without `configurable_props`.

        Args:
            app: Only what belongs to this app; its id (`app_OkrhR1`) or its name slug (`slack`).
            q: Text to search for in the keys of the components.
            registry: Which registry to list. Younger than the reference. (one of `public`, `private`, `all`)
            after: Give the items behind this cursor, the `page_info.end_cursor` of the page before. Younger
                than the reference.
            before: Give the items ahead of this cursor, the `page_info.start_cursor` of the page behind.
                Younger than the reference. What happens with `after` and `before` together is not known.
            limit: Most items to give in one page; the service takes 10 when it is left out. Younger than the
                reference. (1 to 100)

        Returns:
            The first page of `Component`; iterating it walks every page.

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

        Asks the trigger which values one of its props (with `remoteOptions`) can take, given what was
        configured so far. Nothing is stored. For more choices ask again with `page` one higher and
        `prev_context` as the answer gave it, until nothing new comes. Reference: "Components", "Configure a
        component", which writes GET with a body; the service takes POST. The reference gives no rate limit for
        it.

        Args:
            id: Key of the component, such as `gitlab-list-commits`.
            external_user_id: Your own id of one of your users, whatever you use to tell them apart. (at most
                250 characters)
            prop_name: Name of the prop whose choices are wanted.
            configured_props: Values by the name of the prop (not the app's slug). By kind of prop:
            dynamic_props_id: The `dynamicProps.id` of the last reload, if the props were reloaded.
            query: Text to narrow the choices by, for props with `useQuery`. Younger than the reference.
            page: Page of the choices, counted from 0. Younger than the reference.
            prev_context: The `context` of the answer before, to get the choices behind it. Younger than the
                reference.
            version: Version of the component; the newest when it is left out. Younger than the reference.
            blocking: Whether to wait for the result; believed to be yes when it is left out. Younger than the
                reference.

        Returns:
            The `ConfigurePropResult`.

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
        from .triggers_configure_prop import triggers_configure_prop

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

        Asks the trigger for its list of props again, after one with `reloadProps` was configured. Nothing else
        is changed. Send the id in the answer (`dynamicProps.id`) as `dynamic_props_id` in every later call.
        Reference: "Components", "Reload a component's props", which writes GET with a body; the service takes
        POST. It gives no rate limit for this.

        Args:
            id: Key of the component, such as `google_sheets-add-single-row`.
            external_user_id: Your own id of one of your users, whatever you use to tell them apart. (at most
                250 characters)
            configured_props: Values by the name of the prop (not the app's slug). By kind of prop:
            dynamic_props_id: The `dynamicProps.id` of the last reload; none at the first one.
            version: Version of the component; the newest when it is left out. Younger than the reference.
            blocking: Whether to wait for the result; believed to be yes when it is left out. Younger than the
                reference.

        Returns:
            The `ReloadPropsResult`.

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
        from .triggers_reload_props import triggers_reload_props

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
        emit_on_deploy: bool | None = None,
    ) -> Emitter:
        """Deploy a trigger.

        Deploys a trigger for an external user; from then on each event is posted to `webhook_url`. Each call
        deploys one more, so a request whose answer was lost must not simply be repeated; look at the list of
        deployed triggers first. Reference: "Components", "Deploy a trigger".

        Args:
            id: Key of the trigger, such as `gitlab-new-issue`.
            external_user_id: Your own id of one of your users, whatever you use to tell them apart. (at most
                250 characters)
            configured_props: Values by the name of the prop (not the app's slug). By kind of prop:
            webhook_url: Where each event is posted. Leave it out when the events go to a workflow or a webhook
                is set later.
            dynamic_props_id: The `dynamicProps.id` of the last reload, if the props were reloaded.
            workflow_id: Workflow (`p_...`) that gets the events. Younger than the reference.
            version: Version of the trigger; the newest when it is left out. Younger than the reference.
            emit_on_deploy: Whether the trigger may emit a few past events right after the deployment; yes when
                it is left out. Younger than the reference.

        Returns:
            The `Emitter`.

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
        from .triggers_deploy import triggers_deploy

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
            version: Version of the component, such as `0.1.2`; the newest when it is left out. Younger than the
                reference.

        Returns:
            The `Component`.

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
        `component_type`. Entries may come without `configurable_props`.

        Args:
            app: Only what belongs to this app; its id (`app_OkrhR1`) or its name slug (`slack`).
            q: Text to search for in the keys of the components.
            registry: Which registry to list. Younger than the reference. (one of `public`, `private`, `all`)
            after: Give the items behind this cursor, the `page_info.end_cursor` of the page before. Younger
                than the reference.
            before: Give the items ahead of this cursor, the `page_info.start_cursor` of the page behind.
                Younger than the reference. What happens with `after` and `before` together is not known.
            limit: Most items to give in one page; the service takes 10 when it is left out. Younger than the
                reference. (1 to 100)

        Returns:
            Pages of `Component`: await it for the first page, or walk every page with `async for`.

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
        from .triggers_list import triggers_list

        return self._sender.paginate(
            triggers_list(
                self._sender.project_id, app=app, q=q, registry=registry, after=after, before=before, limit=limit
            )
        )
