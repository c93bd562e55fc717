"""The form of an action or of a trigger."""

from __future__ import annotations

import pdconnect

AnyForm = pdconnect.ActionForm | pdconnect.TriggerForm
