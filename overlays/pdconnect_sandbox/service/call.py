"""The validated request that a handler receives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from attrs import field, frozen
from starlette.exceptions import HTTPException

from ..spec.document import Operation
from ..state.projects import Environment
from ..state.state import State
from ..wire.buffered_request import BufferedRequest
from ..wire.responses import SandboxResponse
from ..wire.types import JsonObject
from .auth import Principal


@frozen
class Call:
    """A request that was routed, authorized and validated."""

    operation: Operation
    principal: Principal
    optional_environment: Environment | None
    path: Mapping[str, str]
    query: JsonObject = field(repr=False)
    body: JsonObject = field(repr=False)
    request: BufferedRequest

    @property
    def environment(self) -> Environment:
        """The environment of the call; only operations of a project have one."""
        if self.optional_environment is None:
            raise TypeError(f"{self.operation.id} belongs to no environment")
        return self.optional_environment

    @property
    def names_user(self) -> str | None:
        """The external user that the request itself names."""
        sources = (self.path, self.query, self.body)
        named = (source["external_user_id"] for source in sources if "external_user_id" in source)
        return next(named, None)

    @property
    def external_user_id(self) -> str | None:
        """The external user of the call: the one it names, else that of its Connect token."""
        return self.names_user or self.principal.external_user_id

    @property
    def sees_keys(self) -> bool:
        """Whether the response may contain signing keys: for servers, never for browsers."""
        return self.principal.scheme == "oauth"


Handler: TypeAlias = Callable[[State, Call], SandboxResponse]


def check_own_user(call: Call) -> None:
    """Raise 403 if a request with a Connect token names another user than the token's."""
    own, named = call.principal.external_user_id, call.names_user
    if own is not None and named is not None and own != named:
        raise HTTPException(403, "external_user_id: the Connect token belongs to another user")
