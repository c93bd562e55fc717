"""Typed client of the Pipedream Connect API.

    with pdconnect.Client(environment="development") as client:
        for account in client.accounts.list(external_user_id="user-1"):
            print(account.id, account.app)

`Client` and `AsyncClient` have the same methods. The types of responses are in `pdconnect.models`, TypedDicts of arguments in
`pdconnect.inputs`, and functions for webhooks in `pdconnect.webhooks`. Every error derives from `PdconnectError`.
"""

from __future__ import annotations

from ._version import __version__

TYPE_CHECKING = False  # importing typing would take longer than this module
if TYPE_CHECKING:
    from pdconnect_api.arguments import UNSET, Unset
    from pdconnect_api.call import AsyncPage, AsyncPages, Page
    from pdconnect_api.http_types import AsyncHttpClient, HttpClient, HttpRequest, HttpResponse, HttpTimeout, HttpUrl
    from pdconnect_api.list_progress import Checkpoint, ListProgress
    from pdconnect_api.raw_response import APIResponse

    from . import inputs, models, webhooks
    from ._async_client import AsyncClient
    from ._client import Client
    from ._drift.deviation import DeviationKind, SpecDeviation
    from ._drift.hooks import SpecDriftHooks
    from ._exceptions import (
        AcceptedResponseError,
        AccountRequiredError,
        AccountWaitTimeoutError,
        ActionFailedError,
        ApiError,
        AuthenticationError,
        BadRequestError,
        CallDeclinedError,
        CheckpointError,
        ClientClosedError,
        ComponentError,
        ConfigurationError,
        ConflictError,
        ConnectionFailedError,
        DeadlineExceededError,
        DecodeError,
        ForbiddenError,
        FormIncompleteError,
        InvalidArgumentError,
        NotFoundError,
        PaginationError,
        PdconnectError,
        RateLimitExceededError,
        RequestTimeoutError,
        ResponseTooLargeError,
        ServerError,
        TooManyRequestsError,
        TransportError,
        UnauthorizedError,
        UnprocessableEntityError,
    )
    from ._forms.async_form import AsyncActionForm, AsyncTriggerForm
    from ._forms.form import ActionForm, TriggerForm
    from ._forms.state import FormProp
    from ._hooks import Attempt, AttemptResult, Hooks
    from ._resources.remote_mcp import RemoteMcp
    from ._tools.async_user_tools import AsyncTool, AsyncUserTools
    from ._tools.tool_call import ToolCall, ToolResult
    from ._tools.user_tools import Tool, UserTools

_HOMES = {
    "pdconnect_api.arguments": ("UNSET", "Unset"),
    "pdconnect_api.call": ("AsyncPage", "AsyncPages", "Page"),
    "pdconnect_api.http_types": (
        "AsyncHttpClient",
        "HttpClient",
        "HttpRequest",
        "HttpResponse",
        "HttpTimeout",
        "HttpUrl",
    ),
    "pdconnect_api.list_progress": ("Checkpoint", "ListProgress"),
    "pdconnect._async_client": ("AsyncClient",),
    "pdconnect._client": ("Client",),
    "pdconnect_api.raw_response": ("APIResponse",),
    "pdconnect._drift.deviation": ("DeviationKind", "SpecDeviation"),
    "pdconnect._drift.hooks": ("SpecDriftHooks",),
    "pdconnect._forms.async_form": ("AsyncActionForm", "AsyncTriggerForm"),
    "pdconnect._forms.form": ("ActionForm", "TriggerForm"),
    "pdconnect._forms.state": ("FormProp",),
    "pdconnect._hooks": ("Attempt", "AttemptResult", "Hooks"),
    "pdconnect._resources.remote_mcp": ("RemoteMcp",),
    "pdconnect._tools.async_user_tools": ("AsyncTool", "AsyncUserTools"),
    "pdconnect._tools.tool_call": ("ToolCall", "ToolResult"),
    "pdconnect._tools.user_tools": ("Tool", "UserTools"),
}
"""The modules of the public names; names that are not listed are errors. Each is imported at first use: a synchronous program does not load
the asynchronous client, and the command line prints its help without either."""


if not TYPE_CHECKING:  # type checkers would accept any name otherwise

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        if name in ("inputs", "models", "webhooks"):
            return import_module(f"pdconnect.{name}")
        home = next((module for module, names in _HOMES.items() if name in names), "pdconnect._exceptions")
        value = globals()[name] = getattr(import_module(home), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


__all__ = [
    "UNSET",
    "APIResponse",
    "AcceptedResponseError",
    "AccountRequiredError",
    "AccountWaitTimeoutError",
    "ActionFailedError",
    "ActionForm",
    "ApiError",
    "AsyncActionForm",
    "AsyncClient",
    "AsyncHttpClient",
    "AsyncPage",
    "AsyncPages",
    "AsyncTool",
    "AsyncTriggerForm",
    "AsyncUserTools",
    "Attempt",
    "AttemptResult",
    "AuthenticationError",
    "BadRequestError",
    "CallDeclinedError",
    "Checkpoint",
    "CheckpointError",
    "Client",
    "ClientClosedError",
    "ComponentError",
    "ConfigurationError",
    "ConflictError",
    "ConnectionFailedError",
    "DeadlineExceededError",
    "DecodeError",
    "DeviationKind",
    "ForbiddenError",
    "FormIncompleteError",
    "FormProp",
    "Hooks",
    "HttpClient",
    "HttpRequest",
    "HttpResponse",
    "HttpTimeout",
    "HttpUrl",
    "InvalidArgumentError",
    "ListProgress",
    "NotFoundError",
    "Page",
    "PaginationError",
    "PdconnectError",
    "RateLimitExceededError",
    "RemoteMcp",
    "RequestTimeoutError",
    "ResponseTooLargeError",
    "ServerError",
    "SpecDeviation",
    "SpecDriftHooks",
    "TooManyRequestsError",
    "Tool",
    "ToolCall",
    "ToolResult",
    "TransportError",
    "TriggerForm",
    "UnauthorizedError",
    "UnprocessableEntityError",
    "Unset",
    "UserTools",
    "__version__",
    "inputs",
    "models",
    "webhooks",
]
