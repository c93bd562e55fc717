"""The vendor's hosted MCP server: its URL, its headers, and the authentication of requests to it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypedDict
from urllib.parse import urlencode, urlsplit

from anyio.to_thread import run_sync

from pdconnect_api.arguments import text
from pdconnect_api.errors import InvalidArgumentError

from .._config import DEFAULT_BASE_URL, Settings
from .._http.backend import with_loaded_bases
from .._http.hosts import is_loopback
from .._http.request import ENVIRONMENT_HEADER
from .._http.steps.auth import MIN_TOKEN_AGE
from .._request_options import is_header_value
from .headers import checked_headers

if TYPE_CHECKING:
    from .._auth.token_source import AsyncTokenSource, TokenSource

URL = "https://remote.mcp.pipedream.net/v3"
ToolMode = Literal["sub-agent", "tools-only", "full-config"]
_TOOL_MODES = ("sub-agent", "tools-only", "full-config")
_USER_HEADER = "x-pd-external-user-id"
_DEFAULT_PORTS = {"https": 443, "http": 80}


class RemoteMcpOptions(TypedDict, total=False):
    """The optional keyword arguments of `client.remote_mcp`."""

    tool_mode: ToolMode | None
    """What the tools take: "sub-agent" an instruction for a model of the vendor, which fills in the arguments; "tools-only" the arguments
    of the actions; "full-config" also steps to configure a component. Default: that of the server ("sub-agent")."""
    account_id: str | None
    """The account (`apn_…`), if the user has several of the app."""
    oauth_app_id: str | None
    """Id of your own OAuth client (`oa_…`), for users who connect the app by the link of a tool."""
    webhook_uri: str | None
    """URL that receives a webhook when a user has connected the app."""
    success_redirect_uri: str | None
    """URL to which a user is redirected after that."""
    error_redirect_uri: str | None
    """URL to which a user is redirected after a failure."""
    url: str | None
    """URL of the server. Default: the vendor's; with a `base_url` of your own, such as that of a sandbox, `/mcp` below it."""


_HEADERS = {
    "tool_mode": "x-pd-tool-mode",
    "account_id": "x-pd-account-id",
    "oauth_app_id": "x-pd-oauth-app-id",
    "webhook_uri": "x-pd-webhook-uri",
    "success_redirect_uri": "x-pd-success-redirect-uri",
    "error_redirect_uri": "x-pd-error-redirect-uri",
}


class RemoteMcp:
    """The vendor's hosted MCP server for one user and one app, from `client.remote_mcp(...)`."""

    __slots__ = ("_auth", "_auth_headers", "headers", "url")

    url: str
    """The URL, for a client of the streamable HTTP transport."""
    headers: dict[str, str]
    """The headers of every request, with an access token that was valid when this object was created. It is not renewed: see `auth`."""

    def __init__(self, url: str, headers: Mapping[str, str], token: str, tokens: _ThreadTokens) -> None:
        self.url = url
        self.headers = {**headers, "authorization": f"Bearer {token}"}
        self._auth_headers = headers
        self._auth = tokens

    @property
    def auth(self) -> Any:
        """An authentication for a client of httpx or httpx2: `httpx2.AsyncClient(auth=server.auth)`.

        Its class derives from the `Auth` of each library that is imported. Its type is Any, because a type checker does not know the
        class where httpx2 is not installed.

        It adds all `headers` to requests for this server, and to no others. The access token is that of the client, renewed before it
        expires, and once after a 401.
        """
        return with_loaded_bases(McpAuth, "Auth")(self.url, self._auth_headers, self._auth)

    def __repr__(self) -> str:
        return f"<RemoteMcp {self.url!r} for the app {self.headers['x-pd-app-slug']}>"


class _ThreadTokens:
    """Access tokens for synchronous and asynchronous requests."""

    def __init__(self, source: TokenSource) -> None:
        self._source = source

    def token(self) -> str:
        """Return a token to send."""
        return self._source.token()

    def replace(self, rejected_token: str, *, was_accepted: bool) -> str | None:
        """Return a token in place of a rejected one, or None. The 401 may be that of the app behind the server."""
        return self._source.replace(rejected_token, min_age=MIN_TOKEN_AGE, was_accepted=was_accepted)

    async def async_token(self) -> str:
        """Return a token to send. It may have to be requested, which blocks."""
        return await run_sync(self.token)

    async def async_replace(self, rejected_token: str, *, was_accepted: bool) -> str | None:
        """Return a token in place of a rejected one, or None."""
        return await run_sync(lambda: self.replace(rejected_token, was_accepted=was_accepted))


class _TaskTokens(_ThreadTokens):
    """Access tokens for asynchronous requests."""

    def __init__(self, source: AsyncTokenSource) -> None:
        self._async_source = source

    def token(self) -> str:
        raise RuntimeError("this auth is for asynchronous HTTP clients: pdconnect.Client has one for both kinds")

    async def async_token(self) -> str:
        return await self._async_source.token()

    async def async_replace(self, rejected_token: str, *, was_accepted: bool) -> str | None:
        return await self._async_source.replace(rejected_token, min_age=MIN_TOKEN_AGE, was_accepted=was_accepted)


class McpAuth:
    """Adds headers and the access token to requests for one server. Derived from the `Auth` classes of the libraries."""

    def __init__(self, url: str, headers: Mapping[str, str], tokens: _ThreadTokens) -> None:
        self._origin = _origin(url)
        self._headers = headers
        self._tokens = tokens
        self._accepted: str | None = None
        """The last token that got a response other than a 401. If a 401 follows, the token may have expired."""

    def sync_auth_flow(self, request: Any) -> Generator[Any, Any, None]:
        """Send a request with the token, and once more with a new one after a 401."""
        if not self._is_for_server(request):
            yield request
            return
        request.read()  # it may have to be sent twice
        token = self._tokens.token()
        response = yield self._authorized(request, token)
        if self._is_rejected(response, token):
            renewed = self._tokens.replace(token, was_accepted=token == self._accepted)
            if renewed is not None:
                yield self._authorized(request, renewed)

    async def async_auth_flow(self, request: Any) -> AsyncGenerator[Any, Any]:
        """Send a request with the token, and once more with a new one after a 401."""
        if not self._is_for_server(request):
            yield request
            return
        await request.aread()
        token = await self._tokens.async_token()
        response = yield self._authorized(request, token)
        if self._is_rejected(response, token):
            renewed = await self._tokens.async_replace(token, was_accepted=token == self._accepted)
            if renewed is not None:
                yield self._authorized(request, renewed)

    def _is_for_server(self, request: Any) -> bool:
        return _origin(str(request.url)) == self._origin

    def _authorized(self, request: Any, token: str) -> Any:
        request.headers.update({**self._headers, "authorization": f"Bearer {token}"})
        return request

    def _is_rejected(self, response: Any, token: str) -> bool:
        if response.status_code == 401:
            return True
        self._accepted = token
        return False


def remote_mcp(
    settings: Settings, tokens: TokenSource, token: str, external_user_id: str, app: str, options: RemoteMcpOptions
) -> RemoteMcp:
    """Return the server for requests of any client. Raises InvalidArgumentError."""
    url, headers = _target(settings, external_user_id, app, options)
    return RemoteMcp(url, headers, token, _ThreadTokens(tokens))


def async_remote_mcp(
    settings: Settings, tokens: AsyncTokenSource, token: str, external_user_id: str, app: str, options: RemoteMcpOptions
) -> RemoteMcp:
    """Return the server for requests of asynchronous clients. Raises InvalidArgumentError."""
    url, headers = _target(settings, external_user_id, app, options)
    return RemoteMcp(url, headers, token, _TaskTokens(tokens))


def _target(
    settings: Settings, external_user_id: str, app: str, options: RemoteMcpOptions
) -> tuple[str, dict[str, str]]:
    """Return the URL and the headers without a token."""
    for name in options:
        if name not in RemoteMcpOptions.__annotations__:
            raise TypeError(f"remote_mcp got an unexpected keyword argument {name!r}")
    user = str(text("external_user_id", external_user_id, min_length=1, max_length=250, required=True))
    if options.get("tool_mode") not in (None, *_TOOL_MODES):
        raise InvalidArgumentError("tool_mode", f"must be one of {', '.join(_TOOL_MODES)}")
    headers: dict[str, str] = {
        "x-pd-project-id": str(settings.project_id),
        ENVIRONMENT_HEADER: str(settings.environment),
        "x-pd-app-slug": str(text("app", app, min_length=1, required=True)),
        **{header: value for name, header in _HEADERS.items() if (value := options.get(name)) is not None},  # type: ignore[misc]
    }
    url = options.get("url") or (URL if settings.base_url == DEFAULT_BASE_URL else f"{settings.base_url}/mcp")
    _check_url(url)
    if is_header_value(user):
        headers[_USER_HEADER] = user
    else:  # a header cannot hold it
        url = f"{url}{'&' if '?' in url else '?'}{urlencode({'externalUserId': user})}"
    return url, checked_headers(headers)


def _check_url(url: str) -> None:
    scheme, host, _ = _origin(url)
    if scheme != "https" and not (scheme == "http" and is_loopback(host or "")):
        raise InvalidArgumentError(
            "url", "must be https, because the access token is sent to it (http is for loopback only)"
        )


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or _DEFAULT_PORTS.get(parts.scheme)
