"""What a form reports without a request."""

from __future__ import annotations

from typing import Any

from .state import FormProp, FormState


class FormBase:
    """What both forms know without asking the service."""

    def __init__(self, state: FormState) -> None:
        self._state = state

    @property
    def props(self) -> list[FormProp]:
        """The props in order: what is required, hidden, and already set. They change when a prop that asks for it is set."""
        return self._state.form_props()

    @property
    def missing(self) -> list[str]:
        """The names of the props that must still be set."""
        return self._state.missing()

    @property
    def configured_props(self) -> dict[str, Any]:
        """What is set, as the service gets it."""
        return dict(self._state.configured)

    @property
    def dynamic_props_id(self) -> str | None:
        """The id of the last reload, which goes along with every request after it."""
        return self._state.dynamic_props_id

    def state(self) -> dict[str, Any]:
        """The form as JSON, for `form(state=...)` in a later request. It holds what was set, secrets among it: keep it on the server."""
        return self._state.to_json()

    def json_schema(self) -> dict[str, Any]:
        """The props that are still to be set as JSON Schema, to draw a form or to describe a tool to a language model.

        The values that come back go straight into `update`.
        """
        return self._state.json_schema()

    def __repr__(self) -> str:
        return f"<form of {self._state.key} for {self._state.external_user_id}, missing: {', '.join(self.missing) or 'nothing'}>"
