# Generated from spec/schemas/webhooks.yaml#/ConnectionFailure. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from ..model import Field, Model, open_enum

if TYPE_CHECKING:
    from .environment_name import EnvironmentName


class ConnectionFailure(Model):
    """An external user could not connect an account."""

    __slots__ = ()

    event: Literal["CONNECTION_ERROR"]
    """Distinguishes this payload from the other one."""

    connect_token: str
    """The Connect token that was used."""

    environment: EnvironmentName | None = None
    """Environment of the attempt."""

    connect_session_id: float | str | None = None
    """Number of the attempt. It was small in an early sample and has about 39 digits in later ones, more than a
    64-bit integer or a double can hold. So keep it as the original text, or ignore it."""

    error: str | None = None
    """The error, for display; for example, the limit of users is reached, or a test request failed."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "event": Field("event"),
        "connect_token": Field("connect_token", secret=True),
        "environment": Field("environment", open_enum("EnvironmentName")),
        "connect_session_id": Field("connect_session_id"),
        "error": Field("error"),
    }
