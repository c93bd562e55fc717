# Source of form.py, the synchronous half: run `python -m generator` after each change.
"""Forms: configure a component step by step, without knowing how configure, reload and run work together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING

from pdconnect_api.errors import PdconnectError
from pdconnect_api.models.prop_option import PropOption

from .base import FormBase
from .state import FormState

if TYPE_CHECKING:
    from pdconnect_api.models.emitter import Emitter
    from pdconnect_api.models.run_action_result import RunActionResult

    from .._resources.async_components import AsyncActions, AsyncTriggers


class _AsyncForm(FormBase):
    def __init__(self, resource: AsyncActions | AsyncTriggers, state: FormState) -> None:
        super().__init__(state)
        self._resource = resource

    async def set(self, name: str, value: object) -> None:
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
                await self.reload()
            except PdconnectError:
                self._state.configured = before
                raise

    async def unset(self, name: str) -> None:
        """Take the value of a prop back."""
        if self._state.unset_value(name):
            await self.reload()

    async def update(self, values: Mapping[str, object]) -> None:
        """Set several props, in the order of the form, so that those come first that others depend on. None unsets."""
        waiting = dict(values)
        while waiting:
            name = next((prop.name for prop in self._state.props if prop.name in waiting), next(iter(waiting)))
            value = waiting.pop(name)
            if value is None:
                await self.unset(name)
            else:
                await self.set(name, value)

    async def reload(self) -> None:
        """Ask for the props anew. `set` does it where it is needed."""
        self._state.accept_props(await self._resource.reload_props(**self._state.arguments()))

    async def options(self, name: str, *, query: str | None = None) -> AsyncIterator[PropOption]:
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
            for option in fixed:
                yield option
            return
        page, context, seen = 0, None, set[str]()
        while True:
            result = await self._resource.configure_prop(
                **self._state.arguments(), prop_name=name, query=query, page=page, prev_context=context
            )
            new = self._state.accept_options(name, result, seen)
            if not new:
                return
            for option in new:
                yield option
            page, context = page + 1, result.context


class AsyncActionForm(_AsyncForm):
    """An action being configured: made by `client.actions.form(...)`."""

    _resource: AsyncActions

    async def run(self) -> RunActionResult:
        """Run the action with what is set.

        Raises:
            FormIncompleteError: Props are missing; nothing was sent.
            ActionFailedError: The action ran and failed; `body` holds the whole result.
        """
        self._state.check_complete()
        return await self._resource.run(**self._state.arguments())


class AsyncTriggerForm(_AsyncForm):
    """A trigger being configured: made by `client.triggers.form(...)`."""

    _resource: AsyncTriggers

    async def deploy(
        self, *, webhook_url: str | None = None, workflow_id: str | None = None, emit_on_deploy: bool | None = None
    ) -> Emitter:
        """Deploy the trigger with what is set: see `client.triggers.deploy`.

        Raises:
            FormIncompleteError: Props are missing; nothing was sent.
        """
        self._state.check_complete()
        return await self._resource.deploy(
            **self._state.arguments(), webhook_url=webhook_url, workflow_id=workflow_id, emit_on_deploy=emit_on_deploy
        )
