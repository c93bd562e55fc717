"""The vendor's remote MCP server: the actions of an app as tools for agents."""
