# Source of components.py, the synchronous half: run `python -m generator` after each change.
"""`client.actions` and `client.triggers`: the generated methods, and forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, overload

from pdconnect_api.api import actions as generated_actions
from pdconnect_api.api import triggers as generated_triggers
from pdconnect_api.arguments import UNSET, Unset, as_secret
from pdconnect_api.lazy_annotations import set_lazy_annotations

from .._forms.deployed_component import as_deployed_component
from .._forms.state import FormState, check_start

if TYPE_CHECKING:
    from pdconnect_api.models.deployed_component import DeployedComponent
    from pdconnect_api.models.run_action_result import RunActionResult

    from .._forms.async_form import AsyncActionForm, AsyncTriggerForm


class AsyncActions(generated_actions.AsyncActions):
    """Components that are run once per call; `form` configures one step by step."""

    async def run(
        self,
        *,
        id: str,
        external_user_id: str,
        configured_props: Mapping[str, object] | None = None,
        dynamic_props_id: str | None = None,
        stash_id: str | bool | Unset | None = UNSET,
        version: str | Unset | None = UNSET,
        check: bool = True,
    ) -> RunActionResult:
        """Run an action and wait for its result.

        Each call runs it again, so a call whose response was lost is not repeated. There is no documented time limit; allow at least
        a minute. Reference: "Components", "Invoke an action".

        Args:
            id: Key of the action, such as `gitlab-list-commits`.
            external_user_id: Your own id of the user whose accounts it uses (at most 250 characters).
            configured_props: Values by the name of the prop. For an app prop an `Account` or its id. Every string that
                looks like such an id (`apn_…`) is treated as one. A form knows the types of the props, and sends such a string as it is.
            dynamic_props_id: The `dynamicProps.id` of the last reload, if the props were reloaded.
            stash_id: File stash to use: the id of one from an earlier run (valid for 24 hours), or `NEW`, the empty string or `True`
                for a new one. Not in the vendor's reference.
            version: Version of the action. Default: the newest. Not in the vendor's reference.
            check: Whether a failed action raises ActionFailedError. With False its result is returned, with `errors`, as
                `with_raw_response.run` always does.

        Returns:
            The result: `exports`, `os` (what it logged) and `ret` (what it returned).

        Raises:
            ActionFailedError: The action ran and failed, which the service reports with status 200; `body` is the whole result.
            InvalidArgumentError: An argument is wrong; nothing was sent.
            NotFoundError: The action does not exist.
            PdconnectError: The root of these and of every other failure.
        """
        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        result = await super().run(
            id=id,
            external_user_id=external_user_id,
            configured_props=configured_props,
            dynamic_props_id=dynamic_props_id,
            stash_id=stash_id,
            version=version,
        )
        if check:
            result.raise_for_error()
        return result

    @overload
    async def form(self, key: str, *, external_user_id: str, version: str | None = None) -> AsyncActionForm: ...
    @overload
    async def form(self, *, state: Mapping[str, Any]) -> AsyncActionForm: ...
    async def form(
        self,
        key: str | None = None,
        *,
        external_user_id: str | None = None,
        version: str | None = None,
        state: Mapping[str, Any] | None = None,
    ) -> AsyncActionForm:
        """Start to configure an action, or continue.

        Args:
            key: The key of the component.
            external_user_id: Your own id of the user whose accounts it uses (at most 250 characters).
            version: A version of the component. Default: the newest.
            state: In place of all these, what `form.state()` returned earlier.

        Returns:
            The form, to `set` props on and then to `run`.

        Raises:
            InvalidArgumentError: An argument is wrong; nothing was sent.
            NotFoundError: The component does not exist.
        """
        from .._forms.async_form import AsyncActionForm

        state = as_secret(state)  # tracebacks can show local variables
        if state is not None:
            return AsyncActionForm(self, FormState.from_json(state, "action"))
        key, user = check_start(key, external_user_id)
        component = await self.retrieve(key, version=version)
        return AsyncActionForm(self, FormState.of_component("action", key, user, component, version))


class AsyncTriggers(generated_triggers.AsyncTriggers):
    """Components that are deployed and then emit events; `form` configures one step by step."""

    async def deploy_component(
        self,
        *,
        id: str,
        external_user_id: str,
        configured_props: Mapping[str, object] | None = None,
        webhook_url: str | None = None,
        dynamic_props_id: str | None = None,
        workflow_id: str | None = None,
        version: str | Unset | None = UNSET,
        emit_on_deploy: bool | Unset | None = UNSET,
    ) -> DeployedComponent:
        """Deploy a trigger that is a component of the registry.

        The same request as `deploy`, whose result can also be a native trigger (HTTP, timer, email). The result of this method is always
        a `DeployedComponent`. Store its `webhook_signing_key` for `webhooks.verify`. Reference: "Components", "Deploy a trigger".

        Args:
            id: Key of the trigger, such as `gitlab-new-issue`.
            external_user_id: Your own id of the user whose accounts it uses (at most 250 characters).
            configured_props: Values by the name of the prop. For an app prop an `Account` or its id.
            webhook_url: URL that each event is posted to.
            dynamic_props_id: The `dynamicProps.id` of the last reload, if the props were reloaded.
            workflow_id: Workflow (`p_…`) that receives the events. Not in the vendor's reference.
            version: Version of the trigger. Default: the newest. Not in the vendor's reference.
            emit_on_deploy: Whether the trigger may emit a few past events right after the deployment. Default: `True`. Not in the
                vendor's reference.

        Returns:
            The deployed trigger. Its `webhook_signing_key` is None without a `webhook_url`, and for clients with a Connect token.

        Raises:
            DecodeError: The trigger is deployed, but it is a native trigger; the message has its id, `body` the response.
                Delete it with `deployed_triggers.delete`, or keep it.
            InvalidArgumentError: An argument is wrong; nothing was sent.
            PdconnectError: The root of these and of every other failure: see `deploy`.
        """
        configured_props = as_secret(configured_props)  # tracebacks can show local variables
        deployed = await self.deploy(
            id=id,
            external_user_id=external_user_id,
            configured_props=configured_props,
            webhook_url=webhook_url,
            dynamic_props_id=dynamic_props_id,
            workflow_id=workflow_id,
            version=version,
            emit_on_deploy=emit_on_deploy,
        )
        return as_deployed_component(deployed)

    @overload
    async def form(self, key: str, *, external_user_id: str, version: str | None = None) -> AsyncTriggerForm: ...
    @overload
    async def form(self, *, state: Mapping[str, Any]) -> AsyncTriggerForm: ...
    async def form(
        self,
        key: str | None = None,
        *,
        external_user_id: str | None = None,
        version: str | None = None,
        state: Mapping[str, Any] | None = None,
    ) -> AsyncTriggerForm:
        """Start to configure a trigger, or continue.

        Args:
            key: The key of the component.
            external_user_id: Your own id of the user whose accounts it uses (at most 250 characters).
            version: A version of the component. Default: the newest.
            state: In place of all these, what `form.state()` returned earlier.

        Returns:
            The form, to `set` props on and then to `deploy`.

        Raises:
            InvalidArgumentError: An argument is wrong; nothing was sent.
            NotFoundError: The component does not exist.
        """
        from .._forms.async_form import AsyncTriggerForm

        state = as_secret(state)  # tracebacks can show local variables
        if state is not None:
            return AsyncTriggerForm(self, FormState.from_json(state, "trigger"))
        key, user = check_start(key, external_user_id)
        component = await self.retrieve(key, version=version)
        return AsyncTriggerForm(self, FormState.of_component("trigger", key, user, component, version))


set_lazy_annotations(
    globals(),
    {
        "AsyncActionForm": ".._forms.async_form",
        "AsyncTriggerForm": ".._forms.async_form",
        "DeployedComponent": "pdconnect_api.models.deployed_component",
        "RunActionResult": "pdconnect_api.models.run_action_result",
    },
)
