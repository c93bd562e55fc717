# Generated from spec/schemas/webhooks.yaml#/ConnectionSuccess. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from ..model import Field, Model, model_reader, open_enum

if TYPE_CHECKING:
    from .connected_account import ConnectedAccount
    from .environment_name import EnvironmentName


class ConnectionSuccess(Model):
    """An external user has connected an account."""

    __slots__ = ()

    event: Literal["CONNECTION_SUCCESS"]
    """Distinguishes this payload from the other one."""

    connect_token: str
    """The Connect token that the account was connected with. It cannot connect another account, but it is still a
    secret."""

    environment: EnvironmentName | None = None
    """Environment of the account."""

    connect_session_id: float | str | None = None
    """Number of the attempt. It was small in an early sample and has about 39 digits in later ones, more than a
    64-bit integer or a double can hold. So keep it as the original text, or ignore it."""

    account: ConnectedAccount
    """The account, as a webhook sends it. Webhooks never contain credentials."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "event": Field("event"),
        "connect_token": Field("connect_token", secret=True),
        "environment": Field("environment", open_enum("EnvironmentName")),
        "connect_session_id": Field("connect_session_id"),
        "account": Field("account", model_reader("ConnectedAccount")),
    }
