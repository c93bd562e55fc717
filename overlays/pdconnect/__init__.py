"""pdconnect: the typed client of the Pipedream Connect API.

    with pdconnect.Client(environment="development") as client:
        for account in client.accounts.list(external_user_id="user-1"):
            print(account.id, account.app)

`Client` and `AsyncClient` have the same methods. What comes back is in `pdconnect.models`, what can be passed in as TypedDicts in
`pdconnect.inputs`, and everything that can go wrong derives from `ConnectError`.
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False  # typing costs more to import than all that is done here
if TYPE_CHECKING:
    from pdconnect_api.arguments import UNSET, Unset
    from pdconnect_api.call import AsyncPage, AsyncPages, Page

    from . import models
    from ._async_client import AsyncClient
    from ._client import Client
    from ._exceptions import (
        ActionFailed,
        ApiError,
        AsynchronousAnswer,
        AuthenticationError,
        BadRequest,
        ClientClosed,
        ComponentError,
        ConfigurationError,
        Conflict,
        ConnectError,
        ConnectionFailed,
        DeadlineExceeded,
        DecodeError,
        Forbidden,
        FormIncomplete,
        InvalidArgument,
        NotFound,
        PaginationError,
        RateLimitExceeded,
        RequestTimeout,
        ServerError,
        TooManyRequests,
        TransportError,
        Unauthorized,
        UnprocessableEntity,
    )
    from ._hooks import Attempt, AttemptResult, Hooks
    from ._http.attempt import Reply

_HOMES = {
    "pdconnect_api.arguments": ("UNSET", "Unset"),
    "pdconnect_api.call": ("AsyncPage", "AsyncPages", "Page"),
    "pdconnect._async_client": ("AsyncClient",),
    "pdconnect._client": ("Client",),
    "pdconnect._http.attempt": ("Reply",),
    "pdconnect._hooks": ("Attempt", "AttemptResult", "Hooks"),
}
"""Where the public names come from; the others are errors. Each is imported when it is first asked for: a program for threads does not
load the client for tasks, and the command line can print its help without either."""


if not TYPE_CHECKING:  # or no type checker would notice a misspelt name

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        if name == "models":
            return import_module("pdconnect.models")
        home = next((module for module, names in _HOMES.items() if name in names), "pdconnect._exceptions")
        value = globals()[name] = getattr(import_module(home), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


__all__ = [
    "UNSET",
    "ActionFailed",
    "ApiError",
    "AsyncClient",
    "AsyncPage",
    "AsyncPages",
    "AsynchronousAnswer",
    "Attempt",
    "AttemptResult",
    "AuthenticationError",
    "BadRequest",
    "Client",
    "ClientClosed",
    "ComponentError",
    "ConfigurationError",
    "Conflict",
    "ConnectError",
    "ConnectionFailed",
    "DeadlineExceeded",
    "DecodeError",
    "Forbidden",
    "FormIncomplete",
    "Hooks",
    "InvalidArgument",
    "NotFound",
    "Page",
    "PaginationError",
    "RateLimitExceeded",
    "Reply",
    "RequestTimeout",
    "ServerError",
    "TooManyRequests",
    "TransportError",
    "Unauthorized",
    "UnprocessableEntity",
    "Unset",
    "__version__",
    "models",
]
