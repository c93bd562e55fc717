# Source of _client.py, the synchronous half: run `python -m generator` after each change.
"""The client: its settings, its options, and its resources."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import cached_property, partial
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, Self, TypeVar, Unpack

from pdconnect_api.api import AsyncApi
from pdconnect_api.arguments import UNSET, Unset, as_secret
from pdconnect_api.lazy_annotations import set_lazy_annotations
from pdconnect_api.resource_property import resource_property

from ._auth.token_source import AsyncStaticTokenSource, async_token_source
from ._concurrency.sleep import async_sleep
from ._config import (
    Environment,
    Settings,
    changed_settings,
    check_extras,
    check_functions,
    resolve_settings,
    settings_with_connect_token,
)
from ._exceptions import ConfigurationError
from ._http.async_connections import AsyncConnections
from ._rate_limit.config import MEMORY, RateLimitConfig
from ._redis.key_prefix import DEFAULT_KEY_PREFIX, check_key_prefix
from ._request_options import (
    DEFAULT_MAX_RESPONSE_BYTES,
    DEFAULT_MAX_RETRIES,
    Options,
    RateLimitMode,
    changed_options,
    check_share_applies,
)
from ._runtime import AsyncClientRuntime
from ._tracebacks import clear_frames

if TYPE_CHECKING:
    from pdconnect_api.call import AsyncPages, Call, Listing
    from pdconnect_api.http_types import AsyncHttpClient, Timeout
    from pdconnect_api.raw_response import APIResponse

    from ._auth.access_token import AccessToken
    from ._hooks import Hooks
    from ._http.async_pipeline import AsyncHttpSender
    from ._http.backend import AsyncHttpBackend
    from ._pagination.async_page import AsyncPage
    from ._pagination.page_position import ListContext
    from ._redis.clients import AsyncRedisSource
    from ._resources.async_components import AsyncActions, AsyncTriggers
    from ._resources.async_file_stash import AsyncFileStash
    from ._resources.async_proxy import AsyncProxy
    from ._resources.async_tokens import AsyncTokens
    from ._resources.async_workflows import AsyncWorkflows
    from ._resources.remote_mcp import RemoteMcp, RemoteMcpOptions
    from ._tools.async_tools import AsyncTools
    from ._tools.confirm import AsyncConfirm
    from ._tools.selection import ToolOptions
    from .mcp import McpServer

T = TypeVar("T")
ItemT = TypeVar("ItemT")


class AsyncClient(AsyncApi):
    """The Connect API, for asyncio and trio tasks: share one client between them.

    Args:
        project_id: The project (`proj_…`). Default: the environment variable PIPEDREAM_PROJECT_ID.
        client_id: Id of the OAuth client. Default: PIPEDREAM_CLIENT_ID.
        client_secret: Secret of the OAuth client. Default: PIPEDREAM_CLIENT_SECRET.
        private_key: In place of the secret, the private key that signs for the OAuth client: EC P-256 or RSA, as PEM or JWK text.
            Needs pdconnect[jwt]. Default: PIPEDREAM_PRIVATE_KEY.
        key_id: Id of that key, if the OAuth client has several. Default: PIPEDREAM_KEY_ID.
        environment: "development" or "production". Default: PIPEDREAM_PROJECT_ENVIRONMENT. If that is not set either, the constructor
            raises ConfigurationError, because accounts and users of one environment do not exist in the other.
        access_token: An access token, in place of the OAuth client. Default: PIPEDREAM_ACCESS_TOKEN, if no OAuth client is passed.
        connect_token: A Connect token, in place of all credentials above. It allows what its user may do in a browser.
        base_url: URL of the service. Default: PIPEDREAM_BASE_URL, or https://api.pipedream.com. Plain http is for loopback only.
        workflow_domain: Domain of your workflows. Default: PIPEDREAM_WORKFLOW_DOMAIN, or m.pipedream.net. A URL is for loopback only:
            then each workflow has a path below it, as in a served sandbox.
        timeout: Seconds for each phase of one attempt: to connect, to send, to receive the next part of the response, to wait for a
            free connection. A Timeout of httpx or httpx2 sets them separately; None means no limit. Default: 60, or the timeout of a
            passed-in `http_client`.
        deadline: Seconds for a whole call: all attempts, the delays between them, and the wait for a token or a rate limit. If the
            caller reads the body (streams, downloads), it ends when the headers have arrived. Default: no deadline.
        max_retries: Maximum number of retries of a call. Only calls that can be repeated without harm are retried: calls that are
            idempotent, and others if the service cannot have executed them. Default: 2.
        max_response_bytes: Maximum number of bytes of a response, decompressed, that are read into memory. A larger one raises
            ResponseTooLargeError. Responses that the caller reads (streams, downloads) have no limit, and error bodies are read up to
            1 MiB. None means no limit. Default: 104,857,600 (100 MiB).
        headers: Headers for every request to the service, such as `x-pd-rate-limit`.
        rate_limit_mode: Keep within the service's rate limits before it responds with 429: "wait" for capacity, or "fail" with
            RateLimitExceededError; "adaptive" waits too, and learns the limits from the headers of responses. Default: no limit on
            our side.
        rate_limit_storage: Storage of the request counts: memory, or a Redis or Valkey that processes share (needs pdconnect[redis]):
            a URL (`redis://…`, `redis+sentinel://…`, `redis+cluster://…`), or a client of redis-py, which is never closed. While it
            is down, no request is delayed.
        rate_limit_overrides: Limits in place of those of the specification, by name: `{"account_reads": "2000 per 5 minutes"}`.
            Needs pdconnect[rate-limits].
        rate_limit_share: The part of each limit that the calls of this client may use, above 0 and at most 1: 0.2 for a batch job leaves
            capacity for other calls. Calls with the same share use it together. Default: all of the limit.
        token_store: A Redis or Valkey in which processes share the access token, encrypted with a key derived from the OAuth client's
            secret: a URL or a client, as for `rate_limit_storage`. Default: each process fetches its own token.
        store_key_prefix: What all keys in the two stores begin with. Clients with different prefixes share nothing.
        hooks: Objects that are called for every call and request: see `Hooks`.
        http_client: Your own client of httpx or httpx2 to send with. It is never closed. What it does is kept: its headers, cookies, event
            hooks and `auth` (except for the Authorization header), and its timeout unless `timeout` is set.
        http_backend: What the client opens its own connections with: "httpx"; "httpx2", its successor (needs
            pdconnect[httpx2]); or "aiohttp" (needs pdconnect[aiohttp]), for tasks of asyncio only. Default: the environment variable
            PDCONNECT_HTTP_BACKEND, or "httpx"; with "aiohttp" in the variable, synchronous clients use httpx. Responses that are
            returned as they are, as by the proxy, are objects of this library; aiohttp's are objects of httpx.
        clock: Returns seconds of a monotonic clock; tests pass their own.
        wall_clock: Returns the seconds since 1970. It ends tokens that expired while the machine was suspended; tests pass their own.
        sleep: Waits for a number of seconds; tests pass their own.

    Raises:
        ConfigurationError: A setting is missing or wrong; the message says what is expected.
    """

    def __init__(
        self,
        *,
        project_id: str | None = None,
        client_id: str | None = None,
        client_secret: str | None = None,
        private_key: str | None = None,
        key_id: str | None = None,
        environment: Environment | None = None,
        access_token: str | None = None,
        connect_token: str | None = None,
        base_url: str | None = None,
        workflow_domain: str | None = None,
        timeout: Timeout | Unset = UNSET,
        deadline: float | None = None,
        max_retries: int = DEFAULT_MAX_RETRIES,
        max_response_bytes: int | None = DEFAULT_MAX_RESPONSE_BYTES,
        headers: Mapping[str, str] | None = None,
        rate_limit_mode: RateLimitMode | None = None,
        rate_limit_storage: AsyncRedisSource = MEMORY,
        rate_limit_overrides: Mapping[str, str] | None = None,
        rate_limit_share: float | None = None,
        token_store: AsyncRedisSource | None = None,
        store_key_prefix: str = DEFAULT_KEY_PREFIX,
        hooks: Iterable[Hooks] = (),
        http_client: AsyncHttpClient | None = None,
        http_backend: AsyncHttpBackend | None = None,
        clock: Callable[[], float] = time.monotonic,
        wall_clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = async_sleep,
    ) -> None:
        super().__init__(self)
        # Tracebacks can show local variables.
        client_secret, private_key = as_secret(client_secret), as_secret(private_key)
        access_token, connect_token = as_secret(access_token), as_secret(connect_token)
        base_url, workflow_domain, headers = as_secret(base_url), as_secret(workflow_domain), as_secret(headers)
        try:
            connections = AsyncConnections(http_client, http_backend)
            settings = resolve_settings(
                connections.backend,
                project_id=project_id,
                client_id=client_id,
                client_secret=client_secret,
                private_key=private_key,
                key_id=key_id,
                environment=environment,
                access_token=access_token,
                connect_token=connect_token,
                base_url=base_url,
                workflow_domain=workflow_domain,
            )
            check_extras(settings)
            options = Options(
                timeout, deadline, max_retries, headers, rate_limit_mode, hooks, max_response_bytes, rate_limit_share
            )
            check_share_applies(rate_limit_share, rate_limit_mode)
            check_key_prefix(store_key_prefix)
            check_functions(clock=clock, wall_clock=wall_clock, sleep=sleep)
            counting = RateLimitConfig(rate_limit_storage, rate_limit_overrides or {}, store_key_prefix)
            runtime = AsyncClientRuntime(connections, counting, clock, sleep)
            runtime.tokens = async_token_source(
                settings, self._fetch_token, token_store, store_key_prefix, clock, wall_clock, sleep
            )
        except BaseException as error:
            clear_frames(error)
            # As above. `as_secret` is not used for these two: a valid one can be an object, which it would make unusable.
            del rate_limit_storage, token_store
            raise
        self._settings, self._options, self._runtime = settings, options, runtime
        self._is_copy = False

    @property
    def project_id(self) -> str | None:
        """The project of this client; None with a Connect token, which belongs to one project."""
        return self._settings.project_id

    @property
    def environment(self) -> Environment | None:
        """The environment of this client; None with a Connect token, which belongs to one environment."""
        return self._settings.environment

    def with_options(
        self,
        *,
        project_id: str | None = None,
        environment: Environment | None = None,
        timeout: Timeout | Unset = UNSET,
        deadline: float | Unset | None = UNSET,
        max_retries: int | None = None,
        max_response_bytes: int | Unset | None = UNSET,
        headers: Mapping[str, str] | None = None,
        rate_limit_mode: RateLimitMode | Unset | None = UNSET,
        rate_limit_share: float | Unset | None = UNSET,
        hooks: Iterable[Hooks] | None = None,
    ) -> Self:
        """Return a client with other options, for one call or several: `client.with_options(deadline=5).accounts.list()`.

        It shares the connections, tokens and rate limits of this client. Closing it closes nothing; when this client is closed, it
        cannot be used any more. Options that are not passed keep their values. See the class for the arguments; `headers` are added
        to the present ones.

        Raises:
            ConfigurationError: An option is wrong; the message says what is expected.
        """
        headers = as_secret(headers)  # tracebacks can show local variables
        try:
            settings = changed_settings(self._settings, project_id, environment)
            options = changed_options(
                self._options,
                timeout,
                deadline,
                max_retries,
                headers or {},
                rate_limit_mode,
                hooks,
                max_response_bytes,
                rate_limit_share,
            )
        except BaseException as error:
            clear_frames(error)
            raise
        return self._copy(settings, options)

    async def send(self, call: Call[T]) -> T:
        """Send a call and return its result. All methods of the resources call this.

        Args:
            call: The checked arguments of an operation, as the functions of `pdconnect_api.api` return them.

        Raises:
            PdconnectError: The call failed; the method of the resource documents which errors there are.
        """
        return await self._http_sender.send(call)

    async def send_raw_response(self, call: Call[T]) -> APIResponse[T]:
        """Send a call, and return its result with the HTTP response. All methods of `with_raw_response` call this.

        Args:
            call: The checked arguments of an operation, as the functions of `pdconnect_api.api` return them.

        Raises:
            PdconnectError: The call failed; the method of the resource documents which errors there are.
        """
        from ._async_raw_response import send_raw_response

        return await send_raw_response(self._http_sender, call)

    async def paginate_raw_response(self, call: Call[Listing[ItemT]]) -> APIResponse[AsyncPage[ItemT]]:
        """Fetch the first page of a list, and return it with the HTTP response.

        Args:
            call: The checked arguments of an operation, as the functions of `pdconnect_api.api` return them.

        Raises:
            PdconnectError: The call failed; the method of the resource documents which errors there are.
        """
        from ._async_raw_response import first_page

        return await first_page(self._http_sender, call, self._list_context)

    @resource_property
    def tokens(self) -> AsyncTokens:
        """Short-lived Connect tokens, which one external user needs to connect accounts."""
        from ._resources.async_tokens import AsyncTokens

        return AsyncTokens(self, self._with_connect_token, self._runtime.clock, self._runtime.sleep)

    @resource_property
    def actions(self) -> AsyncActions:
        """Components that are run once per call."""
        from ._resources.async_components import AsyncActions

        return AsyncActions(self)

    @resource_property
    def triggers(self) -> AsyncTriggers:
        """Components that are deployed and then emit events."""
        from ._resources.async_components import AsyncTriggers

        return AsyncTriggers(self)

    @resource_property
    def tools(self) -> AsyncTools:
        """The actions of your users' apps as tools for language models."""
        from ._tools.async_tools import AsyncTools

        return AsyncTools(self, self._settings.credentials.secret)

    @resource_property
    def proxy(self) -> AsyncProxy:
        """Requests to an app's own API with the credentials of a connected account."""
        from ._resources.async_proxy import AsyncProxy

        return AsyncProxy(self._http_sender.send_raw, self._settings)

    @resource_property
    def workflows(self) -> AsyncWorkflows:
        """Your workflows, started by their HTTP trigger."""
        from ._resources.async_workflows import AsyncWorkflows

        return AsyncWorkflows(self._http_sender.send_raw, self._settings)

    @resource_property
    def file_stash(self) -> AsyncFileStash:
        """Files that actions wrote to the file stash."""
        from ._resources.async_file_stash import AsyncFileStash

        return AsyncFileStash(self._http_sender.send_raw, self._settings)

    async def access_token(self) -> str:
        """Return an access token of this client's OAuth client, to send as `Authorization: Bearer …` to the service.

        It is the token that the calls of this client use: requested once, shared with copies of the client and by `token_store`, and
        renewed before it expires. Call this again for each use, because a token is valid for an hour only.

        Raises:
            ConfigurationError: The client has a Connect token in place of credentials.
            AuthenticationError: The service rejects the credentials.
            TransportError: There was no response to the request for a token.
        """
        if self._settings.project_id is None:
            raise ConfigurationError("a client with a Connect token has no access token")
        return await self._runtime.tokens.token()

    @property
    async def raw_access_token(self) -> str:
        """The access token, under the name of the official SDK: see `access_token`."""
        return await self.access_token()

    async def remote_mcp(self, external_user_id: str, *, app: str, **options: Unpack[RemoteMcpOptions]) -> RemoteMcp:
        """Return the URL and the headers of the vendor's hosted MCP server, for one user and one app.

        Pass `url` to an MCP client, and `auth`, which renews the access token, or `headers` to its HTTP client. Nothing is sent to the
        server by this method.

        Args:
            external_user_id: Your own id of the user (at most 250 characters).
            app: Name slug of the app.
            **options: See `RemoteMcpOptions`.

        Raises:
            ConfigurationError: The client has a Connect token in place of credentials.
            InvalidArgumentError: An argument is wrong.
            AuthenticationError: The service rejects the credentials.
            TransportError: There was no response to the request for a token.
        """
        from ._resources.remote_mcp import async_remote_mcp

        token = await self.access_token()
        return async_remote_mcp(self._settings, self._runtime.tokens, token, external_user_id, app, options)

    def mcp_server(
        self, external_user_id: str, *, confirm: AsyncConfirm | None = None, **options: Unpack[ToolOptions]
    ) -> McpServer:
        """Return an MCP server with the tools of one user: `server.run()` serves stdio, `server.http_app()` streamable HTTP.

        Needs pdconnect[mcp]. Nothing is requested before a client of the server asks for its tools.

        Args:
            external_user_id: Your own id of the user (at most 250 characters).
            confirm: See `client.tools.for_user`.
            **options: The other arguments of `client.tools.for_user`: `apps`, `actions`, `query`, `limit`, `registry`, `defaults`,
                `not_connected`, `token_options`, `max_result_chars`.

        Raises:
            ModuleNotFoundError: The package mcp is not installed.
        """
        from .mcp import McpServer

        return McpServer(partial(self.tools.for_user, external_user_id, confirm=confirm, **options))

    def paginate(self, call: Call[Listing[ItemT]]) -> AsyncPages[ItemT]:
        """Return the pages of a list, to iterate over their items or page by page.

        Args:
            call: The checked arguments of an operation, as the functions of `pdconnect_api.api` return them.

        Raises:
            InvalidArgumentError: An argument is invalid; nothing was sent.
            PdconnectError: The root of this and of every other failure.
        """
        from ._pagination.async_paginate import async_paginate

        return async_paginate(self.send, call, self._list_context)

    async def aclose(self) -> None:
        """Close the connections to the service and to the stores. Passed-in clients, of HTTP or of Redis, stay open."""
        if not self._is_copy:
            await self._runtime.aclose()

    @cached_property
    def _http_sender(self) -> AsyncHttpSender:
        """The sender, imported by the first call: its import takes as long as all other imports of a client."""
        from ._http.async_pipeline import AsyncHttpSender

        return AsyncHttpSender(self._settings, self._options, self._runtime)

    @cached_property
    def _list_context(self) -> ListContext:
        """What lists must know of this client."""
        from ._pagination.page_position import ListContext

        return ListContext(self._settings, self._runtime.clock)

    async def _fetch_token(self, *, retry: bool, rejected_token: str | None) -> AccessToken:
        copy = self._copy(self._settings, self._options.for_tokens())
        return await copy._http_sender.fetch_token(retry=retry)

    def _with_connect_token(self, token: str) -> Self:
        """Return a client that authenticates with a Connect token. It shares the connections, and the limits once they are in use."""
        copy = self._copy(settings_with_connect_token(self._settings, token), self._options)
        copy._runtime = self._runtime.with_tokens(AsyncStaticTokenSource(token))
        return copy

    def _copy(self, settings: Settings, options: Options) -> Self:
        """Return a client with other settings or options. It has its own resources and shares the rest."""
        copy = object.__new__(type(self))
        AsyncApi.__init__(copy, copy)
        copy._settings, copy._options, copy._runtime = settings, options, self._runtime
        copy._is_copy = True
        return copy

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    def __reduce__(self) -> NoReturn:
        raise TypeError("a client holds credentials and connections, and cannot be pickled: create one in each process")

    def __repr__(self) -> str:
        settings = vars(self).get("_settings")  # missing in the traceback of a wrong setting
        return f"<AsyncClient of {settings!r}>" if settings else "<AsyncClient>"


set_lazy_annotations(
    globals(),
    {
        "APIResponse": "pdconnect_api.raw_response",
        "AccessToken": "._auth.access_token",
        "AsyncActions": "._resources.async_components",
        "AsyncConfirm": "._tools.confirm",
        "AsyncFileStash": "._resources.async_file_stash",
        "AsyncHttpBackend": "._http.backend",
        "AsyncHttpClient": "pdconnect_api.http_types",
        "AsyncHttpSender": "._http.async_pipeline",
        "AsyncPage": "._pagination.async_page",
        "AsyncRedisSource": "._redis.clients",
        "AsyncPages": "pdconnect_api.call",
        "AsyncProxy": "._resources.async_proxy",
        "AsyncTokens": "._resources.async_tokens",
        "AsyncTools": "._tools.async_tools",
        "AsyncTriggers": "._resources.async_components",
        "AsyncWorkflows": "._resources.async_workflows",
        "Call": "pdconnect_api.call",
        "Hooks": "._hooks",
        "ListContext": "._pagination.page_position",
        "Listing": "pdconnect_api.call",
        "McpServer": ".mcp",
        "RemoteMcp": "._resources.remote_mcp",
        "RemoteMcpOptions": "._resources.remote_mcp",
        "Timeout": "pdconnect_api.http_types",
        "ToolOptions": "._tools.selection",
    },
)
