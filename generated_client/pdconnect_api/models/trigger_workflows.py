# Generated from spec/schemas/deployed_triggers.yaml#/TriggerWorkflows. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ..model import Field, Model


class TriggerWorkflows(Model):
    """The workflows that receive the events of a deployed trigger."""

    __slots__ = ()

    workflow_ids: list[str]
    """Ids of the workflows (`p_...`)."""

    FIELDS: ClassVar[Mapping[str, Field]] = {"workflow_ids": Field("workflow_ids")}
