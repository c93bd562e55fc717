"""What a form reports without a request."""

from __future__ import annotations

from typing import Any

from .state import FormProp, FormState


class FormBase:
    """The part of a form that needs no request."""

    def __init__(self, state: FormState) -> None:
        self._state = state

    @property
    def props(self) -> list[FormProp]:
        """The props in order, with their values. They can change when a prop is set."""
        return self._state.form_props()

    @property
    def missing(self) -> list[str]:
        """The names of the props that must still be set."""
        return self._state.missing()

    @property
    def configured_props(self) -> dict[str, Any]:
        """The values that are set, in the form of the service."""
        return dict(self._state.configured)

    @property
    def dynamic_props_id(self) -> str | None:
        """The id of the last reload, which every later request contains."""
        return self._state.dynamic_props_id

    def state(self) -> dict[str, Any]:
        """Return the form as JSON, for `form(state=...)` in a later request.

        It contains the values that were set, which may be secrets: keep it on the server.
        """
        return self._state.to_json()

    def json_schema(self) -> dict[str, Any]:
        """Return the props that are not set yet as JSON Schema, to render a form or to describe a tool to a language model.

        The values that come back can be passed to `update`.
        """
        return self._state.json_schema()

    def __repr__(self) -> str:
        missing = ", ".join(self.missing) or "nothing"
        return f"<form of {self._state.key} for {self._state.external_user_id}, missing: {missing}>"
