# Generated from spec/schemas/deployed_triggers.yaml#/HttpInterface. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from ..model import Field, Model


class HttpInterface(Model):
    """A trigger without a component that emits each HTTP request to its URL."""

    __slots__ = ()

    id: str
    """Id of the deployed trigger (`hi_...`)."""

    key: str | None = None
    """Key of the endpoint; the first part of its host name."""

    endpoint_url: str | None = None
    """URL to send requests to."""

    custom_response: bool | None = None
    """Whether a workflow may set the response."""

    created_at: int | None = None
    """When it was deployed, in Unix seconds in all examples."""

    updated_at: int | None = None
    """When it was last changed, in the same unit."""

    type: Literal["HttpInterface"] | None = None
    """Identifies this kind; often missing."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "id": Field("id"),
        "key": Field("key"),
        "endpoint_url": Field("endpoint_url"),
        "custom_response": Field("custom_response"),
        "created_at": Field("created_at"),
        "updated_at": Field("updated_at"),
        "type": Field("type"),
    }
