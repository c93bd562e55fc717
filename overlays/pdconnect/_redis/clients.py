"""The kinds of Redis clients that a caller can pass in place of a URL.

They are protocols, so that their types are known to a type checker where redis-py is not installed.
"""

from __future__ import annotations

from typing import Any, Protocol


class RedisClient(Protocol):
    """A synchronous client: `redis.Redis`, `redis.RedisCluster`, or an instance of a subclass."""

    def evalsha(self, sha: str, numkeys: int, *keys_and_args: Any) -> Any:
        """Run a script by its SHA-1."""
        ...

    def eval(self, script: str, numkeys: int, *keys_and_args: Any) -> Any:
        """Run a script."""
        ...

    def close(self) -> None:
        """Close the client. It is never called: the client belongs to the caller."""
        ...


class AsyncRedisClient(Protocol):
    """A client for asyncio: `redis.asyncio.Redis`, `redis.asyncio.RedisCluster`, or an instance of a subclass."""

    def evalsha(self, sha: str, numkeys: int, *keys_and_args: Any) -> Any:
        """Run a script by its SHA-1."""
        ...

    def eval(self, script: str, numkeys: int, *keys_and_args: Any) -> Any:
        """Run a script."""
        ...

    async def aclose(self) -> None:
        """Close the client. It is never called: the client belongs to the caller."""
        ...


RedisSource = str | RedisClient
"""A URL, or a synchronous client."""
AsyncRedisSource = str | RedisClient | AsyncRedisClient
"""A URL, or a synchronous or asynchronous client."""
