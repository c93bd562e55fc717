"""The content of a request that the caller passes, checked before it is sent, or part by part while it is sent."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pdconnect_api.arguments import plain_text, type_name
from pdconnect_api.errors import InvalidArgumentError

if TYPE_CHECKING:
    from pdconnect_api.call import Content

_WANTED = "must be a string, bytes, or an iterable of bytes"


def checked_content(name: str, content: Any) -> Content | None:
    """Return content that can be sent, as far as that can be known without reading it. Raises InvalidArgumentError."""
    if isinstance(content, bytearray | memoryview):
        return bytes(content)  # pyright: ignore[reportUnknownArgumentType]
    if isinstance(content, str):
        try:
            content.encode()
        except UnicodeEncodeError:
            raise InvalidArgumentError(name, "must be text that UTF-8 can encode (it has a lone surrogate)") from None
        text: str = plain_text(content)
        return text
    if isinstance(content, list | tuple):
        items: Iterable[Any] = content  # pyright: ignore[reportUnknownVariableType]
        return list(_parts(items))  # pyright: ignore[reportUnknownArgumentType]
    is_readable = isinstance(content, Iterable | AsyncIterable) and not isinstance(content, dict)
    if content is not None and not isinstance(content, bytes) and not is_readable:
        raise InvalidArgumentError(name, f"{_WANTED}, not {type_name(content)}")  # pyright: ignore[reportUnknownArgumentType]
    return content  # type: ignore[no-any-return] # pyright: ignore[reportUnknownVariableType]


def content_parts(content: Content) -> Content:
    """Return content for a request of a synchronous client. Its parts are checked while they are sent."""
    if isinstance(content, str | bytes):
        return content
    if not isinstance(content, Iterable):
        raise InvalidArgumentError("content", "must not be asynchronous: this client is synchronous")
    # A file stays one: the HTTP library reads its size for Content-Length.
    return content if hasattr(content, "read") and not hasattr(content, "encoding") else _parts(content)


def async_content_parts(content: Content) -> Content:
    """Return content for a request of an asynchronous client, which accepts synchronous iterables too."""
    if isinstance(content, str | bytes):
        return content
    return _async_parts(content) if isinstance(content, AsyncIterable) else _async_parts_of(content)


def _parts(parts: Iterable[Any]) -> Iterator[bytes]:
    for part in parts:
        yield _checked(part)


async def _async_parts(parts: AsyncIterable[Any]) -> AsyncIterator[bytes]:
    async for part in parts:
        yield _checked(part)


async def _async_parts_of(parts: Iterable[Any]) -> AsyncIterator[bytes]:
    for part in parts:
        yield _checked(part)


def _checked(part: Any) -> bytes:
    if isinstance(part, bytes | bytearray | memoryview):
        return bytes(part)  # pyright: ignore[reportUnknownArgumentType]
    raise InvalidArgumentError("content", f"must have parts of bytes, not {type_name(part)}")
