# Generated from async_form.py. Do not edit: change that file and run `python -m generator`.
"""Forms: configure a component step by step, without knowing how configure, reload and run work together."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING

from pdconnect_api.arguments import SecretMembers, SecretValue, as_secret, members
from pdconnect_api.lazy_annotations import set_lazy_annotations
from pdconnect_api.models.prop_option import PropOption

from .base import FormBase
from .deployed_component import as_deployed_component
from .state import FormState

if TYPE_CHECKING:
    from pdconnect_api.api.actions import Actions
    from pdconnect_api.api.triggers import Triggers
    from pdconnect_api.models.deployed_component import DeployedComponent
    from pdconnect_api.models.emitter import Emitter
    from pdconnect_api.models.run_action_result import RunActionResult


class _Form(FormBase):
    def __init__(self, resource: Actions | Triggers, state: FormState) -> None:
        super().__init__(state)
        self._resource = resource

    def set(self, name: str, value: object) -> None:
        """Set a prop. If that can change the other props, they are reloaded.

        A new value removes values that depend on the old one: those of later props whose options come from the service.

        Args:
            name: The name of the prop.
            value: For an app prop an `Account` or its id; an option that `options` returned; or the plain value. A label is added
                if the prop expects one.

        Raises:
            InvalidArgumentError: There is no such prop, or it takes other values; nothing was sent and nothing is changed.
            ComponentError: The component failed while its props were reloaded; nothing is changed.
        """
        hidden = SecretValue(value)
        del value  # tracebacks can show local variables
        with self._state.unchanged_on_error():
            if self._state.set_value(name, hidden.value):
                self.reload()

    def unset(self, name: str) -> None:
        """Remove the value of a prop, and the values that depend on it.

        Raises:
            InvalidArgumentError: There is no such prop; nothing is changed.
            ComponentError: The component failed while its props were reloaded; nothing is changed.
        """
        with self._state.unchanged_on_error():
            if self._state.unset_value(name):
                self.reload()

    def update(self, values: Mapping[str, object]) -> None:
        """Set several props, in the order of the form, so that each prop is set before those that depend on it.

        Args:
            values: Values by the name of the prop. None unsets.

        Raises:
            InvalidArgumentError: There is no such prop, or it takes other values; nothing is changed.
            ComponentError: The component failed while its props were reloaded; nothing is changed.
        """
        values = as_secret(values)  # tracebacks can show local variables
        members("values", values, required=True)
        remaining = SecretMembers(values)
        with self._state.unchanged_on_error():
            while remaining:
                name = next((prop.name for prop in self._state.props if prop.name in remaining), next(iter(remaining)))
                if remaining[name] is None:
                    self.unset(name)
                else:
                    self.set(name, remaining[name])
                del remaining[name]

    def reload(self) -> None:
        """Reload the props. `set` does it when necessary.

        Raises:
            ComponentError: The component failed; nothing is changed.
        """
        self._state.accept_props(self._resource.reload_props(**self._state.arguments()))

    def options(self, name: str, *, query: str | None = None) -> Generator[PropOption]:
        """Iterate over the choices for a prop: those that it lists, or those of the service, page by page until no new one comes.

        Args:
            name: The name of the prop.
            query: A text to search for, for props with `use_query`.

        Raises:
            InvalidArgumentError: There is no such prop, or it has no options.
            ComponentError: The component failed while it listed its options.
        """
        fixed = self._state.fixed_options(name)
        if fixed is not None:
            yield from fixed
            return
        page, seen = 0, set[str]()
        context: Mapping[str, object] | None = None
        while True:
            result = self._resource.configure_prop(
                **self._state.arguments(), prop_name=name, query=query, page=page, prev_context=context
            )
            new = self._state.accept_options(name, result, seen)
            if not new:
                return
            yield from new
            page += 1
            context = result.context if isinstance(result.context, Mapping) else None


class ActionForm(_Form):
    """An action that is being configured, from `client.actions.form(...)`."""

    _resource: Actions  # `client.actions`, whose `run` raises ActionFailedError

    def run(self) -> RunActionResult:
        """Run the action with the values that are set.

        Raises:
            FormIncompleteError: Props are missing; nothing was sent.
            ActionFailedError: The action ran and failed; `body` holds the whole result.
        """
        self._state.check_complete()
        return self._resource.run(**self._state.arguments())


class TriggerForm(_Form):
    """A trigger that is being configured, from `client.triggers.form(...)`."""

    _resource: Triggers

    def deploy(
        self, *, webhook_url: str | None = None, workflow_id: str | None = None, emit_on_deploy: bool | None = None
    ) -> Emitter:
        """Deploy the trigger with the values that are set: see `client.triggers.deploy`.

        Raises:
            FormIncompleteError: Props are missing; nothing was sent.
        """
        self._state.check_complete()
        return self._resource.deploy(
            **self._state.arguments(), webhook_url=webhook_url, workflow_id=workflow_id, emit_on_deploy=emit_on_deploy
        )

    def deploy_component(
        self, *, webhook_url: str | None = None, workflow_id: str | None = None, emit_on_deploy: bool | None = None
    ) -> DeployedComponent:
        """Deploy the trigger with the values that are set. The result has the `webhook_signing_key`.

        See `client.triggers.deploy_component`.

        Raises:
            FormIncompleteError: Props are missing; nothing was sent.
            DecodeError: The trigger is deployed, but it is a native trigger (HTTP, timer, email).
        """
        return as_deployed_component(
            self.deploy(webhook_url=webhook_url, workflow_id=workflow_id, emit_on_deploy=emit_on_deploy)
        )


set_lazy_annotations(
    globals(),
    {
        "Actions": "pdconnect_api.api.actions",
        "Triggers": "pdconnect_api.api.triggers",
        "DeployedComponent": "pdconnect_api.models.deployed_component",
        "Emitter": "pdconnect_api.models.emitter",
        "RunActionResult": "pdconnect_api.models.run_action_result",
    },
)
