# Generated from spec/resources/actions.yaml#/configure. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping

from ...arguments import UNSET, Unset
from ...call import AsyncPages, AsyncSender, Page, Sender
from ...models.component import Component
from ...models.component_registry import ComponentRegistry
from ...models.configure_prop_result import ConfigurePropResult
from ...models.reload_props_result import ReloadPropsResult
from ...models.run_action_result import RunActionResult


class Actions:
    """Components that are run once per call."""

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
        """Configure a prop of an action.

        Asks the action which values one of its props (with `remoteOptions`) can take, given what was configured
        so far. Nothing is stored. For more choices ask again with `page` one higher and `prev_context` as the
        answer gave it, until nothing new comes. Reference: "Components", "Configure a component", which writes
        GET with a body; the service takes POST. The reference gives no rate limit for it.

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
        from .actions_configure_prop import actions_configure_prop

        return self._sender.send(
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
    ) -> ReloadPropsResult:
        """Reload the props of an action.

        Asks the action for its list of props again, after one with `reloadProps` was configured. Nothing else
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
        from .actions_reload_props import actions_reload_props

        return self._sender.send(
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
    ) -> RunActionResult:
        """Run an action.

        Runs an action for an external user and waits for its result. Each call runs it once more, so a request
        whose answer was lost must not simply be repeated. There is no documented time limit; allow at least a
        minute. Reference: "Components", "Invoke an action". The reference gives no rate limit for it.

        Args:
            id: Key of the action, such as `gitlab-list-commits`.
            external_user_id: Your own id of one of your users, whatever you use to tell them apart. (at most
                250 characters)
            configured_props: Values by the name of the prop (not the app's slug). By kind of prop:
            dynamic_props_id: The `dynamicProps.id` of the last reload, if the props were reloaded.
            stash_id: File stash to use: the id of one from an earlier run (good for 24 hours), or `NEW`, the
                empty string or `true` for a new one. Younger than the reference.
            version: Version of the action; the newest when it is left out. Younger than the reference.

        Returns:
            The `RunActionResult`.

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
        from .actions_run import actions_run

        return self._sender.send(
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

    def retrieve(self, component_id: str, *, version: str | None = None) -> Component:
        """Retrieve an action.

        Reads one action of the registry with all its props. Reference: "Components", "Retrieve a component",
        with `actions` as its `component_type`.

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
        from .actions_retrieve import actions_retrieve

        return self._sender.send(actions_retrieve(self._sender.project_id, component_id, version=version))

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
        """List actions.

        Lists the actions of the registry. Reference: "Components", "List components", with `actions` as its
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
        from .actions_list import actions_list

        return self._sender.paginate(
            actions_list(
                self._sender.project_id, app=app, q=q, registry=registry, after=after, before=before, limit=limit
            )
        )


class AsyncActions:
    """Components that are run once per call."""

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
        """Configure a prop of an action.

        Asks the action which values one of its props (with `remoteOptions`) can take, given what was configured
        so far. Nothing is stored. For more choices ask again with `page` one higher and `prev_context` as the
        answer gave it, until nothing new comes. Reference: "Components", "Configure a component", which writes
        GET with a body; the service takes POST. The reference gives no rate limit for it.

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
        from .actions_configure_prop import actions_configure_prop

        return await self._sender.send(
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
    ) -> ReloadPropsResult:
        """Reload the props of an action.

        Asks the action for its list of props again, after one with `reloadProps` was configured. Nothing else
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
        from .actions_reload_props import actions_reload_props

        return await self._sender.send(
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
    ) -> RunActionResult:
        """Run an action.

        Runs an action for an external user and waits for its result. Each call runs it once more, so a request
        whose answer was lost must not simply be repeated. There is no documented time limit; allow at least a
        minute. Reference: "Components", "Invoke an action". The reference gives no rate limit for it.

        Args:
            id: Key of the action, such as `gitlab-list-commits`.
            external_user_id: Your own id of one of your users, whatever you use to tell them apart. (at most
                250 characters)
            configured_props: Values by the name of the prop (not the app's slug). By kind of prop:
            dynamic_props_id: The `dynamicProps.id` of the last reload, if the props were reloaded.
            stash_id: File stash to use: the id of one from an earlier run (good for 24 hours), or `NEW`, the
                empty string or `true` for a new one. Younger than the reference.
            version: Version of the action; the newest when it is left out. Younger than the reference.

        Returns:
            The `RunActionResult`.

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
        from .actions_run import actions_run

        return await self._sender.send(
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

    async def retrieve(self, component_id: str, *, version: str | None = None) -> Component:
        """Retrieve an action.

        Reads one action of the registry with all its props. Reference: "Components", "Retrieve a component",
        with `actions` as its `component_type`.

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
        from .actions_retrieve import actions_retrieve

        return await self._sender.send(actions_retrieve(self._sender.project_id, component_id, version=version))

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
        """List actions.

        Lists the actions of the registry. Reference: "Components", "List components", with `actions` as its
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
        from .actions_list import actions_list

        return self._sender.paginate(
            actions_list(
                self._sender.project_id, app=app, q=q, registry=registry, after=after, before=before, limit=limit
            )
        )
