"""The tools of a user as an MCP server; needs pdconnect[mcp].

    server = client.mcp_server("user-1", apps=["slack"])
    server.run()                  # stdio, for desktop assistants
    app = server.http_app()       # streamable HTTP, for an ASGI server

The server has the same tools as `client.tools.for_user`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from inspect import iscoroutinefunction
from typing import Any, Literal, cast

import anyio
from anyio.to_thread import run_sync

from ._exceptions import PdconnectError
from ._tools.async_user_tools import AsyncUserTools
from ._tools.tool_call import ToolResult
from ._tools.user_tools import UserTools
from ._version import __version__

try:
    from mcp.server.context import ServerRequestContext
    from mcp.server.lowlevel import Server
    from mcp.server.stdio import stdio_server
    from mcp.shared.exceptions import MCPError
    from mcp.types import (
        INTERNAL_ERROR,
        CallToolRequestParams,
        CallToolResult,
        ListToolsResult,
        PaginatedRequestParams,
        TextContent,
        Tool,
    )
    from starlette.applications import Starlette
except ModuleNotFoundError as _error:
    if str(_error.name).partition(".")[0] != "mcp":
        raise
    raise ModuleNotFoundError("pdconnect.mcp needs the package mcp: pip install 'pdconnect[mcp]'", name="mcp") from None

Transport = Literal["stdio", "streamable-http"]


class McpServer:
    """An MCP server with the tools of one user, from `client.mcp_server(...)`.

    Everyone who can reach it acts on behalf of this user: listen on loopback, or put authentication in front of it.
    """

    server: Server[Any]
    """The server of the package mcp, for transports and options that are not listed here."""

    def __init__(
        self, load: Callable[[], Awaitable[AsyncUserTools]] | Callable[[], UserTools], *, name: str = "pdconnect"
    ) -> None:
        """Serve the tools that `load` returns. It is called at the first request; a function that is not async runs in a thread."""
        self._load = load
        self._tools: AsyncUserTools | UserTools | None = None
        self._loading = anyio.Lock()
        self.server = Server(
            name,
            version=__version__,
            title="Pipedream Connect",
            on_list_tools=self._list_tools,
            on_call_tool=self._call_tool,
        )

    def run(self, transport: Transport = "stdio", *, host: str = "127.0.0.1", port: int = 8000) -> None:
        """Serve until the client disconnects (stdio) or until Ctrl-C.

        Args:
            transport: "stdio", or "streamable-http" at the path /mcp.
            host: The address to listen on, for HTTP.
            port: The port to listen on, for HTTP.
        """
        if transport == "stdio":
            anyio.run(self.run_stdio)
            return
        import uvicorn  # slow to import, and stdio does not need it

        uvicorn.run(self.http_app(host=host), host=host, port=port, log_level="warning")

    async def run_stdio(self) -> None:
        """Serve one client over stdin and stdout, until it disconnects."""
        async with stdio_server() as (incoming, outgoing):
            await self.server.run(incoming, outgoing, self.server.create_initialization_options())

    def http_app(self, *, path: str = "/mcp", host: str = "127.0.0.1", stateless: bool = False) -> Starlette:
        """Return an ASGI application that serves streamable HTTP.

        Args:
            path: The path of the endpoint.
            host: The address on which it will listen. On loopback, requests with the name of another host are rejected.
            stateless: Whether no request depends on an earlier one, for several processes behind a load balancer.
        """
        return self.server.streamable_http_app(streamable_http_path=path, host=host, stateless_http=stateless)

    async def _list_tools(
        self, context: ServerRequestContext[Any], params: PaginatedRequestParams | None
    ) -> ListToolsResult:
        try:
            tools = await self._user_tools()
        except PdconnectError as error:
            raise MCPError(INTERNAL_ERROR, str(error)) from None
        return ListToolsResult(tools=[Tool.model_validate(tool) for tool in tools.to_mcp()])

    async def _call_tool(self, context: ServerRequestContext[Any], params: CallToolRequestParams) -> CallToolResult:
        try:
            result = await self._call(params.name, params.arguments or {})
        except PdconnectError as error:
            result = ToolResult(params.name, str(error), True)
        return CallToolResult(content=[TextContent(text=result.content)], is_error=result.is_error)

    async def _call(self, name: str, arguments: dict[str, Any]) -> ToolResult:
        tools = await self._user_tools()
        if isinstance(tools, AsyncUserTools):
            return await tools.call(name, arguments)
        return await run_sync(partial(tools.call, name, arguments))

    async def _user_tools(self) -> AsyncUserTools | UserTools:
        """Return the tools, loaded once. If loading fails, the next request tries again."""
        async with self._loading:
            if self._tools is None:
                if iscoroutinefunction(self._load):
                    self._tools = await cast("Callable[[], Awaitable[AsyncUserTools]]", self._load)()
                else:
                    self._tools = await run_sync(cast("Callable[[], UserTools]", self._load))
            return self._tools
