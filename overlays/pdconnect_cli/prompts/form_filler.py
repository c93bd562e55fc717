"""Fill in a form: set the given props, then prompt for the missing ones. The form checks the values."""

from __future__ import annotations

import pdconnect

from ..session import Session
from .any_form import AnyForm
from .given_props import GivenProps
from .prop_prompts import PropPrompter
from .terminal import ask


class FormFiller:
    """Fills in one form."""

    def __init__(self, session: Session, form: AnyForm, user: str, given: GivenProps) -> None:
        self._output = session.output
        self._form = form
        self._given = given
        self._prompter = PropPrompter(session, form, user)
        self._shown_alerts: set[str] = set()

    def fill(self, *, prompting: bool) -> bool:
        """Set the given props and, if `prompting`, prompt for the missing ones.

        Returns:
            Whether the user was prompted.

        Raises:
            InvalidArgumentError: There is no such prop, or its value is invalid.
            ComponentError: The component failed while its props were reloaded.
        """
        self._set_given()
        prompted = prompting and bool(self._form.missing)
        while prompted and (props := self._next()):
            for prop in props:
                if prop.name in {each.name for each in self._form.props}:  # a reload may have removed it
                    self._prompter.prompt_for(prop)
                    self._set_given()
        for name in self._given.names:
            self._form.set(name, None)  # the form raises an error: there is no such prop
        return prompted

    def _set_given(self) -> None:
        """Set the given props in the order of the form, because setting a prop can change the others."""
        while prop := next((each.prop for each in self._form.props if each.name in self._given.names), None):
            value = self._given.pop(prop)
            if value is None:
                self._form.unset(prop.name)
            else:
                self._form.set(prop.name, value)

    def _next(self) -> list[pdconnect.FormProp]:
        """Return the props to prompt for next: a missing one, else the optional ones that the user chooses."""
        self._show_alerts()
        missing = self._form.missing
        if missing:
            return [prop for prop in self._form.props if prop.name == missing[0]]
        optional = [prop for prop in self._form.props if not (prop.hidden or prop.is_set or prop.prop.read_only)]
        return self._choose_optional(optional) if optional else []

    def _choose_optional(self, optional: list[pdconnect.FormProp]) -> list[pdconnect.FormProp]:
        names = {prop.name for prop in optional}
        self._output.messages.print(f"\nOptional: {', '.join(prop.name for prop in optional)}", markup=False)
        while True:
            chosen = ask(self._output, "  names of props to set · Enter to continue: ").replace(",", " ").split()
            unknown = [name for name in chosen if name not in names]
            if not unknown:
                return [prop for prop in optional if prop.name in chosen]
            self._output.note(f"  There is no {', '.join(unknown)}.", "yellow")

    def _show_alerts(self) -> None:
        """Show the alerts of the component, each once."""
        for each in self._form.props:
            text: object = getattr(each.prop, "content", None)
            if each.prop.type == "alert" and isinstance(text, str) and each.name not in self._shown_alerts:
                self._shown_alerts.add(each.name)
                self._output.note(f"\n{text}", "yellow")
