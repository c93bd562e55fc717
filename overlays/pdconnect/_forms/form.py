# Generated from async_form.py. Do not edit: change that file and run `python -m generator`.
"""Forms: configure a component step by step, without knowing how configure, reload and run work together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pdconnect_api.errors import PdconnectError
from pdconnect_api.models.prop_option import PropOption

from .base import FormBase
from .state import FormState

if TYPE_CHECKING:
    from pdconnect_api.models.emitter import Emitter
    from pdconnect_api.models.run_action_result import RunActionResult

    from .._resources.components import Actions, Triggers


class _Form(FormBase):
    def __init__(self, resource: Actions | Triggers, state: FormState) -> None:
        super().__init__(state)
        self._resource = resource

    def set(self, name: str, value: object) -> None:
        """Set a prop; if it changes which props there are, they are reloaded.

        Args:
            name: The name of the prop.
            value: For an app prop an `Account` or its id; an option that `options` gave; or the plain value. A label is added
                where the prop wants one.

        Raises:
            InvalidArgumentError: There is no such prop, or it takes other values; nothing was sent and nothing is changed.
            ComponentError: The component failed while its props were reloaded; the value is taken back.
        """
        before = self._state.configured.copy()
        if self._state.set_value(name, value):
            try:
                self.reload()
            except PdconnectError:
                self._state.configured = before
                raise

    def unset(self, name: str) -> None:
        """Take the value of a prop back."""
        if self._state.unset_value(name):
            self.reload()

    def update(self, values: Mapping[str, object]) -> None:
        """Set several props, in the order of the form, so that those come first that others depend on. None unsets."""
        waiting = dict(values)
        while waiting:
            name = next((prop.name for prop in self._state.props if prop.name in waiting), next(iter(waiting)))
            value = waiting.pop(name)
            if value is None:
                self.unset(name)
            else:
                self.set(name, value)

    def reload(self) -> None:
        """Ask for the props anew. `set` does it where it is needed."""
        self._state.accept_props(self._resource.reload_props(**self._state.arguments()))

    def options(self, name: str, *, query: str | None = None) -> Iterator[PropOption]:
        """The choices for a prop: those that it lists, or those of the service, page by page until nothing new comes.

        Args:
            name: The name of the prop.
            query: Only what fits this text, for props with `use_query`.

        Raises:
            InvalidArgumentError: There is no such prop, or it has no options.
            ComponentError: The component failed while it was asked.
        """
        fixed = self._state.fixed_options(name)
        if fixed is not None:
            yield from fixed
            return
        page, context, seen = 0, None, set[str]()
        while True:
            result = self._resource.configure_prop(
                **self._state.arguments(), prop_name=name, query=query, page=page, prev_context=context
            )
            new = self._state.accept_options(name, result, seen)
            if not new:
                return
            yield from new
            page, context = page + 1, result.context


class ActionForm(_Form):
    """An action being configured: made by `client.actions.form(...)`."""

    _resource: Actions

    def run(self) -> RunActionResult:
        """Run the action with what is set.

        Raises:
            FormIncompleteError: Props are missing; nothing was sent.
            ActionFailedError: The action ran and failed; `body` holds the whole result.
        """
        self._state.check_complete()
        return self._resource.run(**self._state.arguments())


class TriggerForm(_Form):
    """A trigger being configured: made by `client.triggers.form(...)`."""

    _resource: Triggers

    def deploy(
        self, *, webhook_url: str | None = None, workflow_id: str | None = None, emit_on_deploy: bool | None = None
    ) -> Emitter:
        """Deploy the trigger with what is set: see `client.triggers.deploy`.

        Raises:
            FormIncompleteError: Props are missing; nothing was sent.
        """
        self._state.check_complete()
        return self._resource.deploy(
            **self._state.arguments(), webhook_url=webhook_url, workflow_id=workflow_id, emit_on_deploy=emit_on_deploy
        )
