# Source of tool_run.py, the synchronous half: run `python -m generator` after each change.
"""One call of a tool: a form is filled in with accounts, fixed values and arguments, and then run."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from pdconnect_api.arguments import UNSET
from pdconnect_api.errors import InvalidArgumentError
from pdconnect_api.lazy_annotations import set_lazy_annotations
from pdconnect_api.models.configurable_prop import ConfigurableProp
from pdconnect_api.models.prop_option import PropOption
from pdconnect_api.models.run_action_result import RunActionResult

from .._exceptions import ComponentError, FormIncompleteError
from .._forms.async_form import AsyncActionForm
from .._forms.state import FormProp
from .._forms.values import prop_type
from .account_choices import AccountChoices
from .argument_schema import argument_schema, object_schema
from .arguments import as_list, coerce, parse_arguments
from .names import MORE_ARGUMENTS
from .option_match import containing_text, matching_options, search_texts, shown_options
from .result_text import MoreArgumentsError, choices_hint
from .tool_call import ToolCall
from .tool_spec import ToolSpec
from .valid_text import valid_json

if TYPE_CHECKING:
    from pdconnect_api.api.actions import AsyncActions

LISTED_OPTIONS = 100
"""Choices of a prop that are requested to find the one that a model means."""
_HINTED_PROPS = 3
"""At most for so many missing arguments are choices requested."""


class AsyncToolRun:
    """A call of one tool for one user."""

    def __init__(
        self,
        actions: AsyncActions,
        spec: ToolSpec,
        external_user_id: str,
        accounts: AccountChoices,
        known_options: dict[tuple[str, str], dict[str, PropOption]],
        known_arguments: set[tuple[str, str]],
    ) -> None:
        """Prepare a call. `known_options` and `known_arguments` are kept between the calls of a set of tools."""
        self._actions = actions
        self._spec = spec
        self._user = external_user_id
        self._accounts = accounts
        self._options = known_options
        self._known_arguments = known_arguments
        self._unmatched: dict[str, tuple[Any, list[PropOption]]] = {}
        self._state = spec.new_state()
        self._form = AsyncActionForm(actions, self._state)
        self._hints: list[str] = []

    def hints(self) -> list[str]:
        """Return what helps a model to correct a call that failed: the choices of missing arguments and of values that are no choices."""
        unmatched = [
            choices_hint(self._spec.argument_name(name), options, wanted)
            for name, (wanted, options) in self._unmatched.items()
            if options
        ]
        return [*self._hints, *unmatched]

    async def prepare(self, arguments: Mapping[str, Any]) -> ToolCall:
        """Fill in the form, and return the call that is ready to run.

        Raises:
            InvalidArgumentError: An argument is unknown or wrong.
            FormIncompleteError: Required arguments are missing, or there are further arguments that the model has not seen.
            ComponentError: The component failed while its options or props were requested.
        """
        first = await self._fill(arguments)
        self._check_new_arguments(arguments, first)
        missing = self._form.missing
        if missing:
            await self._hint_choices(missing)
            raise FormIncompleteError(missing)
        values = {prop.name: prop.value for prop in self._form.props if prop.is_set}
        return ToolCall(self._spec.name, values, self._spec.component, self._user)

    async def run(self) -> RunActionResult:
        """Run the action. Raises what `client.actions.run` raises."""
        stash = "NEW" if self._spec.component.stash else UNSET
        return await self._actions.run(**self._state.arguments(), stash_id=stash)

    async def choices(self, argument: str, arguments: Mapping[str, Any], query: str | None, most: int) -> Any:
        """Return the choices for an argument: at most `most` of them, or what the component says about a database.

        Raises:
            InvalidArgumentError: There is no such argument, or it has no choices.
            ComponentError: The component failed while its options were requested.
        """
        name = self._spec.prop_name(argument, self._accounts)
        await self._fill({key: value for key, value in arguments.items() if key != argument})
        self._check_accounts_chosen()
        prop = self._state.prop(name)
        if prop_type(prop) == "sql":
            result = await self._actions.configure_prop(**self._state.arguments(), prop_name=name)
            return {"database": result.context}
        searched = query if prop.remote_options and getattr(prop, "use_query", None) else None
        found = await self._list_options(name, searched, LISTED_OPTIONS if query and not searched else most + 1)
        if query and not searched:
            found = containing_text(found, query)
        choices = [{"label": str(option.label), "value": option.value} for option in found[:most]]
        note = {"note": "There are more choices: pass a query."} if len(found) > most else {}
        return {"choices": choices, **note}

    def _values(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Return all values to set, by the name of the prop: those of the model, the fixed ones, and the only account of an app."""
        spec, accounts = self._spec, self._accounts
        given = {**self._more(arguments), **arguments}
        if spec.is_dynamic:
            given.pop(MORE_ARGUMENTS, None)
        values = {spec.prop_name(name, accounts): value for name, value in given.items() if value is not None}
        for prop in spec.app_props:
            choices = accounts.of(prop.app)
            if prop.name in values:
                values[prop.name] = accounts.choose(prop.name, prop.app, values[prop.name])
            elif len(choices) == 1:
                values[prop.name] = choices[0].id
        return {**values, **spec.fixed}

    def _more(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Return the further arguments of a call."""
        return parse_arguments(arguments.get(MORE_ARGUMENTS)) if self._spec.is_dynamic else {}

    async def _fill(self, arguments: Mapping[str, Any]) -> set[str]:
        """Set all values, and return the names of the props that the values of the component's own props made appear."""
        values = self._values(arguments)
        own = {prop.name for prop in self._state.props}
        await self._set_all({name: value for name, value in values.items() if name in own})
        first = {prop.name for prop in self._state.props} - own
        await self._set_all({name: value for name, value in values.items() if name not in own})
        return first

    async def _set_all(self, values: Mapping[str, Any]) -> None:
        """Set values in the order of the form. Setting one can change the props that follow."""
        remaining = dict(values)
        while remaining:
            name = next((prop.name for prop in self._state.props if prop.name in remaining), None)
            if name is None:
                raise InvalidArgumentError(
                    next(iter(remaining)), f"must be one of the arguments {self._argument_names()}"
                )
            value = remaining.pop(name)
            if name in self._spec.fixed or prop_type(self._state.prop(name)) == "app":
                await self._form.set(name, value)
            else:
                await self._set_argument(name, value)

    async def _set_argument(self, name: str, value: Any) -> None:
        prop = self._state.prop(name)
        shown = next((form_prop for form_prop in self._form.props if form_prop.name == name), None)
        if shown is None or not self._spec.is_argument(shown):
            raise InvalidArgumentError(name, f"must be one of the arguments {self._argument_names()}")
        if valid_json(value) != value:
            raise InvalidArgumentError(name, "must be text that UTF-8 can encode (it has a lone surrogate)")
        value = coerce(prop, value)
        if prop.remote_options and prop_type(prop) != "sql":
            found = [await self._option(prop, item) for item in as_list(value)]
            value = found if isinstance(value, list) else found[0]
        await self._form.set(name, value)

    async def _option(self, prop: ConfigurableProp, wanted: Any) -> Any:
        """Return the option of the service that a value or a label means; the value itself if there is none."""
        known = self._options.get((self._spec.key, prop.name), {}).get(str(wanted))
        if known is not None:
            return known
        try:
            options = await self._list_options(prop.name, None, LISTED_OPTIONS)
            matches = matching_options(options, wanted)
            if not matches and getattr(prop, "use_query", None):
                for text in search_texts(wanted):
                    found = await self._list_options(prop.name, text, LISTED_OPTIONS)
                    matches = matches or matching_options(found, wanted)
        except ComponentError:  # the run reports what is wrong
            options, matches = list[PropOption](), list[PropOption]()
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise InvalidArgumentError(
                prop.name, f"{wanted!r} means several choices; use a value: {shown_options(matches, most=10)}"
            )
        if options and prop_type(prop).startswith("integer") and not isinstance(wanted, int):
            raise InvalidArgumentError(
                prop.name,
                f"must be one of its choices. {choices_hint(self._spec.argument_name(prop.name), options, wanted)}",
            )
        self._unmatched[prop.name] = (wanted, options)
        return wanted

    async def _list_options(self, name: str, query: str | None, most: int) -> list[PropOption]:
        """Return the first options of a prop, and remember them."""
        found: list[PropOption] = []
        async with aclosing(self._form.options(name, query=query)) as options:
            async for option in options:
                found.append(option)
                if len(found) >= most:
                    break
        self._options[self._spec.key, name] = {str(option.value): option for option in found}
        return found

    def _check_new_arguments(self, arguments: Mapping[str, Any], first: set[str]) -> None:
        """Raise MoreArgumentsError if there are arguments that the model has not seen. Each of them is reported once.

        A model that passes further arguments has seen those that its other arguments made appear (`first`), even if an earlier set of
        tools reported them. Their own values can make others appear.
        """
        if not self._spec.is_dynamic:
            return
        own = {prop.name for prop in self._spec.new_state().props}
        shown = [prop for prop in self._form.props if self._spec.is_argument(prop) and prop.name not in own]
        given = {*self._more(arguments), *arguments}
        has_seen_first = arguments.get(MORE_ARGUMENTS) is not None or not given.isdisjoint(first)
        seen = given | first if has_seen_first else given
        new = [prop for prop in shown if prop.name not in seen and _identity(prop) not in self._known_arguments]
        is_incomplete = any(prop.required and not prop.is_set for prop in shown)
        self._known_arguments |= {_identity(prop) for prop in shown}
        if new or is_incomplete:
            unset = [prop for prop in shown if not prop.is_set]
            raise MoreArgumentsError(
                object_schema(
                    {prop.name: argument_schema(prop.prop) for prop in unset},
                    [prop.name for prop in unset if prop.required],
                )
            )

    async def _hint_choices(self, missing: list[str]) -> None:
        """Request the first choices of missing arguments."""
        for argument, prop in self._spec.selectable_accounts(self._accounts).items():
            if prop.name in missing:
                labels = ", ".join(repr(choice.label) for choice in self._accounts.of(prop.app))
                self._hints.append(f"Choices for {argument}: {labels}.")
        for name in missing[:_HINTED_PROPS]:
            if self._state.prop(name).remote_options:
                options = await self._list_options(name, None, LISTED_OPTIONS)
                if options:
                    self._hints.append(choices_hint(self._spec.argument_name(name), options))

    def _check_accounts_chosen(self) -> None:
        """Raise InvalidArgumentError if the account is not chosen yet that the choices depend on."""
        missing = self._form.missing
        for argument, prop in self._spec.selectable_accounts(self._accounts).items():
            if prop.name in missing:
                labels = ", ".join(repr(choice.label) for choice in self._accounts.of(prop.app))
                raise InvalidArgumentError("arguments", f"must contain {argument}, one of {labels}")

    def _argument_names(self) -> str:
        names = [self._spec.argument_name(prop.name) for prop in self._form.props if self._spec.is_argument(prop)]
        return ", ".join([*self._spec.selectable_accounts(self._accounts), *names])


def _identity(prop: FormProp) -> tuple[str, str]:
    """Return the name and the label of a prop: columns of different tables have the same names."""
    return prop.name, str(prop.prop.label)


set_lazy_annotations(globals(), {"AsyncActions": "pdconnect_api.api.actions"})
