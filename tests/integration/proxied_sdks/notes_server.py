"""An MCP server with one tool."""

from __future__ import annotations

from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver import Context

server = MCPServer("notes")


@server.tool()
async def add(a: int, b: int, ctx: Context[Any]) -> int:
    """Return the sum, after a report of progress."""
    await ctx.report_progress(1, 2)
    return a + b
