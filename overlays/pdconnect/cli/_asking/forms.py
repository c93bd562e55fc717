"""Either kind of form."""

from __future__ import annotations

from ..._form import ActionForm, TriggerForm

AnyForm = ActionForm | TriggerForm
