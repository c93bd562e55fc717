# Generated from spec/schemas/deployed_triggers.yaml#/EmailInterface. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from ..model import Field, Model


class EmailInterface(Model):
    """A trigger without a component that emits each email sent to its address."""

    __slots__ = ()

    id: str
    """Id of the deployed trigger (`ei_...`)."""

    email_address: str | None = None
    """Email address to send to."""

    created_at: int | None = None
    """When it was deployed, in Unix seconds in all examples."""

    updated_at: int | None = None
    """When it was last changed, in the same unit."""

    type: Literal["EmailInterface"] | None = None
    """Identifies this kind. The value was never observed; it is derived from the others."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "id": Field("id"),
        "email_address": Field("email_address"),
        "created_at": Field("created_at"),
        "updated_at": Field("updated_at"),
        "type": Field("type"),
    }
