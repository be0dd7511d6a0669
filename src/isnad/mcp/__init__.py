"""A case for assistants: an MCP server whose tools only read, and answer with words that stand in the articles."""

from isnad.mcp.server import server

__all__ = ["server"]
