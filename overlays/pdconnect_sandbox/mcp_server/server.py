"""The MCP server of one request, built on the package mcp."""

from __future__ import annotations

import mcp.types as types
from anyio.to_thread import run_sync
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.types import ASGIApp, Receive, Scope, Send

from ..apps import Component
from ..service.service import Service
from ..state.state import State
from .request import McpRequest
from .tools import ToolRunner, input_schema


def mcp_handler(state: State, service: Service, wanted: McpRequest) -> ASGIApp:
    """Return an ASGI application that handles one request of an MCP client."""

    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        manager = StreamableHTTPSessionManager(_server(ToolRunner(state, service, wanted), wanted.mode), stateless=True)
        async with manager.run():
            await manager.handle_request(scope, receive, send)

    return handle


def _server(runner: ToolRunner, mode: str) -> Server[object]:
    async def list_tools(
        context: ServerRequestContext[object], params: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_tool(component, mode) for component in runner.components()])

    async def call_tool(
        context: ServerRequestContext[object], params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        component = next((candidate for candidate in runner.components() if candidate.key == params.name), None)
        if component is None:
            return _result(f"there is no tool {params.name}", is_error=True)
        # In a thread: an action or a webhook may call the sandbox that runs it.
        result = await run_sync(runner.call, component, params.arguments or {})
        return _result(result.text, is_error=result.is_error)

    return Server("pdconnect sandbox", version="3", on_list_tools=list_tools, on_call_tool=call_tool)


def _tool(component: Component, mode: str) -> types.Tool:
    hints = component.annotations or {}
    return types.Tool(
        name=component.key,
        title=component.name,
        description=component.description,
        input_schema=input_schema(component, mode),
        annotations=types.ToolAnnotations.model_validate(hints) if hints else None,
    )


def _result(text: str, *, is_error: bool) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=is_error)
