"""Either kind of form."""

from __future__ import annotations

from pdconnect._forms.form import ActionForm, TriggerForm

AnyForm = ActionForm | TriggerForm
