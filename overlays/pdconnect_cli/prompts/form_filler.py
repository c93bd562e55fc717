"""Filling in a form: with what was given, and by asking for the rest prop by prop. What a prop takes, the form decides."""

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
        self._questions = PropPrompter(session, form, user)
        self._noted: set[str] = set()

    def fill(self, *, asking: bool) -> bool:
        """Set what was given and, if `asking`, ask for what is missing.

        Returns:
            Whether anything was asked.

        Raises:
            InvalidArgumentError: There is no such prop, or it takes other values.
            ComponentError: The component failed while its props were reloaded.
        """
        self._set_known()
        asked = asking and bool(self._form.missing)
        while asked and (props := self._next()):
            for prop in props:
                if prop.name in {each.name for each in self._form.props}:  # a reload may have taken it away
                    self._questions.prompt_for(prop)
                    self._set_known()
        for name in self._given.names:
            self._form.set(name, None)  # the form says that there is no such prop
        return asked

    def _set_known(self) -> None:
        """Set what was given, in the order of the form, since setting a prop can change which others there are."""
        while prop := next((each.prop for each in self._form.props if each.name in self._given.names), None):
            value = self._given.take(prop)
            if value is None:
                self._form.unset(prop.name)
            else:
                self._form.set(prop.name, value)

    def _next(self) -> list[pdconnect.FormProp]:
        """The props to ask for next: one that is missing, else those optional ones that are wanted."""
        self._show_alerts()
        missing = self._form.missing
        if missing:
            return [prop for prop in self._form.props if prop.name == missing[0]]
        optional = [prop for prop in self._form.props if not (prop.hidden or prop.is_set or prop.prop.read_only)]
        return self._wanted(optional) if optional else []

    def _wanted(self, optional: list[pdconnect.FormProp]) -> list[pdconnect.FormProp]:
        names = {prop.name for prop in optional}
        self._output.messages.print(f"\nOptional: {', '.join(prop.name for prop in optional)}", markup=False)
        while True:
            wanted = ask(self._output, "  names of those to set · Enter to go on: ").replace(",", " ").split()
            unknown = [name for name in wanted if name not in names]
            if not unknown:
                return [prop for prop in optional if prop.name in wanted]
            self._output.note(f"  There is no {', '.join(unknown)}.", "yellow")

    def _show_alerts(self) -> None:
        """Show the notes of the component, each once."""
        for each in self._form.props:
            text: object = getattr(each.prop, "content", None)
            if each.prop.type == "alert" and isinstance(text, str) and each.name not in self._noted:
                self._noted.add(each.name)
                self._output.note(f"\n{text}", "yellow")
