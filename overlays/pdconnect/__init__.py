"""pdconnect: the typed client of the Pipedream Connect API.

    with pdconnect.Client(environment="development") as client:
        for account in client.accounts.list(external_user_id="user-1"):
            print(account.id, account.app)

`Client` and `AsyncClient` have the same methods. What comes back is in `pdconnect.models`, what can be passed in as TypedDicts in
`pdconnect.inputs`, and everything that can go wrong derives from `ConnectError`.
"""

from pdconnect_api.arguments import UNSET, Unset
from pdconnect_api.senders import AsyncPage, AsyncPages, Page

from . import models
from ._async_client import AsyncClient
from ._client import Client
from ._errors import (
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
    DecodeError,
    Forbidden,
    FormIncomplete,
    InvalidArgument,
    NotFound,
    PaginationError,
    RequestTimeout,
    ServerError,
    TooManyRequests,
    TransportError,
    Unauthorized,
    UnprocessableEntity,
)
from ._version import __version__

__all__ = [
    "UNSET",
    "ActionFailed",
    "ApiError",
    "AsyncClient",
    "AsyncPage",
    "AsyncPages",
    "AsynchronousAnswer",
    "AuthenticationError",
    "BadRequest",
    "Client",
    "ClientClosed",
    "ComponentError",
    "ConfigurationError",
    "Conflict",
    "ConnectError",
    "ConnectionFailed",
    "DecodeError",
    "Forbidden",
    "FormIncomplete",
    "InvalidArgument",
    "NotFound",
    "Page",
    "PaginationError",
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
