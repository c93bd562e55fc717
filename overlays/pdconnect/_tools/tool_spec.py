"""One action as a tool: its name, its description, and the arguments that a model fills in. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from pdconnect_api.errors import InvalidArgumentError
from pdconnect_api.models.component import Component

from .._forms.state import FormProp, FormState, component_description
from .._forms.values import prop_type
from .account_choices import AccountChoices
from .argument_schema import JsonSchema, account_schema, argument_schema, object_schema
from .names import MORE_ARGUMENTS, safe_name

_DOCS_LINK = re.compile(r"\s*\[[^\]]*\bdoc(?:s|umentation)?\b[^\]]*\]\([^)]*\)\.?", re.IGNORECASE)
"""The link to an app's documentation with which most descriptions end; a model cannot open it."""


class AppProp(NamedTuple):
    """A prop that takes a connected account."""

    name: str
    app: str
    required: bool


class ToolSpec:
    """An action, without the accounts of a user."""

    def __init__(self, component: Component, external_user_id: str, fixed: Mapping[str, Any] | None = None) -> None:
        """Check the values of `fixed`. Raises InvalidArgumentError if one belongs to no prop, or the prop doesn't take it."""
        self.component = component
        self.key = component.key
        self.name = safe_name(self.key)
        self.fixed = dict(fixed or {})
        self._user = external_user_id
        props = self.new_state().form_props()
        self.app_props = [_app_prop(prop) for prop in props if prop_type(prop.prop) == "app" and not prop.hidden]
        self.arguments = {safe_name(prop.name): prop for prop in props if self.is_argument(prop)}
        """The props that a model fills in, by the name of the argument."""
        self._argument_names = {prop.name: name for name, prop in self.arguments.items()}
        self._argument_names |= {prop.name: safe_name(prop.name) for prop in self.app_props}
        self.is_dynamic = any(prop.prop.reload_props for prop in props)
        """Whether the values of some props change which other props there are."""
        _check_fixed(self)

    def new_state(self) -> FormState:
        """Return the state of a form in which nothing is set yet."""
        return FormState.of_component("action", self.key, self._user, self.component, None)

    def is_argument(self, prop: FormProp) -> bool:
        """Return whether a model fills in a prop: it is not hidden, and neither fixed nor an account."""
        return not (
            prop.hidden
            or prop.name in self.fixed
            or prop_type(prop.prop) in ("app", "dir")  # the files of a `dir` are those of the stash
            or getattr(prop.prop, "read_only", None)
        )

    def missing_app(self, accounts: AccountChoices) -> str | None:
        """Return an app whose account is required and not connected; None if there is none."""
        needed = (prop.app for prop in self.app_props if prop.required and prop.name not in self.fixed)
        return next((app for app in needed if not accounts.of(app)), None)

    def selectable_accounts(self, accounts: AccountChoices) -> dict[str, AppProp]:
        """Return the app props for which a model chooses one of several accounts, by the name of the argument."""
        return {
            safe_name(prop.name): prop
            for prop in self.app_props
            if prop.name not in self.fixed and len(accounts.of(prop.app)) > 1
        }

    def description(self, accounts: AccountChoices) -> str:
        """Return what the action does, for a model."""
        component, app = self.component, self.missing_app(accounts)
        own = component_description(component) or self.key
        parts = [_DOCS_LINK.sub("", own).strip() or str(component.name)]
        if self.is_dynamic:
            parts.append(
                f"Some arguments appear only after others are set: a first call returns them. Pass them in {MORE_ARGUMENTS}."
            )
        if app is not None:
            parts.append(f"The user has not connected {app} yet: a call returns a link for the user.")
        return "\n\n".join(parts)

    def input_schema(self, accounts: AccountChoices) -> JsonSchema:
        """Return the JSON Schema of the arguments."""
        selectable = self.selectable_accounts(accounts)
        properties = {
            name: account_schema(prop.app, [choice.label for choice in accounts.of(prop.app)])
            for name, prop in selectable.items()
        }
        required = [name for name, prop in selectable.items() if prop.required]
        properties |= {name: argument_schema(prop.prop) for name, prop in self.arguments.items()}
        required += [name for name, prop in self.arguments.items() if prop.required]
        if self.is_dynamic:
            properties[MORE_ARGUMENTS] = {
                "type": "object",
                "description": "The arguments that an earlier call returned, by name; null leaves one out.",
                "additionalProperties": True,
            }
        return object_schema(properties, required)

    def remote_arguments(self) -> list[str]:
        """Return the names of the arguments whose choices come from the service."""
        return [name for name, prop in self.arguments.items() if prop.prop.remote_options]

    def argument_name(self, prop_name: str) -> str:
        """Return the name by which a model knows a prop."""
        return self._argument_names.get(prop_name, prop_name)

    def prop_name(self, argument: str, accounts: AccountChoices) -> str:
        """Return the name of the prop of an argument. Raises InvalidArgumentError for a prop that the application fixes."""
        if argument in self.arguments:
            return self.arguments[argument].name
        account = self.selectable_accounts(accounts).get(argument)
        name = account.name if account is not None else argument
        if name in self.fixed:
            raise InvalidArgumentError(argument, "is set by the application and cannot be changed: leave it out")
        return name

    def annotations(self) -> dict[str, Any]:
        """Return the hints about the effects of a run, with the names of MCP; those that the service doesn't send are left out."""
        hints: Any = self.component.annotations
        found = {
            wire: getattr(hints, name, None)
            for name, wire in (
                ("read_only_hint", "readOnlyHint"),
                ("destructive_hint", "destructiveHint"),
                ("idempotent_hint", "idempotentHint"),
                ("open_world_hint", "openWorldHint"),
            )
        }
        return {name: value for name, value in found.items() if isinstance(value, bool)}

    @property
    def title(self) -> str:
        """The name for display."""
        titles: list[object] = [getattr(self.component.annotations, "title", None), self.component.name]
        return next((title for title in titles if isinstance(title, str) and title.strip()), self.key)

    @property
    def is_destructive(self) -> bool:
        """Whether the annotations say that a run may delete or overwrite data."""
        return self.annotations().get("destructiveHint") is True

    def secrets(self) -> list[object]:
        """Return the fixed values of secret props, which no text for a model may contain."""
        names = {prop.name for prop in self.new_state().form_props() if getattr(prop.prop, "secret", None)}
        return [value for name, value in self.fixed.items() if name in names]


def _app_prop(prop: FormProp) -> AppProp:
    app: object = getattr(prop.prop, "app", None)
    return AppProp(prop.name, app if isinstance(app, str) else "", prop.required)


def _check_fixed(spec: ToolSpec) -> None:
    """Raise InvalidArgumentError if a fixed value belongs to no prop, or the prop doesn't take it."""
    if not spec.fixed:
        return
    state = spec.new_state()
    for name, value in spec.fixed.items():
        known = any(prop.name == name for prop in state.props)
        if not known and spec.is_dynamic:
            continue  # it may appear after a reload
        try:
            state.set_value(name, value)
        except InvalidArgumentError as error:
            raise InvalidArgumentError("defaults", f"of {spec.key}: {error}") from None
