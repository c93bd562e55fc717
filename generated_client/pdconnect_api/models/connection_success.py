# Generated from spec/schemas/webhooks.yaml#/ConnectionSuccess. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

import attrs

from ..model import Field, Model, one, open_enum
from .connected_account import ConnectedAccount
from .environment_name import EnvironmentName


@attrs.frozen(kw_only=True, eq=False, repr=False, weakref_slot=False)
class ConnectionSuccess(Model):
    """An external user has connected an account."""

    event: Literal["CONNECTION_SUCCESS"]
    """Tells this payload from the other one."""

    connect_token: str
    """The Connect token the account was connected with. It is spent for connecting, but still a secret."""

    environment: EnvironmentName | None = None
    """Environment of the account."""

    connect_session_id: float | str | None = None
    """"""

    account: ConnectedAccount
    """"""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "event": Field("event"),
        "connect_token": Field("connect_token", secret=True),
        "environment": Field("environment", open_enum(EnvironmentName)),
        "connect_session_id": Field("connect_session_id"),
        "account": Field("account", one(ConnectedAccount)),
    }
